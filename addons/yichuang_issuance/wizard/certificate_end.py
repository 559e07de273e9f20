from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..tools.licensing_law import CANCELLATION_GROUNDS, REVOCATION_GROUNDS


class CertificateEnd(models.TransientModel):
    """What the organ states when it suspends, revokes or cancels a certificate."""

    _name = "yichuang.certificate.end"
    _description = "End of a certificate"

    certificate_id = fields.Many2one(
        "yichuang.certificate", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    kind = fields.Selection(
        [
            ("suspend", "Suspend"),
            ("revoke", "Revoke"),
            ("cancel", "Cancel Registration"),
        ],
        required=True,
        readonly=True,
        help="暂扣, 撤销, 注销",
    )
    revocation_ground = fields.Selection(
        list(REVOCATION_GROUNDS), "Ground of Revocation", help="撤销情形 (Art. 69)."
    )
    cancellation_ground = fields.Selection(
        list(CANCELLATION_GROUNDS), "Ground of Cancellation", help="注销情形 (Art. 70)."
    )
    reason = fields.Text("Facts", required=True, help="事实和理由")

    def action_confirm(self):
        """Perform the act."""
        self.ensure_one()
        vals = {"end_reason": self.reason}
        if self.kind == "revoke":
            vals["end_ground"] = self.revocation_ground
        if self.kind == "cancel":
            vals["end_ground"] = self.cancellation_ground
        if self.kind != "suspend":
            vals["ended_on"] = hall_date()
        self.certificate_id._transition(
            self.kind,
            vals,
            payload={"ground": vals.get("end_ground") or ""},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
