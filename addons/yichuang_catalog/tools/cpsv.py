r"""Public services in RDF, by the European application profile CPSV-AP 3.2.

Descriptions of services go in, Turtle comes out, text by text, so that a catalogue of
any length needs no graph in memory. What the profile asks for is in its published
shapes (https://semiceu.github.io/CPSV-AP/releases/3.2.0/), against which the tests hold
what is written here.

A period is given as ``processingTime`` only where it is one of the calendar: a working
day is no ``xsd:duration``, so a limit in working days is told in the description.

>>> text('说 "你好"\n')
'"说 \\"你好\\"\\n"@zh'
>>> iri("https://hall.example/services/a b")
'<https://hall.example/services/a%20b>'
>>> duration(2, "month"), duration(20, "workday")
('P2M', None)
"""

from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

PREFIXES = """\
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
CHINESE = "http://publications.europa.eu/resource/authority/language/ZHO"

_DURATIONS = {"day": "P{}D", "month": "P{}M", "year": "P{}Y", "hour": "PT{}H"}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(code): f"\\u{code:04X}" for code in (*range(9), 11, 12, *range(14, 32), 127)}
)


@dataclass(frozen=True)
class Concept:
    """A member of a closed list: what list, which key, and the words."""

    scheme: str
    key: str
    label: str


@dataclass(frozen=True)
class Organ:
    """A competent authority, with the code and name of the division it serves."""

    name: str
    code: str = ""
    region_code: str = ""
    region_name: str = ""


@dataclass(frozen=True)
class Law:
    """One article relied on."""

    title: str


@dataclass(frozen=True)
class Material:
    """A paper to be handed in (evidence)."""

    name: str
    kind: Concept | None = None
    note: str = ""


@dataclass(frozen=True)
class Fee:
    """What it costs, in words; the standard may be a table, so no number is given."""

    name: str
    standard: str = ""


@dataclass
class Service:
    """One published service; ``address`` is that of its guide page."""

    address: str
    identifier: str
    title: str
    description: str
    organ: Organ
    kind: Concept | None = None
    audience: list[Concept] = field(default_factory=list)
    subjects: list[Concept] = field(default_factory=list)
    channels: list[Concept] = field(default_factory=list)
    laws: list[Law] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    fees: list[Fee] = field(default_factory=list)
    conditions: str = ""
    procedure: str = ""
    result: str = ""
    result_kind: Concept | None = None
    duration: str | None = None


def text(value: str) -> str:
    """A literal in Chinese."""
    return f'"{value.translate(_ESCAPES)}"@zh'


def plain(value: str) -> str:
    """A literal without language."""
    return f'"{value.translate(_ESCAPES)}"'


def iri(address: str) -> str:
    """An address between brackets, everything unusual in it percent-encoded."""
    return "<" + quote(address, safe=":/?#[]@!$&'()*+,;=%-._~") + ">"


def duration(number: int, unit: str) -> str | None:
    """An ``xsd:duration``, where the unit is one of the calendar."""
    return _DURATIONS[unit].format(number) if number and unit in _DURATIONS else None


class Turtle:
    """Writes services, and once each what they share.

    :param base: address of the catalogue, of which shared resources are parts
    """

    def __init__(self, base: str):
        self.base = base
        self.told = set()

    def document(self, services):
        """The texts of a whole document."""
        yield PREFIXES
        yield _resource(iri(CHINESE), "dct:LinguisticSystem", [])
        for service in services:
            yield from self.service(service)

    def service(self, service: Service):
        """The texts of one service, with what of the shared ones is new."""
        shared = []
        facts = [
            ("dct:identifier", plain(service.identifier)),
            ("dct:title", text(service.title)),
            ("dct:description", text(service.description)),
            ("dct:language", iri(CHINESE)),
            ("foaf:page", iri(service.address)),
            ("cv:hasCompetentAuthority", self._organ(service.organ, shared)),
        ]
        for name, concepts in (
            ("dct:type", [service.kind]),
            ("dct:audience", service.audience),
            ("cv:thematicArea", service.subjects),
        ):
            facts += [
                (name, self._concept(concept, shared))
                for concept in concepts
                if concept
            ]
        laws = [self._law(law, shared) for law in service.laws]
        facts += [("cv:hasLegalResource", law) for law in laws]
        if service.duration:
            facts.append(("cv:processingTime", f'"{service.duration}"^^xsd:duration'))
        facts += self._own(service, laws, shared)
        yield from shared
        yield _resource(iri(service.address + "#service"), "cpsv:PublicService", facts)

    def _own(self, service, laws, shared):
        """What belongs to this service alone; the facts that lead to it."""
        facts = []
        for number, material in enumerate(service.materials, start=1):
            about = [("dct:title", text(material.name)), ("dct:language", iri(CHINESE))]
            if material.kind:
                about.append(("dct:type", self._concept(material.kind, shared)))
            if material.note:
                about.append(("dct:description", text(material.note)))
            facts.append(
                self._part(
                    "cpsv:hasInput",
                    "cv:Evidence",
                    service,
                    "material",
                    number,
                    about,
                    shared,
                )
            )
        for number, channel in enumerate(service.channels, start=1):
            about = [
                ("dct:description", text(channel.label)),
                ("dct:type", self._concept(channel, shared)),
            ]
            facts.append(
                self._part(
                    "cv:hasChannel",
                    "cv:Channel",
                    service,
                    "channel",
                    number,
                    about,
                    shared,
                )
            )
        for number, fee in enumerate(service.fees, start=1):
            about = [("dct:description", text(f"{fee.name}：{fee.standard}"))]
            facts.append(
                self._part(
                    "cv:hasCost", "cv:Cost", service, "fee", number, about, shared
                )
            )
        if service.result:
            about = [
                ("dct:title", text(service.result)),
                ("dct:language", iri(CHINESE)),
            ]
            if service.result_kind:
                about.append(("dct:type", self._concept(service.result_kind, shared)))
            facts.append(
                self._part(
                    "cpsv:produces", "cv:Output", service, "result", 1, about, shared
                )
            )
        if service.conditions:
            about = [
                ("dct:title", text("受理条件")),
                ("dct:description", text(service.conditions)),
            ]
            facts.append(
                self._part(
                    "cv:holdsRequirement",
                    "cv:Requirement",
                    service,
                    "condition",
                    1,
                    about,
                    shared,
                )
            )
        if service.procedure:
            about = [
                ("dct:title", text("办理流程")),
                ("dct:description", text(service.procedure)),
                ("dct:language", iri(CHINESE)),
                *(("cpsv:implements", law) for law in laws),
            ]
            facts.append(
                self._part(
                    "cpsv:follows", "cpsv:Rule", service, "rule", 1, about, shared
                )
            )
        return facts

    @staticmethod
    def _part(fact, kind, service, name, number, about, shared):
        """A resource under the service's own address; the fact that leads to it."""
        address = iri(f"{service.address}#{name}-{number}")
        identifier = plain(f"{service.identifier}-{name}-{number}")
        shared.append(
            _resource(address, kind, [("dct:identifier", identifier), *about])
        )
        return fact, address

    def _organ(self, organ, shared):
        region = iri(f"{self.base}#region-{organ.region_code or 'unknown'}")
        self._tell(region, "dct:Location", _label(organ.region_name), shared)
        address = iri(f"{self.base}#organ-{organ.code or _digest(organ.name)}")
        facts = [
            ("dct:identifier", plain(organ.code or organ.name)),
            ("dct:title", text(organ.name)),
            ("skos:prefLabel", text(organ.name)),
            ("dct:spatial", region),
        ]
        self._tell(address, "cv:PublicOrganisation", facts, shared)
        return address

    def _law(self, law, shared):
        address = iri(f"{self.base}#law-{_digest(law.title)}")
        self._tell(
            address, "eli:LegalResource", [("dct:title", text(law.title))], shared
        )
        return address

    def _concept(self, concept, shared):
        address = iri(f"{self.base}#{concept.scheme}-{concept.key}")
        self._tell(address, "skos:Concept", _label(concept.label), shared)
        return address

    def _tell(self, address, kind, facts, shared):
        if address not in self.told:
            self.told.add(address)
            shared.append(_resource(address, kind, facts))


def _label(words):
    return [("skos:prefLabel", text(words))] if words else []


def _digest(words):
    return sha256(words.encode()).hexdigest()[:16]


def _resource(address, kind, facts):
    lines = [f"a {kind}", *(f"{name} {value}" for name, value in facts)]
    return f"{address} " + " ;\n    ".join(lines) + " .\n\n"
