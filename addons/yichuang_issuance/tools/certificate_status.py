"""How the world outside is told in which state a certificate is.

Names and codes are those of the electronic certificate platforms (证照状态,
GB/T 36903): 有效 01, 暂扣 02, 撤销 03, 注销 04, 失效 05, 其他 99. 撤回 (行政许可法
Art. 8) has no code of its own; a version that was replaced by the next one is 失效.

>>> STATUS["valid"], STATUS["withdrawn"]
(Status(code='01', name='有效'), Status(code='99', name='撤回'))
"""

from typing import NamedTuple


class Status(NamedTuple):
    """A state of a certificate as it is told outside."""

    code: str
    name: str


STATUS = {
    "valid": Status("01", "有效"),
    "suspended": Status("02", "暂扣"),
    "revoked": Status("03", "撤销"),
    "cancelled": Status("04", "注销"),
    "expired": Status("05", "失效"),
    "replaced": Status("05", "失效"),
    "withdrawn": Status("99", "撤回"),
}
