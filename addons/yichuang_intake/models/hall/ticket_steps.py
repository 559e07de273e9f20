from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .ticket import minutes


class Ticket(models.Model):
    """What happens to a number once it is called."""

    _inherit = "yichuang.ticket"

    def _guard_mine(self, vals):
        for ticket in self:
            if ticket.user_id != self.env.user:
                raise UserError(
                    self.env._(
                        "%(ticket)s was called by %(user)s. Call one to your own "
                        "window.",
                        ticket=ticket.number,
                        user=ticket.user_id.name,
                    )
                )

    def _guard_called_enough(self, vals):
        for ticket in self:
            needed = ticket.company_id.queue_calls
            if ticket.calls < needed:
                raise UserError(
                    self.env._(
                        "%(ticket)s was called %(calls)s time(s). A number is passed "
                        "over after %(needed)s calls; call it again.",
                        ticket=ticket.number,
                        calls=ticket.calls,
                        needed=needed,
                    )
                )

    def _guard_today(self, vals):
        for ticket in self:
            if ticket.day != hall_date():
                raise UserError(
                    self.env._(
                        "%(ticket)s was taken on another day; its turn is over. Take a "
                        "new number.",
                        ticket=ticket.number,
                    )
                )

    def _guard_priority_reason(self, vals):
        reason = vals.get("priority_reason")
        if not reason or (
            reason == "other"
            and any(not (ticket.remark or "").strip() for ticket in self)
        ):
            raise UserError(
                self.env._(
                    "Whoever is called before others is so for a reason: choose it, "
                    "and write it in the remark where it is another one."
                )
            )

    def _guard_transfer(self, vals):
        window = self.env["yichuang.window"].browse(vals.get("for_window_id", ()))
        zone = self.env["yichuang.zone"].browse(vals.get("zone_id", ()))
        for ticket in self:
            if ticket.company_id != zone.company_id or (
                window
                and (window.company_id != zone.company_id or window == ticket.window_id)
            ):
                raise UserError(
                    self.env._(
                        "%(ticket)s is passed on to a zone or to another window of "
                        "this hall. Choose one.",
                        ticket=ticket.number,
                    )
                )
        self._check_somebody_calls(zone, window)

    def _check_somebody_calls(self, zone, window):
        """What is passed on is called, by that window or by some one of the zone."""
        if window and not window._shift_now():
            raise UserError(
                self.env._(
                    "%(window)s is closed: nobody calls a number there. Choose a "
                    "window that is open, or a zone.",
                    window=window.display_name,
                )
            )
        if window or zone._any_window_today():
            return
        for ticket in self:
            if ticket.department_id not in zone._organs_today():
                raise UserError(
                    self.env._(
                        "Every window of %(zone)s is an organ's own. Choose the window "
                        "that %(ticket)s is passed on to.",
                        zone=zone.name,
                        ticket=ticket.number,
                    )
                )

    def _values_recall(self, vals):
        vals["last_called_on"] = fields.Datetime.now()
        return {ticket.id: {"calls": ticket.calls + 1} for ticket in self}

    def _values_start(self, vals):
        vals["started_on"] = fields.Datetime.now()

    def _values_finish(self, vals):
        vals["ended_on"] = fields.Datetime.now()

    _values_miss = _values_leave = _values_expire = _values_finish

    def _values_requeue(self, vals):
        # Behind those who waited; what was waited until the first call stays.
        vals.update(queued_on=fields.Datetime.now(), calls=0, ended_on=False)
        vals.update(window_id=False, user_id=False, shift_id=False)

    def _values_transfer(self, vals):
        now = fields.Datetime.now()
        vals.update(window_id=False, user_id=False, shift_id=False, calls=0)
        vals["started_on"] = False
        window = self.env["yichuang.window"].browse(vals.get("for_window_id", ()))
        if window:
            # Where it stands today, whatever zone was named.
            vals["zone_id"] = window._shift_now().zone_id.id
        organs = self.env["yichuang.zone"].browse(vals["zone_id"])._organs_today()
        return {
            ticket.id: {
                # Elsewhere nobody calls for the organ that was chosen at the kiosk.
                "department_id": (ticket.department_id & organs).id,
                "transfers": ticket.transfers + 1,
                "handled_before": ticket.handled_before
                + minutes(ticket.started_on, now),
            }
            for ticket in self
        }

    def _values_prioritise(self, vals):
        vals["priority"] = "1"

    def _values_lapse(self, vals):
        vals["forgotten"] = True
        return {
            ticket.id: {"ended_on": ticket.started_on or ticket.last_called_on}
            for ticket in self
        }

    def _write_transition(self, transition, vals, by_id):
        windows = self.window_id
        super()._write_transition(transition, vals, by_id)
        self._announce(windows)

    def action_recall(self):
        """Call the number once more."""
        return self._step("recall")

    def action_start(self):
        """The person is at the window."""
        return self._step("start")

    def action_finish(self):
        """Everything they came for is done."""
        return self._step("finish")

    def action_miss(self):
        """Nobody came when called."""
        return self._step("miss")

    def action_requeue(self):
        """They have come after all: behind those who wait."""
        return self._step("requeue")

    def action_leave(self):
        """They have gone without being served."""
        return self._step("leave")

    def action_transfer(self):
        """Ask where to."""
        return self._dialog(
            "yichuang.ticket.transfer", self.env._("Pass On"), ticket_id=self.id
        )

    def action_prioritise(self):
        """Ask why they come before others."""
        return self._dialog(
            "yichuang.ticket.prioritise",
            self.env._("Call Before Others"),
            ticket_id=self.id,
        )

    def action_new_case(self):
        """A case for what they came for; one number, as many as they need."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.case",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {"default_ticket_id": self.id},
        }

    def action_view_cases(self):
        """The cases that came of this number."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cases"),
            "res_model": "yichuang.case",
            "view_mode": "list,form",
            "domain": [("ticket_id", "=", self.id)],
        }

    @api.model
    def _cron_expire(self):
        """Numbers nobody came back for end with their day."""
        stale = self.search(
            [("state", "in", ("waiting", "called")), ("day", "<", hall_date())]
        )
        for _zone, tickets in stale.grouped("zone_id").items():
            tickets._transition("expire")
