"""The inventory of a file package (归档目录): rows for machines and a sheet for people.

The sheet is a pure function of the inventory, so the same package gives the same
bytes.
"""

from datetime import date
from hashlib import sha256
from html import escape

from odoo.addons.yichuang_catalog.tools import pdf_page

STYLE = """
@page { size: A4; margin: 20mm 15mm;
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt } }
body { font-family: "Noto Serif CJK SC", serif; }
h1 { text-align: center; font-size: 1.7em; letter-spacing: .3em; }
table { width: 100%; border-collapse: collapse; }
th, td { border: .5pt solid #000; padding: 1.5mm; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
.facts th { width: 22%; }
.digest { font-family: monospace; font-size: .7em; }
h2 { font-size: 1.1em; }
"""


def row(path, title, content, number="", day=None, source=None):
    """One file of the inventory.

    :param path: below ``data/``
    :param day: date of the document, where it has one
    :param source: model and id of the paper whose making was sealed
    """
    return {
        "path": path,
        "title": title,
        "number": number,
        "day": str(day) if isinstance(day, date) else "",
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
        **({"source": source} if source else {}),
    }


def html(inventory):
    """The sheet as HTML; every text is escaped."""
    facts = "".join(
        f"<tr><th>{label}</th><td>{escape(str(inventory[key]))}</td></tr>"
        for label, key in (
            ("档号", "archive_number"),
            ("题名", "title"),
            ("承办机关", "organ"),
            ("办件编号", "case_number"),
            ("收件号", "receipt_number"),
            ("办结日期", "ended_on"),
            ("保管期限", "period"),
        )
    )
    rows = "".join(
        f"<tr><td>{place}</td><td>{escape(one['title'])}</td>"
        f"<td>{escape(one['number'])}</td><td>{escape(one['day'])}</td>"
        f"<td>{escape(one['path'])}<br/>"
        f'<span class="digest">{one["sha256"]}</span></td></tr>'
        for place, one in enumerate(inventory["files"], start=1)
    )
    paper = "".join(
        f"<tr><td>{escape(one['title'])}</td><td>{one['originals']}</td>"
        f"<td>{one['copies']}</td><td>{one['pages']}</td></tr>"
        for one in inventory["paper"]
    )
    on_paper = (
        "<h2>纸质材料</h2><table><tr><th>材料名称</th><th>原件</th><th>复印件</th>"
        f"<th>页数</th></tr>{paper}</table>"
        if paper
        else ""
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/>'
        f"<title>归档目录 {escape(inventory['archive_number'])}</title></head><body>"
        f'<h1>归档目录</h1><table class="facts">{facts}</table>'
        "<h2>电子文件</h2><table><tr><th>序号</th><th>题名</th><th>文号</th>"
        f"<th>日期</th><th>文件及校验值</th></tr>{rows}</table>{on_paper}"
        "</body></html>"
    )


def render(inventory):
    """The sheet as PDF/A bytes.

    :raises RenderError: it cannot be made on this server as it is set up
    """
    return pdf_page.render(html(inventory), STYLE, (10,))
