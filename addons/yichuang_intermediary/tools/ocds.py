"""The market as open data: releases and records of the Open Contracting Data Standard
1.1 (https://standard.open-contracting.org/1.1/). One release for each event that was
public when it happened, in the order of the events; a record gathers them.

>>> release = releases(Process(
...     ocid="ocds-demo-MK-2026-000001", number="MK-2026-000001", language="zh",
...     title="检测报告", description="检测并出具报告", service="消防检测",
...     method="随机抽取", mode="random", cap_fen=1234500,
...     published="2026-03-02T08:00:00+08:00", sign_close="2026-03-06T17:00:00+08:00",
...     owner=Party("owner", "示例业主"), hall=Party("hall", "示例大厅"),
... ))[0]
>>> release["tag"], release["tender"]["value"]
(['tender'], {'amount': 12345.0, 'currency': 'CNY'})
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

SCHEME = "CN-USCC"
VERSION = "1.1"
# How OCDS calls the way in which the agency was chosen: by whom others were kept out.
METHODS = {"direct": "direct", "invited": "selective", "rotation": "limited"}
RATED = ("composite", "plan", "credit")
# The columns of the table, one row for each process.
COLUMNS = (
    "ocid",
    "title",
    "buyer",
    "procurementMethod",
    "procurementMethodDetails",
    "tenderValue",
    "numberOfTenderers",
    "status",
    "supplier",
    "supplierId",
    "awardDate",
    "awardValue",
    "contractSigned",
    "contractEnd",
    "workingDaysLate",
)


@dataclass(frozen=True)
class Party:
    """An organisation; ``code`` is its unified social credit code, if it has one."""

    key: str
    name: str
    code: str = ""

    @property
    def id(self) -> str:
        return f"{SCHEME}-{self.code}" if self.code else self.key


@dataclass(frozen=True)
class Milestone:
    """A point of the service clock: due, and met when it was."""

    key: str
    title: str
    due: str = ""
    met: str = ""


@dataclass(frozen=True)
class Deal:
    """An award and the contract that came of it; moments in ISO 8601."""

    key: str
    supplier: Party
    fen: int
    awarded: str
    status: str = "active"
    contract: str = ""
    contract_status: str = "pending"
    signed: str = ""
    starts: str = ""
    ends: str = ""
    ended: str = ""
    broken: bool = False
    late_days: int = 0
    overrun_reason: str = ""
    milestones: Sequence[Milestone] = ()
    hashes: Sequence[str] = ()


@dataclass(frozen=True)
class Process:
    """One notice and all that came of it, as far as it is public."""

    ocid: str
    number: str
    language: str
    title: str
    description: str
    service: str
    method: str
    mode: str
    cap_fen: int
    published: str
    sign_close: str
    owner: Party
    hall: Party
    closed: str = ""
    failed: str = ""
    fail_reason: str = ""
    tenderers: Sequence[Party] = ()
    valid: int = 0
    deals: Sequence[Deal] = field(default_factory=tuple)
    case: str = ""


def releases(process: Process) -> list[dict]:
    """The releases of one process, oldest first."""
    found = [_release(process, "tender", process.published, _tender(process, "active"))]
    if process.failed:
        status = "unsuccessful" if not process.deals else "complete"
        body = _tender(process, status)
        found.append(_release(process, "tenderUpdate", process.failed, body))
    for deal in process.deals:
        body = {**_tender(process, "complete"), "awards": [_award(deal)]}
        tag = "award" if deal.status == "active" else "awardCancellation"
        found.append(_release(process, tag, deal.awarded, body))
        if deal.signed:
            body = {**body, "contracts": [_contract(deal)]}
            found.append(_release(process, "contract", deal.signed, body))
        if deal.signed and deal.ended:
            tag = "contractTermination" if deal.broken else "implementation"
            found.append(_release(process, tag, deal.ended, body))
    return found


def package(found: Sequence[dict], uri: str, published: str, publisher: str) -> dict:
    """A release package."""
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": published,
        "publisher": {"name": publisher},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "releases": list(found),
    }


def record(found: Sequence[dict], uri: str, published: str, publisher: str) -> dict:
    """A record package of one process: all releases, and what they come to."""
    compiled: dict = {}
    for release in found:
        compiled = {**compiled, **release}
    compiled["tag"] = ["compiled"]
    compiled["id"] = f"{compiled['ocid']}-compiled"
    for name in ("awards", "contracts"):
        merged = {
            part["id"]: part for release in found for part in release.get(name, ())
        }
        if merged:
            compiled[name] = list(merged.values())
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": published,
        "publisher": {"name": publisher},
        "records": [
            {
                "ocid": compiled["ocid"],
                "releases": list(found),
                "compiledRelease": compiled,
            }
        ],
    }


def row(process: Process) -> dict:
    """The process as one row of the table."""
    deal = next(reversed(process.deals), None)
    status = "unsuccessful" if process.failed else "complete" if deal else "active"
    return {
        "ocid": process.ocid,
        "title": process.title,
        "buyer": process.owner.name,
        "procurementMethod": METHODS.get(process.mode, "open"),
        "procurementMethodDetails": process.method,
        "tenderValue": _yuan(process.cap_fen),
        "numberOfTenderers": process.valid if process.closed else "",
        "status": status,
        "supplier": deal.supplier.name if deal else "",
        "supplierId": deal.supplier.code if deal else "",
        "awardDate": deal.awarded if deal else "",
        "awardValue": _yuan(deal.fen) if deal else "",
        "contractSigned": deal.signed if deal else "",
        "contractEnd": deal.ended if deal else "",
        "workingDaysLate": deal.late_days if deal else "",
    }


def safe_cell(value) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("-5"), safe_cell(12.5)
    ("'=1+1", "'-5", '12.5')
    """
    text = str(value)
    hurts = isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if hurts else text


def _release(process, tag, moment, body):
    suppliers = {deal.supplier.id: deal.supplier for deal in process.deals}
    awarded = {
        supplier["id"]
        for award in body.get("awards", ())
        for supplier in award["suppliers"]
    }
    tenderers = body["tender"].get("tenderers", ())
    roles: dict[str, tuple[Party, list[str]]] = {
        process.owner.id: (process.owner, ["buyer"]),
        process.hall.id: (process.hall, ["procuringEntity"]),
    }
    for party in process.tenderers:
        if any(one["id"] == party.id for one in tenderers):
            roles.setdefault(party.id, (party, []))[1].append("tenderer")
    for key in sorted(awarded):
        roles.setdefault(key, (suppliers[key], []))[1].append("supplier")
    release = {
        "ocid": process.ocid,
        "id": f"{process.number}-{tag}-{moment[:19]}",
        "date": moment,
        "tag": [tag],
        "initiationType": "tender",
        "language": process.language,
        "parties": [_party(party, names) for party, names in roles.values()],
        "buyer": _reference(process.owner),
        **body,
    }
    if process.case:
        release["relatedProcesses"] = [
            {
                "id": "1",
                "relationship": ["planning"],
                "title": "行政审批办件",
                "scheme": "x_yichuang-case",
                "identifier": process.case,
            }
        ]
    return release


def _tender(process, status):
    tender = {
        "id": process.number,
        "title": process.title,
        "description": process.description,
        "status": status,
        "procurementMethod": METHODS.get(process.mode, "open"),
        "procurementMethodDetails": process.method,
        "mainProcurementCategory": "services",
        "awardCriteria": "ratedCriteria" if process.mode in RATED else "priceOnly",
        "submissionMethod": ["electronicSubmission"],
        "value": _value(process.cap_fen),
        "procuringEntity": _reference(process.hall),
        "tenderPeriod": {"startDate": process.published, "endDate": process.sign_close},
        "items": [
            {
                "id": "1",
                "description": process.service,
                "classification": {
                    "scheme": "x_yichuang",
                    "description": process.service,
                },
                "quantity": 1,
            }
        ],
    }
    # Who signed up, and how many, is public from the close on.
    if process.closed and status != "active":
        tender["numberOfTenderers"] = process.valid
        if process.tenderers:
            tender["tenderers"] = [_reference(party) for party in process.tenderers]
    if status == "unsuccessful":
        tender["description"] = f"{process.description}\n{process.fail_reason}".strip()
    return {"tender": tender}


def _award(deal):
    return {
        "id": deal.key,
        "status": deal.status,
        "date": deal.awarded,
        "value": _value(deal.fen),
        "suppliers": [_reference(deal.supplier)],
    }


def _contract(deal):
    contract = {
        "id": deal.contract,
        "awardID": deal.key,
        "status": deal.contract_status,
        "value": _value(deal.fen),
        "dateSigned": deal.signed,
    }
    period = {"startDate": deal.starts, "endDate": deal.ends}
    period = {name: value for name, value in period.items() if value}
    if period:
        contract["period"] = period
    if deal.overrun_reason:
        contract["description"] = deal.overrun_reason
    implementation = {}
    if deal.milestones:
        implementation["milestones"] = [_milestone(one) for one in deal.milestones]
    if deal.hashes:
        implementation["documents"] = [
            {
                "id": digest[:16],
                "documentType": "completionCertificate",
                "title": "服务成果",
                "description": f"SHA-256 {digest}",
            }
            for digest in deal.hashes
        ]
    if implementation:
        contract["implementation"] = implementation
    return contract


def _milestone(one):
    milestone = {
        "id": one.key,
        "title": one.title,
        "type": "delivery",
        "status": "met" if one.met else "scheduled",
    }
    if one.due:
        milestone["dueDate"] = one.due
    if one.met:
        milestone["dateMet"] = one.met
    return milestone


def _party(party, roles):
    known = {"id": party.id, "name": party.name, "roles": roles}
    if party.code:
        known["identifier"] = {
            "scheme": SCHEME,
            "id": party.code,
            "legalName": party.name,
        }
    return known


def _reference(party):
    return {"id": party.id, "name": party.name}


def _value(fen):
    return {"amount": _yuan(fen), "currency": "CNY"}


def _yuan(fen):
    # Two decimals are exact in what is written, whatever a float is inside.
    return round(fen / 100, 2)
