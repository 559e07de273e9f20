"""What a service must state before it may be published, as plain rules.

Article 30 of the Administrative Licensing Law (行政许可法) asks for eight elements:
item, basis, conditions, quantity, procedure, time limit, the list of all
materials and a model of the filled-in application. Article 42 bounds the time,
article 58 the fee; article 31 forbids asking for more than what is listed, which
a vague name such as 其他材料 ("other materials") would allow.

>>> content = Content(laws=1, conditions="…", quantity="无数量限制", procedure="…",
...     form_sample="…", materials=("营业执照",), legal=Limit(20, "workday"),
...     promise=Limit(10, "workday"))
>>> faults(content)
[]
>>> from dataclasses import replace
>>> faults(replace(content, promise=Limit(21, "workday")))  # doctest: +ELLIPSIS
[Fault(rule='promise_over_legal', article='行政许可法第四十二条', ...)]
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
    """Where a fault is corrected: in a field of the version, or in another record."""

    field: str = ""
    model: str = ""
    id: int = 0


class Fault(NamedTuple):
    """One rule that the content breaks, and the article that sets it.

    ``sentence`` is what people are told, for the rules that are not of this module.
    """

    rule: str
    article: str
    detail: str = ""
    target: Target = Target()
    sentence: str = ""


@dataclass(frozen=True)
class Content:
    """The content of a version, as far as the rules look at it."""

    laws: int = 0
    conditions: str = ""
    quantity: str = ""
    procedure: str = ""
    form_sample: str = ""
    materials: tuple[str, ...] = ()
    legal: Limit = NOTHING
    promise: Limit = NOTHING
    instant: bool = False
    fee_charged: bool = False
    fee_basis: str = ""


ART_30 = "行政许可法第三十条"
ART_31 = "行政许可法第三十一条"
ART_42 = "行政许可法第四十二条"
ART_58 = "行政许可法第五十八条"

VAGUE = re.compile(
    r"(其他|其它|有关|相关|必要|所需)"
    r"(的|证明|需要|应当|提交|提供|规定|要求|申请|法律|法规|、)*"
    r"(材料|资料|文件|证件|手续)"
    r"|等(材料|资料|文件|证件)?$"
)
REMARK = re.compile(r"[（(][^）)]*[）)]")


def is_vague(name: str) -> bool:
    """Whether a material's name lets anything be asked for (Art. 31).

    >>> [is_vague(name) for name in ("其他材料", "身份证等", "法律法规规定的其他材料")]
    [True, True, True]
    >>> [is_vague(name) for name in ("营业执照", "有关部门批准的建设方案", "等级证书")]
    [False, False, False]
    """
    return bool(VAGUE.search(REMARK.sub("", name).strip()))


def faults(content: Content) -> list[Fault]:
    """Every rule the content breaks, in the order of the law; empty when it may
    be published."""
    return [*_missing_elements(content), *_limit_faults(content), *_other(content)]


def _missing_elements(content):
    stated = {
        "basis": content.laws,
        "conditions": content.conditions.strip(),
        "quantity": content.quantity.strip(),
        "procedure": content.procedure.strip(),
        "materials": content.materials,
        "form_sample": content.form_sample.strip(),
        "legal_limit": content.instant or content.legal.number > 0,
        "promise_limit": content.instant or content.promise.number > 0,
    }
    return [
        Fault(f"missing_{name}", ART_30) for name, is_it in stated.items() if not is_it
    ]


def _limit_faults(content):
    legal, promise = content.legal, content.promise
    if content.instant and not legal.number:
        return []
    if not (legal.number and promise.number):
        return []
    if legal.unit != promise.unit:
        return [Fault("limit_units_differ", ART_42)]
    if promise.number > legal.number:
        return [Fault("promise_over_legal", ART_42)]
    return []


def _other(content):
    found = [
        Fault("vague_material", ART_31, name)
        for name in content.materials
        if is_vague(name)
    ]
    if content.fee_charged and not content.fee_basis.strip():
        found.append(Fault("fee_without_basis", ART_58))
    return found
