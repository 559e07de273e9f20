from odoo import fields, models


class CaseTaskOpine(models.TransientModel):
    """What an organ is asked for in its step: an opinion in words and which way it
    points."""

    _name = "yichuang.case.task.opine"
    _description = "Opinion on a step"

    task_id = fields.Many2one("yichuang.case.task", required=True, ondelete="cascade")
    revision = fields.Integer()
    recommendation = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")],
        required=True,
        default="granted",
        help="建议",
    )
    opinion = fields.Text(
        required=True, help="环节意见: what was examined, against which conditions."
    )

    def action_confirm(self):
        """Give the opinion."""
        self.ensure_one()
        self.task_id._transition(
            "opine",
            {"recommendation": self.recommendation, "opinion": self.opinion},
            payload={"recommendation": self.recommendation},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
