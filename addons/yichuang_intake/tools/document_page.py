"""The printed document: data in, PDF/A out; a pure function of its data."""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from odoo.addons.yichuang_catalog.tools import chinese_date, pdf_page, qr

QR_MM = 24
STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class DocumentPage:
    """Everything that is printed on a document.

    :param facts: label and value; a value is a text, or a list of dicts (a table
        whose columns are the keys of its first row)
    :param url: address the QR code opens
    :param stamped: an electronic seal comes where the name of the seal would stand
    """

    organ: str
    title: str
    number: str
    addressee: str
    words: str
    article: str
    issued_on: date
    seal: str
    digest: str
    url: str
    facts: tuple[tuple[str, object], ...] = field(default=())
    remedies: str = ""
    replaces: str = ""
    stamped: bool = False


def html(page: DocumentPage) -> str:
    """The page as HTML; every text is escaped, so nothing typed becomes markup."""
    rows = "".join(
        f"<tr><th>{escape(label)}</th><td>{_value(value)}</td></tr>"
        for label, value in page.facts
        if value
    )
    remedies = f'<p class="words">{escape(page.remedies)}</p>' if page.remedies else ""
    replaces = (
        f'<p class="words">本文书替代{escape(page.replaces)}。</p>'
        if page.replaces
        else ""
    )
    seal = (
        f'<p class="seal">（{escape(page.seal)}）</p>'
        if page.seal and not page.stamped
        else '<p class="seal"><span id="seal"></span></p>'
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/>'
        f"<title>{escape(page.title)} {escape(page.number)}</title>"
        f'<meta name="author" content="{escape(page.organ)}"/></head><body>'
        f'<p class="organ">{escape(page.organ)}</p>'
        f"<h1>{escape(page.title)}</h1>"
        f'<p class="number">{escape(page.number)}</p>'
        f'<p class="addressee">{escape(page.addressee)}：</p>'
        f'<p class="words">{escape(page.words)}（依据：{escape(page.article)}）</p>'
        f"<table>{rows}</table>{remedies}{replaces}"
        '<div class="foot"><div class="check">'
        f"{qr.svg(page.url, QR_MM)}<p>扫码核验</p></div>"
        f'<div class="issuer"><p>{escape(page.organ)}</p>{seal}'
        f"<p>{chinese_date.formal(page.issued_on)}</p></div></div>"
        '<p class="signed">申请人（代理人）签收：＿＿＿＿＿＿＿＿　　'
        "年　　月　　日</p>"
        f'<p class="digest">SHA-256 {escape(page.digest)}</p>'
        "</body></html>"
    )


def _value(value):
    if not isinstance(value, list):
        return escape(str(value)).replace("\n", "<br/>")
    heads = list(value[0]) if value else []
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(str(row.get(name) or ''))}</td>" for name in heads)
        + "</tr>"
        for row in value
    )
    return f'<table class="inner"><tr>{head}</tr>{body}</table>'


def render(page: DocumentPage) -> bytes:
    """The page as PDF/A-2u bytes; the same data give the same bytes.

    :raises RenderError: it cannot be made on this server as it is set up
    """
    return pdf_page.render(html(page), STYLE.read_text("utf-8"), (12, 11, 10))
