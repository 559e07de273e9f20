"""The sheets that printers of a hall are loaded with, and how a print meets them.

A print has the size of its sheet and is never scaled. Printers draw in a frame that is
some tenths of a millimetre off; the offset of their profile is the answer, measured
with a calibration page and applied to the finished page, so that every kind of print
moves alike.
"""

import io
from typing import NamedTuple

POINTS_A_MM = 72 / 25.4
MOST_OFFSET = 200
"""Tenths of a millimetre that a print may be moved in either direction."""


class Paper(NamedTuple):
    """A kind of sheet: width and height in millimetres, 0 for as long as needed."""

    width: float
    height: float

    def css(self, height=0):
        """The size for a stylesheet, ``height`` being that of a roll's slip."""
        return f"{self.width}mm {self.height or height}mm"


PAPERS = {
    "label_60_40": Paper(60, 40),
    "label_50_30": Paper(50, 30),
    "roll_80": Paper(80, 0),
    "a4": Paper(297, 210),
    "a3": Paper(420, 297),
    "k16": Paper(260, 185),
}
"""Labels, a roll of slips, and certificate stock, which lies on its long side."""

KINDS = {
    "label": ("label_60_40", "label_50_30"),
    "slip": ("roll_80",),
    "certificate": ("a4", "a3", "k16"),
}
"""The papers each kind of print goes on, the usual one first."""


def corrected(offset: int, wanted: float, measured: float) -> int:
    """The offset by which a mark comes to where it should be.

    :param offset: tenths of a millimetre by which the page was moved when measured
    :param wanted: millimetres from the edge where the mark should be
    :param measured: millimetres from the edge where it was found

    >>> corrected(0, 20, 21.3), corrected(-13, 20, 20), corrected(5, 10, 9.8)
    (-13, -13, 7)
    """
    return offset + round((wanted - measured) * 10)


def finished(data: bytes, right: int = 0, down: int = 0, title: str = "") -> bytes:
    """The page as it goes to the printer: moved, at its own size, named.

    :param right: tenths of a millimetre the content moves to the right
    :param down: tenths of a millimetre the content moves down
    :param title: what a viewer shows in its title bar
    """
    import pikepdf

    x, y = right / 10 * POINTS_A_MM, -down / 10 * POINTS_A_MM
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_add(f"q 1 0 0 1 {x:.4f} {y:.4f} cm".encode(), prepend=True)
            page.contents_add(b"Q")
        _as_print(pikepdf, pdf, title)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def merged(files, copies: int = 1, title: str = "") -> bytes:
    """Several prints as one file, in their order, each ``copies`` times."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.new() as pdf:
        for data in files:
            with pikepdf.open(io.BytesIO(data)) as source:
                for _copy in range(copies):
                    pdf.pages.extend(source.pages)
        _as_print(pikepdf, pdf, title)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _as_print(pikepdf, pdf, title):
    # Not an archival file any more, and a viewer must not fit it to another sheet.
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    pdf.docinfo["/Title"] = title
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(
        PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True
    )
