"""Basic code of a catalogue item (基本编码): 12 digits without check digit.

* 1–2: where the item was set: 00 nationally, else the province (GB/T 2260)
* 3–4: type of item (GB/T 39046 A.1: 01 licence … 10 other powers, 20 public service)
* 5–6: line ministry (主管部门)
* 7–9: main item within type and ministry
* 10–12: sub-item, 000 for none

>>> split("000123018000")
Parts(origin='00', item_type='01', ministry='23', main='018', sub='000')
>>> validate("0001 2301 8000")
'000123018000'
>>> is_valid("000023018000")
False
>>> origin_name("370115056000"), origin_name("990115056000")
('山东', '')
>>> format("442199806003")
'44-21-99-806-003'
"""

import re
from typing import NamedTuple

from .exceptions import CodeError, InvalidComponent, InvalidFormat, InvalidLength

LENGTH = 12

# Where an item was set: GB/T 2260, first two digits.
ORIGINS = {
    "00": "国家",
    "11": "北京",
    "12": "天津",
    "13": "河北",
    "14": "山西",
    "15": "内蒙古",
    "21": "辽宁",
    "22": "吉林",
    "23": "黑龙江",
    "31": "上海",
    "32": "江苏",
    "33": "浙江",
    "34": "安徽",
    "35": "福建",
    "36": "江西",
    "37": "山东",
    "41": "河南",
    "42": "湖北",
    "43": "湖南",
    "44": "广东",
    "45": "广西",
    "46": "海南",
    "50": "重庆",
    "51": "四川",
    "52": "贵州",
    "53": "云南",
    "54": "西藏",
    "61": "陕西",
    "62": "甘肃",
    "63": "青海",
    "64": "宁夏",
    "65": "新疆",
    "66": "新疆生产建设兵团",
    "71": "台湾",
    "81": "香港",
    "82": "澳门",
}


class Parts(NamedTuple):
    origin: str
    item_type: str
    ministry: str
    main: str
    sub: str


def compact(code):
    """The code without blanks and hyphens."""
    return re.sub(r"[\s-]", "", code)


def validate(code):
    """The compact code, if it is a basic code.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    code = compact(code)
    if len(code) != LENGTH:
        raise InvalidLength(f"{len(code)} digits where {LENGTH} are needed")
    if not re.fullmatch("[0-9]+", code):
        raise InvalidFormat("only digits are allowed")
    item_type = split(code).item_type
    if not ("01" <= item_type <= "29" or item_type == "99"):
        raise InvalidComponent(f"there is no item type {item_type}")
    return code


def is_valid(code):
    """Whether the code is a basic code."""
    try:
        return bool(validate(code))
    except CodeError:
        return False


def format(code):
    """The code with its parts apart."""
    return "-".join(split(code))


def split(code):
    """The parts of the code."""
    code = compact(code)
    return Parts(code[:2], code[2:4], code[4:6], code[6:9], code[9:])


def origin_name(code):
    """Where the item was set, in Chinese; empty for digits that name no place."""
    return ORIGINS.get(split(code).origin, "")
