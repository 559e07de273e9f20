from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..tools.licensing_law import (
    CANCELLATION_GROUNDS,
    REVOCATION_GROUNDS,
    WITHDRAWAL_GROUNDS,
)

# The document that tells the holder of it, by what was done.
DOCUMENTS = {
    "suspend": "licence_suspension",
    "revoke": "licence_revocation",
    "withdraw": "licence_withdrawal",
    "cancel": "licence_cancellation",
}


class CertificateEnd(models.TransientModel):
    """What the organ states when it suspends, revokes, withdraws or cancels a
    certificate; its decision is issued with it."""

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
            ("withdraw", "Withdraw"),
            ("cancel", "Cancel Registration"),
        ],
        required=True,
        readonly=True,
        help="暂扣, 撤销, 撤回, 注销",
    )
    revocation_ground = fields.Selection(
        list(REVOCATION_GROUNDS), "Ground of Revocation", help="撤销情形 (Art. 69)."
    )
    cancellation_ground = fields.Selection(
        list(CANCELLATION_GROUNDS), "Ground of Cancellation", help="注销情形 (Art. 70)."
    )
    withdrawal_ground = fields.Selection(
        list(WITHDRAWAL_GROUNDS), "Ground of Withdrawal", help="撤回情形 (Art. 8)."
    )
    heard = fields.Text(
        "What the Holder Said",
        help="陈述申辩情况: the holder is heard before (行政许可法 Art. 7); that "
        "nothing was said is stated as well.",
    )
    reason = fields.Text("Facts", required=True, help="事实和理由")

    def action_confirm(self):
        """Perform the act."""
        self.ensure_one()
        vals = {"end_reason": self.reason}
        if self.kind != "suspend":
            vals["end_ground"] = self[
                {
                    "revoke": "revocation_ground",
                    "withdraw": "withdrawal_ground",
                    "cancel": "cancellation_ground",
                }[self.kind]
            ]
        if self.kind != "suspend":
            vals["ended_on"] = hall_date()
        self.certificate_id._transition(
            self.kind,
            vals,
            payload={"ground": vals.get("end_ground") or ""},
            expected_revision=self.revision,
        )
        self._issue_decision(vals.get("end_ground"))
        return {"type": "ir.actions.act_window_close"}

    def _issue_decision(self, ground):
        certificate = self.certificate_id
        case = certificate.case_id
        # The step has checked who may take it; documents are issued by steps alone.
        case.sudo()._issue_document(
            DOCUMENTS[self.kind],
            {
                case.id: {
                    "证照编号": certificate.number,
                    "理由": self.reason,
                    "法律依据": self.env["yichuang.certificate"]._ground_words(
                        ground or "suspension"
                    ),
                    "陈述申辩情况": self.heard or "未提出陈述、申辩意见。",
                }
            },
        )
