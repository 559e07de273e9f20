from odoo import fields, models


class CaseEnd(models.TransientModel):
    """Why a case ends without a decision: the applicant withdraws it, or its receipt
    was a mistake."""

    _name = "yichuang.case.end"
    _description = "End of a case without decision"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    kind = fields.Selection(
        [
            ("withdraw", "Withdrawal"),
            ("void", "Declaration as void"),
            ("revoke", "Revocation of acceptance"),
            ("terminate", "Termination"),
        ],
        required=True,
        readonly=True,
        help="撤回, 作废, 撤销受理, 终止",
    )
    reason = fields.Text(required=True, help="事由")

    def action_confirm(self):
        """End the case."""
        self.ensure_one()
        self.case_id._transition(
            self.kind, {"end_reason": self.reason}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
