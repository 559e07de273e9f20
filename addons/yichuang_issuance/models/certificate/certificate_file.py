from odoo import fields, models

from ...tools import certificate_page


class CertificateFile(models.Model):
    """The PDF of an issued certificate, and the order to make it."""

    _name = "yichuang.certificate.file"
    _description = "Certificate file"
    _inherit = ["yichuang.rendered.file"]
    _rec_name = "certificate_id"
    _paper_field = "certificate_id"
    _render_cron = "yichuang_issuance.certificate_file_cron"

    certificate_id = fields.Many2one(
        "yichuang.certificate",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="certificate_id.company_id", store=True, index=True
    )
    department_id = fields.Many2one(
        related="certificate_id.department_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="certificate_id.partner_id", store=True, index="btree_not_null"
    )

    state = fields.Selection(
        [("pending", "Being Made"), ("ready", "Ready"), ("failed", "Failed")],
        required=True,
        default="pending",
        readonly=True,
        help="制作中, 已生成, 生成失败.",
    )

    _certificate_uniq = models.UniqueIndex("(certificate_id)")
    _pending_idx = models.Index("(id) WHERE state = 'pending'")

    def _pdf(self):
        return certificate_page.render(self._page())

    def _page(self):
        """The data of the printed page; nothing else decides how it looks."""
        certificate = self.certificate_id
        return certificate_page.CertificatePage(
            title=certificate.title,
            number=certificate.number,
            identifier=certificate.identifier,
            holder=certificate.holder_name,
            holder_number=certificate.holder_number or "",
            statement=certificate.statement,
            lines=tuple(
                (line.label, line.text) for line in certificate.line_ids if line.text
            ),
            issuer=certificate.issuer_name,
            issued_on=certificate.issued_on,
            valid_until=certificate.valid_until or None,
            token=certificate.token,
            url=certificate._scan_url(),
            notice=certificate.notice or "",
            stamped=self._stamped(),
        )
