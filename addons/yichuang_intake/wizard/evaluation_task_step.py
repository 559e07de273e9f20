from odoo import fields, models

# The field of the task that each step fills with words.
WORDS = {
    "contact": "contact_note",
    "fix": "fix_note",
    "close": "check_note",
    "send_back": "check_note",
    "appeal": "appeal",
    "exclude": "ruling",
    "go_on": "ruling",
}


class EvaluationTaskStep(models.TransientModel):
    """A step of putting a bad rating right, put in words."""

    _name = "yichuang.evaluation.task.step"
    _description = "Step of putting a bad rating right"

    task_id = fields.Many2one(
        "yichuang.evaluation.task", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection(
        [
            ("contact", "Contact"),
            ("fix", "Putting it right"),
            ("close", "Call back"),
            ("send_back", "Sending back"),
            ("appeal", "Appeal"),
            ("exclude", "Exclusion of the rating"),
            ("go_on", "Refusal of the appeal"),
        ],
        required=True,
        readonly=True,
        help="联系, 整改, 回访, 退回整改, 申诉, 评价不计入, 驳回申诉",
    )
    words = fields.Text("Text", help="内容")

    def action_confirm(self):
        """Take the step."""
        self.ensure_one()
        self.task_id._transition(
            self.step, {WORDS[self.step]: self.words}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
