from odoo import fields, models


class ArchiveReturn(models.TransientModel):
    """Why the archive office returns a file."""

    _name = "yichuang.archive.return"
    _description = "Return of a file"

    archive_id = fields.Many2one("yichuang.archive", required=True, ondelete="cascade")
    revision = fields.Integer()
    return_reason = fields.Char("Reason", required=True, help="退回原因")

    def action_confirm(self):
        """Record it; the file is put right and packed again."""
        self.ensure_one()
        self.archive_id._transition(
            "come_back",
            {"return_reason": self.return_reason},
            payload={"reason": self.return_reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
