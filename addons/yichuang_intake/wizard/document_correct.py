from odoo import fields, models


class DocumentCorrect(models.TransientModel):
    """Corrects what a document says by a new version that replaces it."""

    _name = "yichuang.document.correct"
    _description = "Correction of a document"

    document_id = fields.Many2one("yichuang.document", required=True)
    revision = fields.Integer()
    addressee = fields.Char(help="受送达人")
    words = fields.Text(help="正文")
    reason = fields.Text(help="更正理由")

    def action_confirm(self):
        """Issue the new version."""
        self.ensure_one()
        document = self.document_id._correct(
            {"addressee": self.addressee, "words": self.words},
            self.reason,
            self.revision,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": document._name,
            "res_id": document.id,
            "view_mode": "form",
        }
