from odoo import fields, models
from odoo.exceptions import UserError

MOST_REPEATS = 2


class Notice(models.Model):
    """The chain of notices for one need: announced again when it failed (流标重发)."""

    _inherit = "yichuang.market.notice"

    previous_id = fields.Many2one(
        "yichuang.market.notice",
        "Announced Before As",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="上一次公告",
    )
    repeat_number = fields.Integer(
        "Repeats", readonly=True, copy=False, help="重新公告次数"
    )
    next_ids = fields.One2many(
        "yichuang.market.notice", "previous_id", "Announced Again As"
    )

    _guarded_fields = frozenset({"previous_id", "repeat_number"})

    def _repeat(self):
        """Draft the next notice of a failed one; the content can be changed in it.

        :raises UserError: not failed, announced again already, or too often
        """
        self.ensure_one()
        self._guard_owner({})
        if self.state != "failed":
            raise UserError(
                self.env._("Only a notice that has failed is announced again.")
            )
        if self.next_ids.filtered(lambda notice: notice.state != "cancelled"):
            raise UserError(self.env._("This notice has been announced again already."))
        if self.repeat_number >= MOST_REPEATS:
            raise UserError(
                self.env._(
                    "The need has been announced %(times)s times. Look why nobody "
                    "comes: %(diagnosis)s",
                    times=self.repeat_number + 1,
                    diagnosis=self._diagnosis(),
                )
            )
        plan = {
            name: self._default_plan(name)
            for name in ("sign_close", "reveal_until", "event_on", "event_label")
        }
        notice = self.copy(plan)
        notice._write_guarded(
            {"previous_id": self.id, "repeat_number": self.repeat_number + 1}
        )
        return notice

    def _diagnosis(self):
        """Why a notice may find nobody, in words."""
        self.ensure_one()
        reasons = []
        number = len(self._fitting_agencies())
        if number < 5:
            reasons.append(
                self.env._(
                    "only %(number)s agencies meet the conditions", number=number
                )
            )
        if self.service_id.standard_days > self.days:
            reasons.append(
                self.env._(
                    "%(days)s working days are less than the usual %(usual)s",
                    days=self.days,
                    usual=self.service_id.standard_days,
                )
            )
        usual = self._usual_price_fen()
        if usual and self.amount_fen < usual:
            reasons.append(
                self.env._("the price is below a quarter of what was paid before")
            )
        return "; ".join(reasons) or self.env._("no single cause stands out")

    def _usual_price_fen(self):
        """The lower quartile of what was awarded for the service in two years; none
        below five awards."""
        self.ensure_one()
        # Amounts of other owners' awards enter as a figure that names nobody.
        awards = self.sudo().search(
            [
                ("service_id", "=", self.service_id.id),
                ("state", "in", ("awarded", "contracted")),
                ("award_fen", ">", 0),
            ],
            order="award_fen",
        )
        prices = awards.mapped("award_fen")
        return prices[len(prices) // 4] if len(prices) >= 5 else 0
