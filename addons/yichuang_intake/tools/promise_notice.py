"""What an applicant states one by one when they promise instead of proving
(告知承诺书).

>>> commitments("一、场所面积不少于二十平方米。\\n\\n2. 配备灭火器。")[:2]
['场所面积不少于二十平方米。', '配备灭火器。']
>>> len(commitments("")) == len(ALWAYS)
True
>>> lacking(["甲", "乙"], ["2"])
[1]
"""

import re
from collections.abc import Collection

# 优化营商环境条例第四十条；国办发〔2020〕42号.
ALWAYS = (
    "所填写的信息真实、准确，已经知悉告知的全部内容，能够满足告知的条件。",
    "愿意接受有关机关在规定期限内的核查，并如实提供情况。",
    "愿意承担不实承诺、违反承诺的法律责任，以上承诺是本人的真实意思表示。",
)
NUMBER = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d]+(?:[）)、．]|\.\s)\s*")


def commitments(conditions: str) -> list[str]:
    """The conditions of the guide, each by itself, and what is always promised."""
    own = (NUMBER.sub("", line).strip() for line in conditions.splitlines())
    return [*(line for line in own if line), *ALWAYS]


def lacking(stated: Collection[str], ticked: Collection[str]) -> list[int]:
    """Numbers from 1 of the commitments that were not stated."""
    return [n for n in range(1, len(stated) + 1) if str(n) not in ticked]


def written(stated: Collection[str]) -> str:
    """The commitments as they stand in the file.

    >>> written(["甲", "乙"])
    '1. 甲\\n2. 乙'
    """
    return "\n".join(f"{number}. {line}" for number, line in enumerate(stated, 1))


def unit_text(
    unit: str, organ: str, service: str, applicant: str, number: str, until: str
) -> str:
    """What a unit is told that supervises what was promised.

    >>> unit_text("示例局", "审批局", "示例许可", "示*", "H-1", "2026年5月6日")
    '示例局：审批局已按告知承诺制对“示例许可”（申请人示*，编号H-1）准予许可，请依法加强监管。承诺核查期限至2026年5月6日。'
    """
    told = (
        f"{unit}：{organ}已按告知承诺制对“{service}”（申请人{applicant}，编号{number}）"
        "准予许可，请依法加强监管。"
    )
    return f"{told}承诺核查期限至{until}。" if until else told
