from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .contract import PORTAL, REVIEWER, RUNNING

UNSIGNED = ("to_sign", "to_confirm")


class Contract(models.Model):
    """Contracts that end early, or stand still in a dispute.

    Before signing a side may decline: the next reserve is awarded, and it counts for
    the credit of whoever declined. Later both sides agree on the end with a list of
    what is handed over, or the hall decides where one side is gone.
    """

    _inherit = "yichuang.market.contract"

    _transitions = (
        Transition(
            "decline",
            UNSIGNED,
            "terminated",
            groups=PORTAL,
            guards=("_guard_party", "_guard_end_reason"),
        ),
        Transition(
            "lapse",
            UNSIGNED,
            "terminated",
            groups=REVIEWER,
            guards=("_guard_signing_over", "_guard_end_reason", "_guard_end_fault"),
        ),
        Transition(
            "terminate",
            RUNNING,
            "terminated",
            groups=REVIEWER,
            guards=("_guard_end_reason", "_guard_handed_list", "_guard_end_fault"),
        ),
        Transition("dispute", RUNNING, "disputed", system=True),
        *(
            Transition(f"settle_{state}", "disputed", state, system=True)
            for state in RUNNING
        ),
    )
    _guarded_fields = frozenset(
        {"ended_on", "end_reason", "end_fault", "handed_list", "state_before"}
    )

    ended_on = fields.Date("Ended Early", readonly=True, copy=False, help="提前终止日")
    end_reason = fields.Text(
        "Why It Ended", readonly=True, copy=False, help="终止原因, published."
    )
    end_fault = fields.Selection(
        [("owner", "Owner"), ("agency", "Agency"), ("none", "Nobody")],
        "Ended Through",
        readonly=True,
        copy=False,
        help="责任方: through whom it ended.",
    )
    handed_list = fields.Text(
        "Hand-over List",
        readonly=True,
        copy=False,
        help="移交清单: data, drafts and results that change hands.",
    )
    state_before = fields.Char(
        "State Before the Dispute", readonly=True, copy=False, help="争议前状态"
    )

    def _guard_end_reason(self, vals):
        if not (vals.get("end_reason") or "").strip():
            raise UserError(self.env._("State the reason: it is published."))

    def _guard_end_fault(self, vals):
        if not vals.get("end_fault"):
            raise UserError(
                self.env._("Say through whom it ended: owner, agency or nobody.")
            )

    def _guard_handed_list(self, vals):
        if not (vals.get("handed_list") or "").strip():
            raise UserError(
                self.env._(
                    "List what is handed over: data, drafts, results, payments. "
                    "Whoever takes over goes by it."
                )
            )

    def _guard_signing_over(self, _vals):
        today = self._today()
        for contract in self:
            if today <= contract.sign_by:
                raise UserError(
                    self.env._(
                        "%(contract)s may be signed until %(date)s (政府采购法 Art. "
                        "46).",
                        contract=contract.number,
                        date=contract.sign_by,
                    )
                )

    def _decline(self, reason):
        """Do not sign; for the portal of either side."""
        self._guard_party({})
        return self._transition(
            "decline", {"end_reason": reason, "end_fault": self._own_side()}
        )

    def _end_values(self):
        today = self._today()
        return {contract.id: {"ended_on": today} for contract in self}

    def _values_decline(self, _vals):
        return self._end_values()

    def _values_lapse(self, _vals):
        return self._end_values()

    def _values_terminate(self, _vals):
        return self._end_values()

    def _after_decline(self, _vals):
        self._end_unsigned("declined")

    def _after_lapse(self, _vals):
        self._end_unsigned("no_contract")

    def _end_unsigned(self, code):
        self._note("end")
        for contract in self:
            if contract.end_fault == "agency":
                contract._note_fault(code)
            contract._tell(contract._partners(), "ended")
        # The place of a contract is free for the next only when it is written.
        self.flush_recordset(["state"])
        for contract in self:
            if contract.end_fault == "owner":
                contract.notice_id.sudo().with_user(SUPERUSER_ID)._transition(
                    "leave_unsigned", {"fail_reason": contract.end_reason}
                )
            else:
                contract.notice_id._pass_to_reserve(contract.end_reason)

    def _after_terminate(self, _vals):
        self._note("end")
        for contract in self:
            if contract.end_fault == "agency":
                contract._note_fault("terminated")
            contract._tell(contract._partners(), "ended")

    def _note_fault(self, code):
        self.agency_id.sudo()._note_credit(
            code,
            self.env._(
                "%(contract)s: %(reason)s",
                contract=self.number,
                reason=self.end_reason,
            ),
        )

    def _stand_still(self):
        """A dispute about these contracts was admitted: their deadlines pause."""
        for contract in self.sudo().filtered(lambda one: one.state in RUNNING):
            contract.with_user(SUPERUSER_ID)._transition(
                "dispute", {"state_before": contract.state}
            )
            contract._note("dispute")

    def _go_on(self):
        """The dispute is decided: the contracts go on where they stood."""
        for contract in self.sudo().filtered(lambda one: one.state == "disputed"):
            contract.with_user(SUPERUSER_ID)._transition(
                f"settle_{contract.state_before}", {"state_before": False}
            )
            contract._note("settle")

    def action_lapse(self):
        """Ask for the reason before the signing is over for good."""
        return self._ask_end("lapse")

    def action_terminate(self):
        """Ask for reason and hand-over list before the contract ends."""
        return self._ask_end("terminate")

    def _ask_end(self, step):
        self._check_staff()
        return self._dialog(
            "yichuang.market.contract.ending",
            self.env._("End of the Contract"),
            contract_id=self.id,
            step=step,
        )
