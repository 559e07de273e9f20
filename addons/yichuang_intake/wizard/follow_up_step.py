from odoo import fields, models


class FollowUpStep(models.AbstractModel):
    """A step of seeing to what somebody was not content with, put in words."""

    _name = "yichuang.follow.up.step"
    _description = "Step of seeing to what somebody was not content with"
    # The field of the record that each step fills with words.
    _words = {
        "contact": "contact_note",
        "fix": "fix_note",
        "close": "check_note",
        "send_back": "check_note",
    }

    revision = fields.Integer()
    words = fields.Text("Text", help="内容")

    def action_confirm(self):
        """Take the step."""
        self.ensure_one()
        self.task_id._transition(
            self.step,
            {self._words[self.step]: self.words},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
