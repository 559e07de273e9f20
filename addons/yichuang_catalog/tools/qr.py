"""QR codes as vector drawings, sharp at any printing resolution."""

QUIET_ZONE = 4
"""Width of the blank frame in modules (GB/T 18284, ISO/IEC 18004: four)."""


def modules(text, quiet_zone=QUIET_ZONE):
    """Rows of booleans (dark is ``True``), the quiet zone included.

    Error correction is level M: 15 % of the code may be dirty or folded away.

    >>> grid = modules("https://example.gov.cn/verify/ABC")
    >>> len(grid) == len(grid[0])
    True
    >>> any(grid[0])
    False
    """
    import qrcode

    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=quiet_zone
    )
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()


def svg(text, size_mm, quiet_zone=QUIET_ZONE):
    """An ``<svg>`` element of ``size_mm`` millimetres, the quiet zone included.

    Dark runs of a row are one rectangle each, so that no hair line shows between
    neighbouring modules in print.
    """
    grid = modules(text, quiet_zone)
    path = "".join(
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(grid)
        for start, length in _runs(row)
    )
    side = len(grid)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_mm}mm" '
        f'height="{size_mm}mm" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path d="{path}" fill="#000"/></svg>'
    )


def _runs(row):
    """(start, length) of every run of dark modules of one row.

    >>> list(_runs([True, True, False, True]))
    [(0, 2), (3, 1)]
    """
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
