import io

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import file_open, format_date

from ...tools import code128, pdf_page, qr
from ...tools.workdays import hall_moment

STYLE = "yichuang_catalog/static/src/paper/paper.css"
PREFIX = "yichuang_"
SIZE = 11


class IrActionsReport(models.Model):
    """Papers of the hall are printed by the same renderer as its certificates, so that
    what is copied out of them is what was written. All other reports go Odoo's way."""

    _inherit = "ir.actions.report"

    def _is_paper(self):
        """Whether this is a paper of the hall."""
        return self.report_type == "qweb-pdf" and self.report_name.startswith(PREFIX)

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        report = self._get_report(report_ref)
        if not report._is_paper():
            return super()._pre_render_qweb_pdf(report_ref, res_ids=res_ids, data=data)
        res_ids = [res_ids] if isinstance(res_ids, int) else res_ids or []
        if len(set(res_ids)) < len(res_ids) or not res_ids:
            stream = self._paper_stream(report, res_ids, data)
            return {False: {"stream": stream, "attachment": None}}, "pdf"
        return {
            record.id: self._kept_paper(report, record)
            or {
                "stream": self._paper_stream(report, record.ids, data),
                "attachment": None,
            }
            for record in self.env[report.model].browse(res_ids)
        }, "pdf"

    def _kept_paper(self, report, record):
        """The print of a record that was kept as an attachment, if it is to be used."""
        if self.env.context.get("report_pdf_no_attachment") or not (
            report.attachment and report.attachment_use
        ):
            return None
        kept = report.retrieve_attachment(record)
        return kept and {"stream": io.BytesIO(kept.raw), "attachment": kept}

    def _paper_stream(self, report, res_ids, data):
        """The paper of these records as one PDF."""
        html = self._render_qweb_html(report, res_ids, data=data)[0]
        try:
            return io.BytesIO(pdf_page.render(html.decode(), "", (SIZE,)))
        except pdf_page.RenderError as error:
            raise UserError(
                self.env._(
                    "“%(paper)s” cannot be printed on this server as it is set up: "
                    "%(problem)s",
                    paper=report.name,
                    problem=self.env["yichuang.rendered.file"]._worded(
                        error.code, error.facts
                    ),
                )
            ) from error

    def _get_rendering_context(self, report, docids, data):
        values = super()._get_rendering_context(report, docids, data)
        if report._is_paper():
            values |= {
                "paper_name": report.name,
                "paper_style": self._paper_style(report.get_paperformat()),
                "long_date": lambda day: (
                    day and format_date(self.env, day, date_format="long")
                ),
                "hall_time": lambda moment: (
                    moment and f"{hall_moment(moment):%Y-%m-%d %H:%M}"
                ),
                "qr_code": lambda text, side: Markup(qr.svg(text, side)),
                "bar_code": lambda text, width, height: (
                    Markup(code128.svg(text, width, height))
                    if code128.can_write(text or "")
                    else ""
                ),
            }
        return values

    def _paper_style(self, paper):
        """The stylesheet of the hall's papers on sheets of that format."""
        sheet = (paper.print_page_width, paper.print_page_height)
        edges = (
            paper.margin_top,
            paper.margin_right,
            paper.margin_bottom,
            paper.margin_left,
        )
        size, margin = (
            " ".join(f"{length:g}mm" for length in lengths)
            for lengths in (sheet, edges)
        )
        with file_open(STYLE) as style:
            return Markup(f"@page{{size:{size};margin:{margin}}}{style.read()}")
