"""A process as a picture: boxes in rows, one below the other, arrows between them.

What comes after something stands below it; what may happen meanwhile stands beside
it. The picture is an SVG that needs nothing from elsewhere: no fonts, no scripts, no
style sheets, and its words are text, so that they can be searched, read aloud and
printed. It is 344 wide as long as no more than four boxes stand side by side, which a
telephone of 320 pixels shows at more than nine tenths of its size.

Colours tell the lanes (organs) apart and are never the only sign: each box names its
lane. Text has a contrast of at least 12:1 on every fill, lines at least 4.5:1 on the
white ground (WCAG 2.1, 1.4.3 and 1.4.11).

>>> boxes = [Box("a", "收件", ("大厅",), "大厅"), Box("b", "决定", ("<局>",), "局")]
>>> picture = draw(boxes, {"a": [], "b": ["a"]}, title="流程", ident="p")
>>> picture.startswith("<svg ") and "&lt;局&gt;" in picture
True
>>> picture == draw(boxes, {"a": [], "b": ["a"]}, title="流程", ident="p")
True
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import Markup

from . import graph

WIDTH = 344
MARGIN = 6
GAP = 10
ROW_GAP = 30
LEAST_BOX = 74
LANE_OF_LINE = 14
PADDING = 8
TITLE_SIZE, LINE_SIZE = 15, 13
LEADING = 1.4
SWEEPS = 4

INK = "#1a1a1a"
STROKE = "#5a6472"
CRITICAL = "#9b1c1c"
FILLS = (
    "#e8f0fe",
    "#e6f4ea",
    "#fef3d6",
    "#f3e8fd",
    "#fde7e4",
    "#e0f4f5",
    "#eef0f2",
    "#f6ecdf",
)


@dataclass(frozen=True)
class Box:
    """What is drawn of one thing: its title, the lines below it, and whose it is."""

    key: Hashable
    title: str
    lines: tuple[str, ...] = ()
    lane: str = ""


class Place(NamedTuple):
    """A rectangle: left, top, width, height, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self):
        return self.x + self.width / 2

    @property
    def bottom(self):
        return self.y + self.height


class Bend(NamedTuple):
    """Where an arrow passes through a row in which it does not end."""

    source: Hashable
    target: Hashable
    row: int


def draw(
    boxes: Sequence[Box],
    after: Mapping[Hashable, Iterable[Hashable]],
    *,
    title: str,
    ident: str,
    description: str = "",
    critical: Sequence[Hashable] = (),
) -> str:
    """The boxes and what each comes after, as an SVG; empty for no boxes.

    :param after: by key of a box, the keys that it comes after
    :param title: what the picture shows; read aloud first
    :param ident: begins the element ids; unique in the page
    :param description: the whole picture in words
    :param critical: keys along the path that decides how long it takes
    :raises graph.CycleError: when the boxes wait for one another
    """
    if not boxes:
        return ""
    by_key = {box.key: box for box in boxes}
    rows, arrows = _rows(
        graph.reduced({box.key: list(after.get(box.key, ())) for box in boxes})
    )
    places, width, height = _places(rows, by_key)
    lanes = list(dict.fromkeys(box.lane for box in boxes))
    steps = set(pairwise(critical))
    arrows.sort(key=lambda chain: (chain[0], chain[-1]) in steps)  # on top
    parts = [
        *_head(width, height, title, description, ident),
        *(_arrow(chain, places, (chain[0], chain[-1]) in steps) for chain in arrows),
        *(
            _box(
                box,
                places[box.key],
                FILLS[lanes.index(box.lane) % len(FILLS)],
                box.key in critical,
            )
            for box in boxes
        ),
        "</svg>",
    ]
    return "".join(parts)


def draw_markup(boxes, after, **options):
    """The same as :func:`draw`, marked as safe to stand in a page: every text in it
    was escaped where it was put in."""
    return Markup(draw(boxes, after, **options))


def wrap(text: str, width: float) -> list[str]:
    """The text in lines of at most ``width`` ems; a Chinese character is one em wide,
    others a little over half of one. Words are kept whole where they fit.

    >>> wrap("现场勘验与核查", 4)
    ['现场勘验', '与核查']
    >>> wrap("site visit", 4)
    ['site', 'visit']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _ems(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        for character in piece.lstrip() if not line else piece:
            if line and _ems(line + character) > width:
                lines.append(line.rstrip())
                line = ""
            line += character
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _pieces(text):
    """Words with the blank behind them, and Chinese characters one by one."""
    word = ""
    for character in " ".join(text.split()):
        if _is_wide(character):
            if word:
                yield word
            word = ""
            yield character
        else:
            word += character
            if character == " ":
                yield word
                word = ""
    if word:
        yield word


def _is_wide(character):
    return east_asian_width(character) in "WFA"


def _ems(text):
    return sum(1 if _is_wide(character) else 0.58 for character in text)


def _rows(after):
    """The boxes in rows with the bends of the arrows that pass through, ordered so
    that few arrows cross; and every arrow as the chain of what it passes."""
    rows = graph.layers(after)
    level = {key: number for number, row in enumerate(rows) for key in row}
    arrows = []
    for key, others in after.items():
        for other in others:
            bends = [
                Bend(other, key, row) for row in range(level[other] + 1, level[key])
            ]
            for bend in bends:
                rows[bend.row].append(bend)
            arrows.append((other, *bends, key))
    links = [link for chain in arrows for link in pairwise(chain)]
    for _ in range(SWEEPS):
        _sweep(rows, {}, links)
        _sweep(rows[::-1], {}, [(lower, upper) for upper, lower in links])
    return rows, arrows


def _sweep(rows, position, links):
    """Put each row in the order of the middle of what it hangs on."""
    above = {}
    for upper, lower in links:
        above.setdefault(lower, []).append(upper)
    for row in rows:
        size = len(row)
        middle = {
            node: (
                sum(position[other] for other in above[node]) / len(above[node])
                if node in above
                else (2 * index + 1) / (2 * size)
            )
            for index, node in enumerate(row)
        }
        row.sort(key=middle.__getitem__)
        position.update((node, (2 * i + 1) / (2 * size)) for i, node in enumerate(row))


def _places(rows, by_key):
    """Where everything stands, and the width and height of the whole."""
    width = max(WIDTH, *(_least_width(row, by_key) for row in rows))
    places, y = {}, MARGIN
    for row in rows:
        bends = sum(key not in by_key for key in row)
        free = width - 2 * MARGIN - GAP * (len(row) - 1) - LANE_OF_LINE * bends
        box_width = free / max(len(row) - bends, 1)
        height = max(
            (_height(by_key[key], box_width) for key in row if key in by_key), default=0
        )
        x = MARGIN
        for key in row:
            own = box_width if key in by_key else LANE_OF_LINE
            places[key] = Place(x, y, own, height)
            x += own + GAP
        y += height + ROW_GAP
    return places, width, y - ROW_GAP + MARGIN


def _least_width(row, by_key):
    widths = [LEAST_BOX if key in by_key else LANE_OF_LINE for key in row]
    return sum(widths) + GAP * (len(row) - 1) + 2 * MARGIN


def _height(box, width):
    return 2 * PADDING + sum(size * LEADING for _, size in _text(box, width))


def _text(box, width):
    """The lines of the box as they fit its width, each with its size."""
    room = width - 2 * PADDING
    for text, size in (
        (box.title, TITLE_SIZE),
        *((line, LINE_SIZE) for line in box.lines),
    ):
        for line in wrap(text, room / size):
            yield line, size


def _head(width, height, title, description, ident):
    ident = escape(ident)
    described = f' aria-describedby="{ident}-words"' if description else ""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" '
        f'viewBox="0 0 {width:g} {_px(height)}" '
        f'role="img" aria-labelledby="{ident}-title"{described} '
        f'font-family="Noto Sans CJK SC, Noto Sans, sans-serif" style="max-width:100%">'
        f'<title id="{ident}-title">{escape(title)}</title>'
    )
    if description:
        yield f'<desc id="{ident}-words">{escape(description)}</desc>'
    yield f'<rect width="{width:g}" height="{_px(height)}" fill="#ffffff"/>'


def _arrow(chain, places, is_critical):
    """A line from the first of the chain to the last, past the bends between."""
    first = places[chain[0]]
    path = [f"M{_px(first.middle)} {_px(first.bottom)}"]
    for upper, lower in pairwise(places[key] for key in chain):
        half = (upper.bottom + lower.y) / 2
        path.append(
            f"C{_px(upper.middle)} {_px(half)} {_px(lower.middle)} {_px(half)} "
            f"{_px(lower.middle)} {_px(lower.y)}"
        )
        path.append(f"V{_px(lower.bottom)}")
    path.pop()  # the last is a box, which the line does not cross
    end = places[chain[-1]]
    colour, thickness = (CRITICAL, 2.5) if is_critical else (STROKE, 1.5)
    tip = f"M{_px(end.middle)} {_px(end.y)}l-4.5 -8h9z"  # a triangle that points down
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{colour}" '
        f'stroke-width="{thickness}"/><path d="{tip}" fill="{colour}"/>'
    )


def _box(box, place, fill, is_critical):
    colour, thickness = (CRITICAL, 3) if is_critical else (STROKE, 1)
    frame = (
        f'<rect x="{_px(place.x)}" y="{_px(place.y)}" width="{_px(place.width)}" '
        f'height="{_px(place.height)}" rx="6" fill="{fill}" stroke="{colour}" '
        f'stroke-width="{thickness}"/>'
    )
    parts = [frame]
    lines = list(_text(box, place.width))
    used = sum(size * LEADING for _, size in lines)
    y = place.y + (place.height - used) / 2
    titles = len(wrap(box.title, (place.width - 2 * PADDING) / TITLE_SIZE))
    for number, (line, size) in enumerate(lines):
        y += size * LEADING
        weight = ' font-weight="bold"' if number < titles else ""
        parts.append(
            f'<text x="{_px(place.middle)}" y="{_px(y - size * 0.35)}" '
            f'text-anchor="middle" font-size="{size}" fill="{INK}"{weight}>'
            f"{escape(line)}</text>"
        )
    return "".join(parts)


def _px(number):
    """A length to a tenth of a pixel, without needless zeros."""
    return f"{round(number, 1):g}"
