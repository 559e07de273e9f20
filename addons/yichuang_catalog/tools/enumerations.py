"""The closed lists of the trade (事项类型, 行使层级, 办件类型, …): one key of ours for
each member, and its code in each standard.

The standards contradict each other (5 is an administrative organ in GB/T 39046 and an
unincorporated enterprise in the C0109 exchange; 1 is 即办件 nationally and 承诺件 in
some provinces), so a code means nothing without its standard, and nothing of ours is
stored by a code. The tables are in ``enumeration_tables``.

>>> to_code("case_type", "instant", "gbt39046")
'1'
>>> from_code("case_type", "1", "four_way")
'promise'
>>> from_code("applicant", "5", "gbt39046"), from_code("applicant", "5", "c0109")
('organ', 'unincorporated')
>>> from_name("power_source", "上级委托")
'delegated_above'
>>> from_code("case_type", "9", "gbt39046")
Traceback (most recent call last):
    ...
InvalidComponent: case_type has no code 9 in gbt39046
"""

from .enumeration_entry import Entry
from .enumeration_tables import LISTS
from .exceptions import InvalidComponent

STANDARDS = {
    "gbt39046": "GB/T 39046—2020",
    "c0109": "C0109",
    "guangdong": "广东",
    "four_way": "四类办件",
    "five_way": "五类办件",
    "province": "通办范围（省）",
    "front_end": "通办范围（平台）",
    "letters": "A/B",
}

# Which standard reads the type digits of a basic code set in a province (its first
# two digits, GB/T 2260), besides GB/T 39046 itself.
PROVINCES = {"44": "guangdong"}

_BY_KEY = {name: {row.key: row for row in rows} for name, rows in LISTS.items()}
_BY_CODE = {
    (name, standard, code): row.key
    for name, rows in LISTS.items()
    for row in rows
    for standard, codes in row.codes.items()
    for code in codes
}
_BY_NAME = {
    (name, text): row.key
    for name, rows in LISTS.items()
    for row in rows
    for text in (row.name, *row.aliases)
}


def entries(name: str) -> tuple[Entry, ...]:
    """The members of the list ``name``, in the order of the standard."""
    return LISTS[name]


def selection(name: str, *keys: str) -> list[tuple[str, str]]:
    """Pairs of key and English label, as a Selection field takes them.

    :param keys: only these members, in this order; all of them by default
    """
    rows = _BY_KEY[name]
    return [(rows[key].key, rows[key].label) for key in keys or rows]


def standards(name: str) -> set[str]:
    """The standards that have codes for the list."""
    return {standard for row in LISTS[name] for standard in (*row.codes, *row.written)}


def to_code(name: str, key: str, standard: str) -> str:
    """The code that ``standard`` writes for our ``key``.

    :raises InvalidComponent: there is no such key, or the standard has no code for it
    """
    row = _row(name, key)
    codes = row.codes.get(standard)
    code = codes[0] if codes else row.written.get(standard)
    if code is None:
        raise InvalidComponent(f"{name} {key} has no code in {standard}")
    return code


def from_code(name: str, code: str, standard: str) -> str:
    """Our key for a code of ``standard``; a lost leading zero is given back.

    :raises InvalidComponent: the standard has no such code, or one that may mean
        several of our keys
    """
    code = code.strip()
    for candidate in (code, code.zfill(2)):
        if (name, standard, candidate) in _BY_CODE:
            return _BY_CODE[name, standard, candidate]
    raise InvalidComponent(f"{name} has no code {code} in {standard}")


def from_name(name: str, text: str) -> str:
    """Our key for a Chinese term or one of its aliases.

    :raises InvalidComponent: the list has no such term
    """
    key = _BY_NAME.get((name, text.strip()))
    if key is None:
        raise InvalidComponent(f"{name} has no {text.strip()}")
    return key


def chinese(name: str, key: str) -> str:
    """The Chinese term of our ``key``.

    :raises InvalidComponent: there is no such key
    """
    return _row(name, key).name


def item_types_of(type_digits: str, origin: str = "00") -> set[str]:
    """The item types that digits 3–4 of a basic code may mean.

    They are read by GB/T 39046 and, for a code set in a province with a numbering of
    its own, by that too. Empty for the digits left to the provinces (11–19, 21–29,
    99): those contradict nothing.

    >>> sorted(item_types_of("20", "44"))
    ['other_power', 'public_service']
    >>> item_types_of("01"), item_types_of("99", "37")
    ({'license'}, set())
    """
    readings = {"gbt39046", PROVINCES.get(origin, "gbt39046")}
    keys = {_BY_CODE.get(("item_type", reading, type_digits)) for reading in readings}
    return keys - {None}


def _row(name, key):
    row = _BY_KEY[name].get(key)
    if row is None:
        raise InvalidComponent(f"{name} has no {key}")
    return row
