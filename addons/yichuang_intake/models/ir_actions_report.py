from odoo import models


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Papers of the hall are rendered one by one.

        Debian's wkhtmltopdf makes one document per call and tells no outlines by
        which several could be cut apart.
        """
        prepare = super()._render_qweb_pdf_prepare_streams
        report = self._get_report(report_ref)
        several = res_ids and len(set(res_ids)) == len(res_ids) > 1
        if not several or not report.report_name.startswith("yichuang_"):
            return prepare(report_ref, data, res_ids=res_ids)
        streams = {}
        for res_id in res_ids:
            streams.update(prepare(report_ref, dict(data or {}), res_ids=[res_id]))
        return streams
