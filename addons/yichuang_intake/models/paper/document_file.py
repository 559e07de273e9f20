from odoo import fields, models

from ...tools import document_kinds, document_page


class DocumentFile(models.Model):
    """The PDF of an issued document, and the order to make it."""

    _name = "yichuang.document.file"
    _description = "Document file"
    _inherit = ["yichuang.rendered.file"]
    _rec_name = "document_id"
    _paper_field = "document_id"
    _render_cron = "yichuang_intake.document_file_cron"

    document_id = fields.Many2one(
        "yichuang.document",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, precompute=True, index=True
    )
    department_id = fields.Many2one(
        related="document_id.department_id", store=True, precompute=True, index=True
    )
    partner_id = fields.Many2one(
        related="document_id.partner_id",
        store=True,
        precompute=True,
        index="btree_not_null",
    )

    state = fields.Selection(
        [("pending", "Being Made"), ("ready", "Ready"), ("failed", "Failed")],
        required=True,
        default="pending",
        readonly=True,
        help="制作中, 已生成, 生成失败.",
    )

    _document_uniq = models.UniqueIndex("(document_id)")
    _pending_idx = models.Index("(id) WHERE state = 'pending'")

    def _pdf(self):
        document = self.document_id
        kind = document_kinds.KINDS[document.kind]
        return document_page.render(
            document_page.DocumentPage(
                organ=document.organ_name,
                title=kind.title,
                number=document.number,
                addressee=document.addressee,
                words=document.words,
                article=kind.article,
                issued_on=document.issued_on,
                seal=document.seal_name or "",
                digest=document.digest,
                url=document._verify_url(),
                facts=tuple((label, value) for label, value in document.facts or ()),
                remedies=document.remedies or "",
                replaces=document.replaces_id.number or "",
                stamped=self._stamped(),
            )
        )
