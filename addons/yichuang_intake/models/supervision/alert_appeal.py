from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.supervision import APPEAL_DAYS
from .alert import CONCERNED, SUPERVISOR


class Alert(models.Model):
    """A card may be wrong: the one concerned appeals (申诉) in time and with reasons,
    and a supervisor who had no part in it upholds or withdraws it, with reasons. A
    withdrawn card stays to be read and counts no more."""

    _inherit = "yichuang.alert"

    _transitions = (
        Transition(
            "appeal",
            ("raised", "sent", "answered"),
            "appealed",
            groups=CONCERNED,
            guards=("_guard_concerned", "_guard_appeal"),
        ),
        Transition(
            "uphold",
            "appealed",
            "upheld",
            groups=SUPERVISOR,
            guards=("_guard_ruling", "_guard_other_judge", "_guard_not_one_own"),
        ),
        Transition(
            "withdraw",
            "appealed",
            "withdrawn",
            groups=SUPERVISOR,
            guards=("_guard_ruling", "_guard_other_judge", "_guard_not_one_own"),
        ),
    )
    _guarded_fields = frozenset(
        {"appeal", "appealed_on", "appealed_by_id"}
        | {"ruling", "ruled_on", "ruled_by_id"}
    )

    appeal = fields.Text(
        "Reasons of the Appeal", readonly=True, copy=False, help="申诉理由"
    )
    appealed_on = fields.Datetime(readonly=True, copy=False, help="申诉时间")
    appealed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    ruling = fields.Text(readonly=True, copy=False, help="申诉处理意见")
    ruled_on = fields.Datetime(readonly=True, copy=False)
    ruled_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    def _guard_appeal(self, vals):
        if not (vals.get("appeal") or "").strip():
            raise UserError(self.env._("Write why the card is wrong."))
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for alert in self:
            if alert.ruled_on:
                raise UserError(
                    self.env._(
                        "An appeal against %(card)s was decided; there is no second "
                        "one. Answer the letter.",
                        card=alert.display_name,
                    )
                )
            last = workdays.add(hall_date(alert.raised_on), APPEAL_DAYS).date
            if hall_date() > last:
                raise UserError(
                    self.env._(
                        "An appeal against %(card)s was possible until %(day)s. "
                        "Answer the letter and say in it what you object to.",
                        card=alert.display_name,
                        day=last,
                    )
                )

    def _guard_ruling(self, vals):
        if not (vals.get("ruling") or "").strip():
            raise UserError(self.env._("The decision on an appeal states its reasons."))

    def _guard_other_judge(self, vals):
        for alert in self:
            if self.env.user in alert.letter_by_id | alert.appealed_by_id:
                raise UserError(
                    self.env._(
                        "You sent the letter or made the appeal on %(card)s. Another "
                        "supervisor decides on it.",
                        card=alert.display_name,
                    )
                )

    def _values_appeal(self, vals):
        vals.update(appealed_on=fields.Datetime.now(), appealed_by_id=self.env.uid)

    def _values_uphold(self, vals):
        vals.update(ruled_on=fields.Datetime.now(), ruled_by_id=self.env.uid)

    def _values_withdraw(self, vals):
        self._values_uphold(vals)

    def action_appeal(self):
        """Ask why the card is wrong."""
        return self._ask("appeal", self.env._("Appeal"))

    def action_uphold(self):
        """Ask why the card stands."""
        return self._ask("uphold", self.env._("Uphold the Card"))

    def action_withdraw(self):
        """Ask why the card is withdrawn."""
        return self._ask("withdraw", self.env._("Withdraw the Card"))
