"""How complete the guide of a service is, from 0 to 100.

The table below weighs what the law wants published (行政许可法 Art. 30, 31, 58) and
what a guide needs that a clerk and an applicant can work with (GB/T 36114; the manual
of lists and samples, 标准化手册). An element that does not apply, such as the standard
of a fee where none is charged, counts as fulfilled. Only a guide that lacks nothing
has 100: a service enters the one window at 100 only.

>>> guide = Guide(stated=frozenset(ELEMENTS), materials=(
...     Material("申请书", is_form=True, acceptance=True, mistakes=True, blank=True,
...         sample=True),))
>>> score(guide), wanted(guide)
(100, [])
>>> from dataclasses import replace
>>> poor = replace(guide, materials=(Material("申请书", is_form=True),))
>>> score(poor), [want.key for want in wanted(poor)]
(85, ['acceptance', 'blank_form', 'filled_sample', 'mistakes'])
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


class Element(NamedTuple):
    """One element of the guide: what it weighs, where it is asked for, and the field
    of the version that states it."""

    weight: int
    source: str
    field: str


ART_30 = "行政许可法第三十条"
GUIDE = "GB/T 36114 服务指南编制规范"
MANUAL = "标准化手册"

ELEMENTS = {
    # What the law wants published
    "basis": Element(6, ART_30, "law_ids"),
    "conditions": Element(7, ART_30, "conditions"),
    "quantity": Element(3, ART_30, "quantity"),
    "procedure": Element(5, ART_30, "procedure"),
    "legal_limit": Element(5, ART_30, "legal_days"),
    "promise_limit": Element(5, ART_30, "promise_days"),
    "materials": Element(9, ART_30, "material_line_ids"),
    "form_sample": Element(5, ART_30, "form_sample"),
    "fee": Element(5, "行政许可法第五十八条", "fee_ids"),
    # What makes it a manual that guides the window
    "steps": Element(8, MANUAL, "step_ids"),
    "acceptance": Element(6, MANUAL, "material_line_ids"),
    "blank_form": Element(2, MANUAL, "material_line_ids"),
    "filled_sample": Element(4, MANUAL, "material_line_ids"),
    "mistakes": Element(3, MANUAL, "material_line_ids"),
    "faq": Element(3, MANUAL, "faq_ids"),
    "result_sample": Element(4, MANUAL, "result_sample"),
    # What an applicant looks for
    "result_name": Element(4, GUIDE, "result_name"),
    "denial_conditions": Element(2, GUIDE, "denial_conditions"),
    "rights": Element(2, GUIDE, "rights"),
    "location": Element(3, GUIDE, "location"),
    "office_hours": Element(3, GUIDE, "office_hours"),
    "consult": Element(3, GUIDE, "consult"),
    "complaint": Element(3, GUIDE, "complaint"),
}

# Elements that each material states for itself, and the flag that tells
PER_MATERIAL = {
    "acceptance": "acceptance",
    "blank_form": "blank",
    "filled_sample": "sample",
    "mistakes": "mistakes",
}
FORMS_ONLY = frozenset({"blank_form", "filled_sample", "mistakes"})


class Material(NamedTuple):
    """What is known of one material: whether the applicant fills it in, and whether
    its acceptance standard, common mistakes, blank form and filled sample are there.
    ``id`` names the record to open."""

    name: str
    is_form: bool = False
    acceptance: bool = False
    mistakes: bool = False
    blank: bool = False
    sample: bool = False
    id: int = 0


@dataclass(frozen=True)
class Guide:
    """What a version states: ``stated`` names the elements that are there or do not
    apply; the elements that every material states for itself are read from
    ``materials``."""

    stated: frozenset[str] = frozenset()
    materials: tuple[Material, ...] = ()


class Want(NamedTuple):
    """One thing that is missing for 100: the element, and the material it is missing
    from, if it is one that materials state."""

    key: str
    material: Material | None = None


def share(guide: Guide, key: str) -> Fraction:
    """How much of an element is there, 0 to 1."""
    if key not in PER_MATERIAL:
        return Fraction(key in guide.stated)
    asked = _asked(guide, key)
    if not asked:
        return Fraction(1)
    there = sum(getattr(material, PER_MATERIAL[key]) for material in asked)
    return Fraction(there, len(asked))


def score(guide: Guide) -> int:
    """The sum of the weights of what is there, rounded down: 100 is never reached by
    rounding."""
    return int(sum(share(guide, key) * ELEMENTS[key].weight for key in ELEMENTS))


def wanted(guide: Guide) -> list[Want]:
    """Everything that is missing for 100, in the order of the table."""
    found = []
    for key in ELEMENTS:
        if key in PER_MATERIAL:
            found += [
                Want(key, material)
                for material in _asked(guide, key)
                if not getattr(material, PER_MATERIAL[key])
            ]
        elif key not in guide.stated:
            found.append(Want(key))
    return found


def _asked(guide, key):
    """The materials that have to state this element."""
    return [
        material
        for material in guide.materials
        if material.is_form or key not in FORMS_ONLY
    ]
