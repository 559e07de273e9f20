from odoo import SUPERUSER_ID, models

from ...tools import choice_modes


class Notice(models.Model):
    """Selection among the invited (邀请): of the qualified who signed up at least three
    are drawn, and only their offers are ever opened (政府采购法 Art. 34)."""

    _inherit = "yichuang.market.notice"

    def _waits_for_invitation(self):
        """Whether it must still be drawn who is invited."""
        self.ensure_one()
        return (
            self.mode == "invited"
            and self.state == "closed"
            and self._first_draw().state != "drawn"
        )

    def _first_draw(self):
        return self.draw_ids.filtered(lambda draw: draw.round == 1)

    def _invited_names(self):
        """USCC of those who are invited, by the first draw; a further round is held
        among them."""
        self.ensure_one()
        draw = self._first_draw()
        return choice_modes.invited(self._listed_names(), self.invite_count, draw._tie)

    def _leave_out_uninvited(self):
        """Pass over who was not drawn to be invited, and destroy what they sealed."""
        for notice in self._in_public_language():
            if notice.mode != "invited" or notice.state != "closed":
                continue
            names = notice._invited_names()
            left_out = notice.signup_ids.filtered(
                lambda signup, names=names: (
                    signup.state == "valid" and signup.agency_id.uscc not in names
                )
            )
            left_out.with_user(SUPERUSER_ID)._transition(
                "pass_over", {"reason": notice._out_text("not_invited")}
            )
            left_out._destroy_sealed()
