"""Labels, slips and the calibration page: data in, PDF of the sheet's own size out."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from odoo.addons.yichuang_catalog.tools import code128, pdf_page, qr

STYLE = Path(__file__).with_suffix(".css")
SLIP_HEIGHTS = (60, 75, 90, 105, 120, 140, 160, 180, 210, 240, 280)
"""Lengths of a slip in millimetres: the first that is long enough is cut."""

MARGIN_MM = 2
EDGE_MM = {True: 20, False: 10}
"""Where the calibration mark stands: far enough from the edge of a large or small
sheet to be printed by every printer."""


@dataclass(frozen=True)
class Label:
    """A label to stick on.

    :param title: what is read from a distance
    :param code: what the scanner reads
    :param lines: smaller, each one line, cut where it is too long
    """

    title: str
    code: str
    lines: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Slip:
    """A slip of a roll, for the applicant's hand.

    :param hall: the hall it comes from
    :param title: what it is
    :param number: the number to name, also as bar code where it can be one
    :param rows: label and text
    :param url: address of the QR code, empty for none
    :param hint: what to do with it
    """

    hall: str
    title: str
    number: str
    rows: tuple[tuple[str, str], ...] = field(default=())
    url: str = ""
    hint: str = ""


def label(what, paper):
    """A label as PDF bytes: with bar code and QR code where there is room for both."""
    height = paper.height - 2 * MARGIN_MM
    wide = code128.can_write(what.code) and paper.width >= 60
    side = height - 13 if wide else height - 8
    lines = "".join(f"<p>{escape(line)}</p>" for line in what.lines if line)
    bar = code128.svg(what.code, paper.width - 2 * MARGIN_MM, 8) if wide else ""
    return _render(
        f'<div class="label"><div class="code">{qr.svg(what.code, side, 2)}</div>'
        f'<h1 style="margin-right:{side}mm">{escape(what.title)}</h1>'
        f'<div class="lines" style="margin-right:{side}mm">{lines}</div>'
        f'<div class="bar">{bar}<p>{escape(what.code)}</p></div></div>',
        [f"{_style(paper)}body{{height:{height}mm}}"],
    )


def slip(what, paper):
    """A slip as PDF bytes, as long as its content."""
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>"
        for name, text in what.rows
        if text
    )
    bar = code128.svg(what.number, 72, 10) if code128.can_write(what.number) else ""
    code = f'<div class="qr">{qr.svg(what.url, 34)}</div>' if what.url else ""
    return _render(
        f'<div class="slip"><p class="hall">{escape(what.hall)}</p>'
        f'<h1>{escape(what.title)}</h1>{bar}<p class="number">{escape(what.number)}</p>'
        f"<table>{rows}</table>{code}<p>{escape(what.hint)}</p></div>",
        [_style(paper, height) for height in SLIP_HEIGHTS],
    )


def mark_mm(paper):
    """Millimetres from the left and the upper edge where the calibration mark is."""
    return EDGE_MM[paper.width > 100]


def calibration(paper, name, words):
    """The page to measure a printer by: a cross at a known distance, two rulers.

    :param name: of the printer's profile
    :param words: what to measure and where to enter it, in a sentence
    """
    height = paper.height or 120
    mark = mark_mm(paper)
    lines = [
        *_line(mark - 5, mark, mark + 5, mark),
        *_line(mark, mark - 5, mark, mark + 5),
    ]
    for at in range(mark, int(paper.width - 4)):
        lines += _line(at, mark + 6, at, mark + 6 + _tick(at - mark))
    for at in range(mark, int(height - 4)):
        lines += _line(mark + 6, at, mark + 6 + _tick(at - mark), at)
    return _render(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}mm" '
        f'height="{height}mm" viewBox="0 0 {paper.width} {height}">'
        f'<path d="{"".join(lines)}" stroke="#000" stroke-width="0.1"/></svg>'
        f'<div class="words" style="top:{mark + 11}mm;left:{mark + 11}mm">'
        f"<p>{escape(name)}</p><p>{escape(words)}</p></div>",
        [f"{_style(paper, height)}@page{{margin:0}}"],
    )


def _line(x, y, to_x, to_y):
    return [f"M{x} {y}L{to_x} {to_y}"]


def _tick(step):
    return 4 if step % 10 == 0 else 2.5 if step % 5 == 0 else 1


def _style(paper, height=0):
    return (
        f"{STYLE.read_text('utf-8')}@page{{size:{paper.css(height)};"
        f"margin:{MARGIN_MM if paper.height else 4}mm}}"
    )


def _render(body, styles):
    return pdf_page.fit(
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/>'
        f"<title>print</title></head><body>{body}</body></html>",
        styles,
    )
