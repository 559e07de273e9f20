from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError

from ...tools.contract_law import room_for_change, room_for_extension
from ...tools.money import fen_text


class Request(models.Model):
    """What may be asked for in a contract, when, and how much of it; each kind is
    judged when it is asked and again when it is granted."""

    _inherit = "yichuang.market.request"

    def _guard_possible(self):
        """What may be asked for, when, and how much of it."""
        for request in self:
            getattr(request, f"_check_{request.kind}")()

    def _guard_still_possible(self, _vals):
        for request in self.sudo():
            request.with_context(answering=request.id)._guard_possible()

    def _check_state(self, states):
        contract = self.contract_id
        if contract.state not in states:
            raise UserError(
                self.env._(
                    "%(contract)s is “%(state)s”: this cannot be asked for now.",
                    contract=contract.number,
                    state=contract._state_label(),
                )
            )

    def _granted(self):
        """Requests of this kind granted before in the same contract."""
        return self.search(
            [
                ("contract_id", "=", self.contract_id.id),
                ("kind", "=", self.kind),
                ("state", "=", "granted"),
            ]
        )

    def _check_extension(self):
        contract = self.contract_id
        self._check_state(("active",))
        if self.side != "agency":
            raise UserError(self.env._("More time is asked for by the agency."))
        due = contract.due_on
        if due and self.asked_on > due:
            raise UserError(
                self.env._(
                    "The service was due on %(date)s. More time is asked for before "
                    "that day; what comes later is late.",
                    date=due,
                )
            )
        room = room_for_extension(contract.days, self._granted().mapped("days"))
        if not 0 < self.days <= room:
            raise UserError(
                self.env._(
                    "At most %(days)s working days can still be added: half the agreed "
                    "time in all, twice at most.",
                    days=room,
                )
            )

    def _check_suspension(self):
        contract = self.contract_id
        self._check_state(("active",))
        today = self._today()
        longest = today + timedelta(days=contract.company_id.market_pause_days)
        if not self.ground:
            raise UserError(self.env._("Choose what the suspension is for."))
        if not self.until_on or not today < self.until_on <= longest:
            raise UserError(
                self.env._(
                    "A suspension runs from the day it is agreed on, never backwards, "
                    "until %(date)s at the longest.",
                    date=longest,
                )
            )
        if contract.open_segment_id.kind != "work":
            raise UserError(
                self.env._("The service time does not run, so it cannot be stopped.")
            )

    def _check_change(self):
        contract = self.contract_id
        self._check_state(("active", "suspended", "rework", "delivered"))
        granted = self._granted().mapped("change_fen")
        room = room_for_change(contract.amount_fen, granted)
        if not 0 < abs(self.change_fen) <= room:
            raise UserError(
                self.env._(
                    "The price can still be changed by %(room)s yuan: all changes "
                    "together are a tenth of the contract at most (政府采购法 Art. "
                    "49). More is a new notice.",
                    room=fen_text(max(room, 0)),
                )
            )

    def _check_termination(self):
        self._check_state(("active", "suspended", "rework", "delivered"))
        if not (self.handed_list or "").strip():
            raise UserError(
                self.env._(
                    "List what is handed over: data, drafts, results, payments. "
                    "Whoever takes over goes by it."
                )
            )

    def _guard_evidence(self):
        for request in self:
            if request.kind == "suspension" and not request.file_ids:
                raise UserError(
                    self.env._("A suspension needs a document that shows its ground.")
                )
