"""What an applicant undertakes when materials are to follow (容缺受理承诺书).

>>> terms([Later("", ("示例平面图",), 5)], "撤销受理")[0]
'自受理之日起5个工作日内补齐：示例平面图。'
>>> terms([Later("消防检查", ("平面图", "照片"), 3)], "撤销受理")[0]
'“消防检查”自受理之日起3个工作日内补齐：平面图、照片。'
"""

from collections.abc import Iterable
from typing import NamedTuple

# What a hall may have settled for materials that do not come in time.
CONSEQUENCES = {
    "revoked": "撤销受理",
    "withdrawn": "视为撤回申请",
    "terminated": "终止办理",
}


class Later(NamedTuple):
    """Materials of one matter that are to follow.

    :param matter: its name; empty where it is the only one
    :param days: working days from the acceptance of the matter
    """

    matter: str
    materials: tuple[str, ...]
    days: int


def terms(later: Iterable[Later], consequence: str) -> list[str]:
    """What is undertaken and known, one by one.

    :param consequence: one of :data:`CONSEQUENCES`
    """
    return [
        *(
            f"{f'“{one.matter}”' if one.matter else ''}自受理之日起{one.days}"
            f"个工作日内补齐：{'、'.join(one.materials)}。"
            for one in later
        ),
        "知悉在上述材料补齐之前，审批机关不作出决定。",
        f"知悉逾期未补齐的后果：{consequence}。",
        "除上述材料外，已提交的材料真实、有效；以上承诺是本人的真实意思表示。",
    ]
