"""The certificate on pre-printed stock: what the stock has already is left out.

Made from the data of the certificate like its file, but a rendering of its own: the
file carries the seal and stays as it was sealed. The print says that it is one.
"""

from dataclasses import replace
from html import escape

from odoo.addons.yichuang_catalog.tools import pdf_page

from . import certificate_page
from .print_sheet import PAPERS

MARK = "纸质打印件"
AGAIN = "纸质打印件（补打）"

BARE = "@page{background:none;border-color:transparent;outline:none}"
FORM = "h1,th{visibility:hidden}th,td{border-color:transparent}"


def render(page, paper, form=False, again=False):
    """The content alone, at the size of the stock, as PDF bytes.

    :param page: what the certificate says, a :class:`CertificatePage`
    :param paper: the :class:`Paper` of the stock
    :param form: title and names of the rows stand on the stock as well as the frame
    :param again: the certificate was printed before
    """
    # Where the seal comes is left free: on paper it is put by hand.
    html = certificate_page.html(replace(page, stamped=True))
    mark = escape(AGAIN if again else MARK)
    html = html.replace('<p class="identifier">', f'<p class="identifier">{mark} · ')
    style = certificate_page.STYLE.read_text("utf-8") + BARE + (FORM if form else "")
    style += f"@page{{size:{paper.css()}}}"
    larger = paper.width / PAPERS["a4"].width
    return pdf_page.render(
        html, style, [size * larger for size in certificate_page.FONT_SIZES]
    )
