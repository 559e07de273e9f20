from odoo import fields, models
from odoo.exceptions import UserError


class Document(models.Model):
    """What the law wants under seal carries the organ's (行政许可法 Art. 32)."""

    _inherit = "yichuang.document"

    _seal_use_field = "document_id"
    _file_model = "yichuang.document.file"

    seal_use_ids = fields.One2many(
        "yichuang.seal.use",
        "document_id",
        "Uses of Seals",
        groups="yichuang_issuance.group_seal_keeper",
    )

    def _seal_organ(self):
        self.ensure_one()
        # Its organ put the seal's name on it; which seal that is, the register knows.
        organ = self.sudo()._issuer() if self.seal_name else False
        return organ or self.env["yichuang.department"].sudo()

    def _seal_purpose(self):
        return self.display_name

    def action_open_file(self):
        """Open the PDF, unless its seal waits for the keeper."""
        self.ensure_one()
        self.check_access("read")
        # Whoever may read the document may know why there is no file yet.
        use = self.sudo().seal_use_ids[:1]
        if use.state in ("asked", "refused"):
            raise UserError(
                self.env._(
                    "%(document)s waits for its seal: %(keepers)s has to approve the "
                    "use first (双人用印).",
                    document=self.display_name,
                    keepers="、".join(use.seal_id._keepers().mapped("name")),
                )
            )
        return super().action_open_file()
