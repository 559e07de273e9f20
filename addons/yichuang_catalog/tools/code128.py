"""Code 128 bar codes (GB/T 18347, ISO/IEC 15417) as vector drawings.

Letters, digits and signs of ASCII are written in code set B, longer runs of digits two
by two in code set C, which makes a receipt number shorter.

>>> values("AB-12")
[104, 33, 34, 13, 17, 18]
>>> values("123456")
[105, 12, 34, 56]
>>> check([104, 33, 34])
102
"""

import re

QUIET_ZONE = 10
"""Blank modules on either side that a scanner needs."""

START_B, START_C, TO_B, TO_C, STOP = 104, 105, 100, 99, 106

# Widths of bar, space, bar, … of the values 0 to 105, and of the stop sign.
WIDTHS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
    "2331112",
]

# A change of code set costs two signs, which four digits in the middle earn back.
_RUNS = re.compile(r"(?:\d\d){3,}|^(?:\d\d){2,}|(?:\d\d){2,}$")


def can_write(text: str) -> bool:
    """Whether a text has only what a bar code can say: printable ASCII.

    >>> can_write("A-01-02"), can_write("出交〔2026〕1号"), can_write("")
    (True, False, False)
    """
    return bool(text) and all(" " <= char <= "~" for char in text)


def values(text: str) -> list[int]:
    """The values of a text, the start sign before them, without check and stop.

    :raises ValueError: a character is not printable ASCII
    """
    if not can_write(text):
        raise ValueError(f"no bar code says {text!r}")
    found, place = [], 0
    for run in _RUNS.finditer(text):
        found += _letters(text[place : run.start()], found)
        found.append(TO_C if found else START_C)
        digits = run.group()
        found += [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
        place = run.end()
    return found + _letters(text[place:], found)


def _letters(text, before):
    if not text:
        return []
    return [TO_B if before else START_B, *(ord(char) - 32 for char in text)]


def check(found: list[int]) -> int:
    """The check value: the sum of the values, each times its place, modulo 103."""
    return sum(value * max(place, 1) for place, value in enumerate(found)) % 103


def bars(text: str) -> list[tuple[int, int]]:
    """(start, width) of every bar in modules, without the quiet zones."""
    found = values(text)
    place, drawn = 0, []
    for value in [*found, check(found), STOP]:
        for index, width in enumerate(map(int, WIDTHS[value])):
            if index % 2 == 0:
                drawn.append((place, width))
            place += width
    return drawn


def width(text: str) -> int:
    """Modules from the first bar to the last.

    >>> width("A") == 11 * 3 + 13
    True
    """
    start, last = bars(text)[-1]
    return start + last


def svg(text: str, width_mm: float, height_mm: float) -> str:
    """An ``<svg>`` element of that size, the quiet zones included."""
    whole = width(text) + 2 * QUIET_ZONE
    path = "".join(
        f"M{QUIET_ZONE + start} 0h{wide}v1h-{wide}z" for start, wide in bars(text)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" '
        f'height="{height_mm}mm" viewBox="0 0 {whole} 1" preserveAspectRatio="none" '
        f'shape-rendering="crispEdges"><path d="{path}" fill="#000"/></svg>'
    )
