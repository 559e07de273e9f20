"""The picture of a round seal (印章): ring, star, the organ's name along the arc.

State Council rules on seals (国发〔1999〕25号) let an organ's seal have a diameter of
4.2 to 4.5 cm with the star in the middle and the name around it; a special seal
(专用章) carries its purpose below the star. The picture is a pure function of its
words. It shows who sealed; that it was them, only the signature under it proves.
"""

import math
from html import escape

SIDE_MM = 42
"""Diameter of the ring in millimetres, and side of the square it is drawn in."""

RED = "#c8161d"
CENTRE = 50
RING = 48
SPREAD = 250
"""Degrees of the ring that the longest name may take."""

FONT = "'Noto Serif CJK SC', 'Noto Sans CJK SC', serif"


def svg(name: str, purpose: str = "", code: str = "", mark: str = "") -> str:
    """The seal as an ``<svg>`` element of ``SIDE_MM`` millimetres.

    :param name: full name of the organ, along the arc
    :param purpose: what a special seal is for, under the star
    :param code: number of the seal, along the lower edge
    :param mark: a word across a seal without legal force, such as 示例

    >>> picture = svg("测试县行政审批局", "行政许可专用章", mark="示例")
    >>> picture.count("<text") == 8 + 1 + 1
    True
    >>> "<b>" in svg("<b>")
    False
    """
    parts = [
        (
            f'<circle cx="{CENTRE}" cy="{CENTRE}" r="{RING}" fill="none" '
            f'stroke="{RED}" stroke-width="2.4"/>'
        ),
        f'<path d="{_star(CENTRE, CENTRE, 13.5)}" fill="{RED}"/>',
        *_arc(name, radius=36, size=_size(name), middle=-90, spread=SPREAD),
    ]
    if purpose:
        parts.append(_text(purpose, CENTRE, 80, min(9.0, 56 / len(purpose))))
    if code:
        parts += _arc(code, radius=44.5, size=3.6, middle=90, spread=60, outward=False)
    if mark:
        parts.append(_text(mark, CENTRE, 34, 7, opacity=0.8))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE_MM}mm" '
        f'height="{SIDE_MM}mm" viewBox="0 0 100 100" fill="{RED}" '
        f'font-family="{FONT}" font-weight="700">{"".join(parts)}</svg>'
    )


def _size(name: str) -> float:
    """Height of the letters: smaller for a long name, which has to fit the arc."""
    arc = math.radians(SPREAD) * 36
    return max(3.5, min(12.0, arc / max(len(name), 1) / 1.05))


def _arc(
    text: str,
    radius: float,
    size: float,
    middle: float,
    spread: float,
    outward: bool = True,
) -> list[str]:
    """Each character upright on a circle, the text's middle at ``middle`` degrees."""
    count = max(len(text), 1)
    step = min(spread / count, math.degrees(size * 1.45 / radius))
    turn = 1 if outward else -1
    letters = []
    for index, letter in enumerate(text):
        angle = middle + turn * (index - (count - 1) / 2) * step
        x = CENTRE + radius * math.cos(math.radians(angle))
        y = CENTRE + radius * math.sin(math.radians(angle))
        tilt = angle + 90 if outward else angle - 90
        letters.append(
            f'<g transform="translate({x:.2f} {y:.2f}) rotate({tilt:.2f})">'
            f"{_text(letter, 0, size * 0.36, size)}</g>"
        )
    return letters


def _text(text: str, x: float, y: float, size: float, opacity: float = 1) -> str:
    shade = f' opacity="{opacity}"' if opacity < 1 else ""
    return (
        f'<text x="{x}" y="{y:.2f}" font-size="{size:.2f}" '
        f'text-anchor="middle"{shade}>{escape(text)}</text>'
    )


def _star(x: float, y: float, radius: float) -> str:
    """A five-pointed star whose one point is up."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else inner
        angle = math.radians(-90 + 36 * corner)
        points.append(
            f"{x + reach * math.cos(angle):.2f},{y + reach * math.sin(angle):.2f}"
        )
    return f"M{'L'.join(points)}z"


def page(picture: str) -> str:
    """The seal alone on a page of its own size, as HTML for the PDF renderer."""
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/>'
        f"<title>seal</title></head><body>{picture}</body></html>"
    )


STYLE = (
    f"@page{{size:{SIDE_MM}mm {SIDE_MM}mm;margin:0}}"
    "body{margin:0;line-height:0}svg{display:block}"
)
"""Stylesheet of that page."""
