"""What a service must state before it may be published, as plain rules.

Article 30 of the Administrative Licensing Law (行政许可法) asks for eight elements:
item, basis, conditions, quantity, procedure, time limit, the list of all
materials and a model of the filled-in application. Article 31 forbids asking for
more than what is listed, which a vague name such as 其他材料 ("other materials")
would allow; article 29 lets an agent apply unless a law wants the person; article
42 bounds the time; articles 58 and 59 the fee. Article 43 of the Regulation on
Optimising the Business Environment (优化营商环境条例) allows a report of an
intermediary only where a law, a regulation or the State Council asks for it.

>>> content = Content(laws=1, conditions="…", quantity="无数量限制", procedure="…",
...     form_sample="…", materials=(Named("营业执照"),), legal=Limit(20, "workday"),
...     promise=Limit(10, "workday"))
>>> faults(content)
[]
>>> from dataclasses import replace
>>> late = faults(replace(content, promise=Limit(21, "workday")))
>>> [(fault.rule, fault.article, fault.target.field) for fault in late]
[('promise_over_legal', '行政许可法第四十二条', 'promise_days')]
"""

import re
from dataclasses import dataclass
from typing import NamedTuple


class Limit(NamedTuple):
    """A period: so many units (workday, day, month)."""

    number: int
    unit: str


NOTHING = Limit(0, "workday")


class Target(NamedTuple):
    """Where a fault is corrected: in a field of the version (``model`` empty), in a
    row that this field of the version lists, or in another record."""

    field: str = ""
    model: str = ""
    id: int = 0


HERE = Target()


class Fault(NamedTuple):
    """One rule that the content breaks, and the article that sets it.

    ``sentence`` is what people are told, for the rules that are not of this module.
    """

    rule: str
    article: str
    detail: str = ""
    target: Target = HERE
    sentence: str = ""


class Named(NamedTuple):
    """A name or a note, and the place where it stands."""

    text: str
    target: Target = HERE


class Fee(NamedTuple):
    """One line of the list of fees."""

    name: str
    standard: str = ""
    basis: str = ""
    target: Target = HERE


@dataclass(frozen=True)
class Content:
    """The content of a version, as far as the rules look at it.

    ``notes`` are all other texts that may ask for papers: the notes of the
    materials, the questions and answers of the situations.
    """

    laws: int = 0
    conditions: str = ""
    quantity: str = ""
    procedure: str = ""
    steps: int = 0
    form_sample: str = ""
    materials: tuple[Named, ...] = ()
    notes: tuple[Named, ...] = ()
    legal: Limit = NOTHING
    promise: Limit = NOTHING
    instant: bool = False
    fee_charged: bool = False
    fees: tuple[Fee, ...] = ()
    agency_required: bool = False
    agency_basis: str = ""
    in_person: bool = False
    in_person_basis: str = ""
    in_person_target: Target = HERE


ART_29 = "行政许可法第二十九条"
ART_30 = "行政许可法第三十条"
ART_31 = "行政许可法第三十一条"
ART_42 = "行政许可法第四十二条"
ART_58 = "行政许可法第五十八条"
ART_59 = "行政许可法第五十九条"
BUSINESS_43 = "优化营商环境条例第四十三条"

VAGUE = re.compile(
    r"(其他|其它|有关|相关|必要|所需)"
    r"(的|证明|需要|应当|提交|提供|规定|要求|申请|法律|法规|、)*"
    r"(材料|资料|文件|证件|手续)"
    r"|等(材料|资料|文件|证件)?$"
)
VAGUE_NOTE = re.compile(
    r"(其他|其它|有关|相关|必要|所需)(的|证明|需要|应当|提交|提供|规定|要求|申请)*"
    r"(材料|资料)"
    r"|等(其他|其它|有关|相关)?(证明)?(材料|资料)"
)
REMARK = re.compile(r"[（(][^）)]*[）)]")
FORM = re.compile(r"申请(书|表)|表格|格式文本")

# Which field states each of the elements of Art. 30
FIELDS = {
    "basis": "law_ids",
    "conditions": "conditions",
    "quantity": "quantity",
    "procedure": "procedure",
    "materials": "material_line_ids",
    "form_sample": "form_sample",
    "legal_limit": "legal_days",
    "promise_limit": "promise_days",
}


def is_vague(name: str) -> bool:
    """Whether a material's name lets anything be asked for (Art. 31).

    >>> [is_vague(name) for name in ("其他材料", "身份证等", "法律法规规定的其他材料")]
    [True, True, True]
    >>> [is_vague(name) for name in ("营业执照", "有关部门批准的建设方案", "等级证书")]
    [False, False, False]
    """
    return bool(VAGUE.search(REMARK.sub("", name).strip()))


def is_vague_note(text: str) -> bool:
    """Whether a note or an answer asks for papers that it does not name (Art. 31).

    >>> [is_vague_note(text) for text in ("并提交其他相关材料", "提供身份证等材料")]
    [True, True]
    >>> is_vague_note("材料逐页盖章，其他页可以复印")
    False
    """
    return bool(VAGUE_NOTE.search(text))


def faults(content: Content) -> list[Fault]:
    """Every rule the content breaks, in the order of the law; empty when it may
    be published."""
    return [
        *_missing_elements(content),
        *_limit_faults(content),
        *_vague_faults(content),
        *_fee_faults(content),
        *_burden_faults(content),
    ]


def _missing_elements(content):
    stated = {
        "basis": content.laws,
        "conditions": content.conditions.strip(),
        "quantity": content.quantity.strip(),
        "procedure": content.procedure.strip() or content.steps,
        "materials": content.materials,
        "form_sample": content.form_sample.strip(),
        "legal_limit": content.instant or content.legal.number > 0,
        "promise_limit": content.instant or content.promise.number > 0,
    }
    return [
        Fault(f"missing_{name}", ART_30, target=Target(FIELDS[name]))
        for name, is_it in stated.items()
        if not is_it
    ]


def _limit_faults(content):
    legal, promise = content.legal, content.promise
    if content.instant and not legal.number:
        return []
    if not (legal.number and promise.number):
        return []
    if legal.unit != promise.unit:
        return [Fault("limit_units_differ", ART_42, target=Target("promise_unit"))]
    if promise.number > legal.number:
        return [Fault("promise_over_legal", ART_42, target=Target("promise_days"))]
    return []


def _vague_faults(content):
    return [
        Fault("vague_material", ART_31, material.text, material.target)
        for material in content.materials
        if is_vague(material.text)
    ] + [
        Fault("vague_note", ART_31, note.text.strip(), note.target)
        for note in content.notes
        if is_vague_note(note.text)
    ]


def _fee_faults(content):
    if not content.fee_charged:
        return []
    if not content.fees:
        return [Fault("fee_not_listed", ART_58, target=Target("fee_ids"))]
    found = []
    for fee in content.fees:
        if FORM.search(fee.name):
            found.append(Fault("fee_for_form", ART_58, fee.name, fee.target))
        if not fee.basis.strip():
            found.append(Fault("fee_without_basis", ART_58, fee.name, fee.target))
        if not fee.standard.strip():
            found.append(Fault("fee_without_standard", ART_59, fee.name, fee.target))
    return found


def _burden_faults(content):
    found = []
    if content.agency_required and not content.agency_basis.strip():
        found.append(
            Fault("agency_without_basis", BUSINESS_43, target=Target("agency_basis"))
        )
    if content.in_person and not content.in_person_basis.strip():
        found.append(
            Fault("person_without_basis", ART_29, target=content.in_person_target)
        )
    return found
