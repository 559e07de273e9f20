from odoo import fields, models


class CaseTaskReturn(models.TransientModel):
    """Why a step is done anew, or by another reviewer."""

    _name = "yichuang.case.task.return"
    _description = "Reason to do a step anew"

    task_id = fields.Many2one("yichuang.case.task", ondelete="cascade")
    case_id = fields.Many2one("yichuang.case", ondelete="cascade")
    move = fields.Selection(
        [
            ("send_back", "Send the step back"),
            ("draw_anew", "Draw another reviewer for the step"),
            ("draw_reviewer", "Draw another reviewer for the case"),
        ],
        required=True,
        readonly=True,
    )
    revision = fields.Integer()
    reason = fields.Text(required=True, help="退回或重新分派的原因")

    def action_confirm(self):
        """Carry it out with the reason."""
        self.ensure_one()
        if self.move == "draw_reviewer":
            record, name = self.case_id, "reviewer_reason"
        else:
            record, name = self.task_id, "return_reason"
        record._transition(
            self.move, {name: self.reason}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
