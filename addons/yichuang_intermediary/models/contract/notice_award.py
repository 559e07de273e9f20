from odoo import SUPERUSER_ID, models

from odoo.addons.yichuang_catalog.tools.transition import Transition


class Notice(models.Model):
    """What was awarded, and what happens when the winner does not sign: the next
    reserve takes its place (招标投标法实施条例 Art. 55)."""

    _inherit = "yichuang.market.notice"

    _transitions = (
        Transition("award_reserve", "awarded", "awarded", system=True),
        Transition("leave_unsigned", "awarded", "failed", system=True),
    )

    def _reserves(self):
        """The sign-ups that may still take the winner's place, in their order."""
        self.ensure_one()
        return (
            self.sudo()
            .signup_ids.filtered(lambda signup: signup.state == "reserve")
            .sorted("position")
        )

    def _pass_to_reserve(self, reason):
        """The winner does not sign: award the next reserve, or end the notice.

        :param reason: why, as it is published
        """
        notices = self.sudo().with_user(SUPERUSER_ID)
        for notice in notices:
            notice.signup_ids.filtered(
                lambda signup: signup.state == "winner"
            )._transition("decline", {"reason": reason})
            reserve = notice._reserves()[:1]
            if not reserve:
                notice._transition("leave_unsigned", {"fail_reason": reason})
                continue
            terms = notice._award_values(reserve)
            reserve._transition("step_up")
            notice._transition(
                "award_reserve",
                {"winner_id": reserve.agency_id.id, **terms},
                payload={"reason": reason},
            )

    def _values_award_reserve(self, _vals):
        today = self._today()
        numbers = self.env["yichuang.counter"]._next(
            f"market.letter.{today.year}", len(self)
        )
        return {
            notice.id: {
                "awarded_on": today,
                "letter_number": f"ZX-{today.year}-{number:06d}",
            }
            for notice, number in zip(self, numbers, strict=True)
        }

    def _after_award_reserve(self, _vals):
        self.env["yichuang.market.contract"].sudo()._draw_up(self.sudo())
        self._tell_agencies(self.winner_id, "awarded")

    def _after_leave_unsigned(self, _vals):
        self._tell_agencies(self.sudo().signup_ids.agency_id, "failed")
