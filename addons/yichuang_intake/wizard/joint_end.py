from odoo import fields, models


class JointEnd(models.TransientModel):
    """Why a joint case ends without all of its decisions."""

    _name = "yichuang.joint.end"
    _description = "End of a joint case without decision"

    joint_id = fields.Many2one("yichuang.joint.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    kind = fields.Selection(
        [("withdraw", "Withdrawal"), ("void", "Declaration as void")],
        required=True,
        readonly=True,
        help="撤回, 作废",
    )
    reason = fields.Text(required=True, help="事由")

    def action_confirm(self):
        """End the joint case."""
        self.ensure_one()
        if self.kind == "withdraw":
            self.joint_id._withdraw(self.reason, self.revision)
        else:
            self.joint_id._transition(
                "void", {"end_reason": self.reason}, expected_revision=self.revision
            )
        return {"type": "ir.actions.act_window_close"}
