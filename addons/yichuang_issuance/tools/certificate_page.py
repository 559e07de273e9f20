"""The printed certificate: data in, PDF/A out.

The page is a pure function of its data, so the same certificate always gives the
same page, and it is rendered far from any database lock.
"""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from odoo.addons.yichuang_catalog.tools import chinese_date, pdf_page, qr

from . import verify_token

QR_MM = 28
"""Side of the code itself, without its quiet zone: phones read a worn print of it."""

FONT_SIZES = (13, 11.5, 10, 8.5)
"""Sizes of the text in points, tried in this order until one sheet is enough."""

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class CertificatePage:
    """Everything that is printed on a certificate.

    :param title: name of the certificate, e.g. 食品经营许可证
    :param number: the issuing organ's own number, e.g. 示食证字〔2026〕0001号
    :param identifier: electronic certificate identifier (GB/T 36904)
    :param holder: name of the person or organisation it is issued to
    :param holder_number: identity number as it may be printed
    :param statement: the sentence that grants the right
    :param lines: further rows, label and text
    :param issuer: name of the issuing organ
    :param issued_on: day of issue
    :param valid_until: last day of validity, ``None`` for no end
    :param token: verification code
    :param url: address the QR code opens
    :param stamped: an electronic seal comes where its place would be printed
    :param notice: a word across the top of a sample, empty on a real one
    """

    title: str
    number: str
    identifier: str
    holder: str
    holder_number: str
    statement: str
    issuer: str
    issued_on: date
    token: str
    url: str
    valid_until: date | None = None
    lines: tuple[tuple[str, str], ...] = field(default=())
    notice: str = ""
    stamped: bool = False


def html(page):
    """The page as HTML; every text is escaped, so nothing typed becomes markup."""
    validity = (
        f"{chinese_date.plain(page.issued_on)}至{chinese_date.plain(page.valid_until)}"
        if page.valid_until
        else f"自{chinese_date.plain(page.issued_on)}起长期有效"
    )
    rows = [
        ("持证主体", page.holder),
        ("证件号码", page.holder_number),
        *page.lines,
        ("有效期限", validity),
    ]
    table = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>"
        for label, text in rows
        if text
    )
    place = '<span id="seal"></span>' if page.stamped else ""
    seal = "" if page.stamped else "（印章）"
    notice = f'<p class="notice">{escape(page.notice)}</p>' if page.notice else ""
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/>'
        f"<title>{escape(page.title)} {escape(page.number)}</title>"
        f'<meta name="author" content="{escape(page.issuer)}"/>'
        f'<meta name="description" content="{escape(page.identifier)}"/>'
        f"</head><body>{notice}"
        f"<h1>{escape(page.title)}</h1>"
        f'<p class="number">{escape(page.number)}</p>'
        f"<table>{table}</table>"
        f'<p class="statement">{escape(page.statement)}</p>'
        '<div class="foot"><div class="check">'
        f"{_code(page.url)}"
        f'<p>扫码核验真伪<br/><span class="code">{verify_token.show(page.token)}</span>'
        "</p></div>"
        f'<div class="issuer"><p>{escape(page.issuer)}{place}</p>'
        f'<p class="seal">{seal}</p>'
        f"<p>{chinese_date.formal(page.issued_on)}</p></div></div>"
        f'<p class="identifier">电子证照标识 {escape(page.identifier)}</p>'
        "</div></body></html>"
    )


def _code(url):
    """The QR code, ``QR_MM`` wide whatever it says."""
    modules = len(qr.modules(url, quiet_zone=0))
    return qr.svg(url, round(QR_MM * (modules + 2 * qr.QUIET_ZONE) / modules, 2))


def render(page):
    """The page as PDF/A-2u bytes: archival, with a text layer in Unicode.

    The same data give the same bytes. A certificate with much to say is set more
    densely, so that it stays one sheet as long as that can be read.

    :raises RendererMissing: WeasyPrint or a library it needs is not installed
    :raises GlyphsMissing: a character would be printed as an empty box
    """
    return pdf_page.render(html(page), STYLE.read_text("utf-8"), FONT_SIZES)
