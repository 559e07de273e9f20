from odoo import SUPERUSER_ID, api, models

from ...tools.service_clock import LEVELS
from .request import ESCALATED


class Contract(models.Model):
    """What happens to contracts by itself: warnings, the end of suspensions,
    unanswered requests, unanswered work, the end of rating."""

    _inherit = "yichuang.market.contract"

    @api.model
    def _cron_sweep(self):
        """Do what is due; late, twice or on several workers it comes to the same."""
        today = self._today()
        requests = self.env["yichuang.market.request"]
        ratings = self.env["yichuang.market.rating"]
        sweep = self.env["yichuang.market.notice"]._advance_each
        sweep(
            self.search([("state", "=", "active"), ("tell_on", "<=", today)]),
            lambda contract: contract._warn(),
        )
        sweep(
            self.search([("state", "=", "suspended"), ("paused_until", "<", today)]),
            lambda contract: contract._resume_by_itself(),
        )
        sweep(
            requests.search(
                [
                    ("state", "=", "asked"),
                    ("kind", "in", ESCALATED),
                    ("answer_by", "<", today),
                ]
            ),
            lambda request: request.with_user(SUPERUSER_ID)._transition("escalate"),
        )
        sweep(
            self.search(
                [
                    ("state", "=", "delivered"),
                    ("accept_by", "<", today),
                    ("escalated_on", "=", False),
                ]
            ),
            lambda contract: contract._escalate_acceptance(),
        )
        sweep(
            ratings.search(
                [("visible", "=", False), ("contract_id.rate_by", "<", today)]
            ),
            lambda rating: rating._open(),
        )
        sweep(
            self.search([("state", "=", "accepted")]).filtered(
                lambda contract: contract._may_close(today)
            ),
            lambda contract: contract.with_user(SUPERUSER_ID)._transition("close"),
        )

    def _warn(self):
        """Tell both sides how much of the time is used, each level once."""
        self._lock_once()
        if self.tell_on and self.tell_on <= self._today():
            used, limit = self._days_worked(), self._time_limit()
            reached = [level for level in LEVELS if used * 100 >= level * limit]
            level = max(reached, default=self.told_level)
            if level > self.told_level:
                self._write_guarded({"told_level": level})
                self._log_event("warn", {"level": level})
                self._tell(self._partners(), "warned", mark=f"level/{level}")
            self._derive_due()

    def _resume_by_itself(self):
        self._resume()
        self._tell(self._partners(), "resumed")

    def _escalate_acceptance(self):
        """The owner did not answer: the hall is told, and nothing is accepted."""
        self._lock_once()
        if self.state == "delivered" and not self.escalated_on:
            self._write_guarded({"escalated_on": self._today()})
            self._log_event("escalate", {"accept_by": self.accept_by})
            self._tell(self._partners(), "unanswered")

    def _may_close(self, today):
        return self._paid_up() and (self._rated() or self.rate_by < today)

    def _lock_once(self):
        self._lock()
        self.invalidate_recordset()
