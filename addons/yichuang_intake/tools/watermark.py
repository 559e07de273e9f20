"""A copy that says what it may be used for: text across every page of a PDF file, or
of a picture made into one.

The text becomes part of each page, so that it is not cut off with an edge; the
file that is kept stays as it is.
"""

import io
from contextlib import ExitStack
from functools import lru_cache
from html import escape

from odoo.addons.yichuang_catalog.tools import pdf_page

KINDS = ("pdf", "jpg", "png")
A4_INCHES = (8.27, 11.69)
POINTS = 72
STEP = 170
STYLE = """
@page { size: %(width).2fpt %(height).2fpt; margin: 0 }
body { margin: 0; font-family: "Noto Sans CJK SC", sans-serif; color: #7d8590 }
.across { position: absolute; left: -20%%; width: 140%%; text-align: center;
    transform: rotate(-28deg); color: rgba(125, 133, 144, 0.35);
    font-size: %(size).1fpt }
.foot { position: absolute; left: 0; right: 0; bottom: 6pt; text-align: center;
    font-size: %(small).1fpt; color: #b42318 }
"""


def stamp(data: bytes, kind: str, words: str, foot: str) -> bytes:
    """The document with ``words`` across every page and ``words`` and ``foot`` below.

    :param kind: ``pdf``, ``jpg`` or ``png``
    :raises RenderError: the renderer or a font is missing
    :raises ValueError: a file of another kind
    """
    import pikepdf

    if kind not in KINDS:
        raise ValueError(f"a file of kind {kind!r} cannot be marked")
    target = io.BytesIO()
    with ExitStack() as opened:
        source = data if kind == "pdf" else _as_pdf(data)
        pdf = opened.enter_context(pikepdf.open(io.BytesIO(source)))
        for page in pdf.pages:
            # What is laid over a page is read when the whole is saved.
            mark = _mark(*_size(page), words, foot)
            mark = opened.enter_context(pikepdf.open(io.BytesIO(mark)))
            page.add_overlay(mark.pages[0])
        pdf.save(target)
    return target.getvalue()


def _as_pdf(data):
    """A picture as one page, no larger than A4 stands or lies."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        whole = picture.convert("RGBA")
    page = Image.new("RGB", whole.size, "white")
    page.paste(whole, mask=whole)
    short, long = sorted(page.size)
    dots = max(short / A4_INCHES[0], long / A4_INCHES[1], 1)
    stream = io.BytesIO()
    page.save(stream, "PDF", resolution=dots)
    return stream.getvalue()


def _size(page):
    """Width and height in points, as the page is looked at."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    return (height, width) if int(page.get("/Rotate", 0)) % 180 else (width, height)


@lru_cache(maxsize=8)
def _mark(width, height, words, foot):
    size = max(min(width / 38, 15), 3)
    step = STEP * max(width, height) / (A4_INCHES[1] * POINTS)
    lines = "".join(
        f'<div class="across" style="top: {number * step:.1f}pt">{escape(words)}</div>'
        for number in range(1, int(height / step) + 1)
    )
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/>'
        f"<title>{escape(foot)}</title></head><body>{lines}"
        f'<div class="foot">{escape(words)}<br/>{escape(foot)}</div></body></html>'
    )
    style = STYLE % {
        "width": width,
        "height": height,
        "size": size,
        "small": size * 0.55,
    }
    return pdf_page.render(html, style, (size,))
