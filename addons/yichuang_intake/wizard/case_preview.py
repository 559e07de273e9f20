from odoo import fields, models


class CasePreview(models.TransientModel):
    """What an organ finds of a matter that waits for another one."""

    _name = "yichuang.case.preview"
    _description = "Opinion beforehand on a waiting case"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    opinion = fields.Text(required=True, help="预审意见")

    def action_confirm(self):
        """Keep what was found."""
        self.ensure_one()
        self.case_id._transition(
            "preview", {"preview": self.opinion}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
