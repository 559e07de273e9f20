from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import exchange_tables
from ...tools.hotline_orders import RESULT
from ..exchange.case import _moment

# What stands as the hotline wrote it down.
AS_IT_CAME = frozenset(
    {
        "number",
        "came_on",
        "kind",
        "content",
        "person",
        "phone",
        "anonymous",
        "asked_by_on",
    }
)


class Referral(models.Model):
    """An order that came by the exchange stands as the hotline wrote it, and what
    became of it is told to the hotline with the next package (办理结果反馈)."""

    _inherit = "yichuang.referral"

    _guarded_fields = frozenset({"partner_id", "order_digest"})

    partner_id = fields.Many2one(
        "yichuang.exchange.partner",
        "Handed Over By",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        help="交办单位: the hotline that handed it over by the exchange.",
    )
    order_digest = fields.Char(
        readonly=True, copy=False, help="SHA-256 of the order as it came."
    )
    window_id = fields.Many2one(
        "yichuang.window",
        "Window Concerned",
        ondelete="restrict",
        index="btree_not_null",
        help="被反映窗口",
    )
    asked_by_on = fields.Date(
        "Hotline Asks By",
        copy=False,
        help="热线要求办结日: where it is earlier than the hall's own day, it counts.",
    )

    def write(self, vals):
        touched = AS_IT_CAME & set(vals)
        if touched and not self._has_pass(vals) and self.partner_id:
            raise UserError(
                self.env._(
                    "What the hotline wrote stands as it came. Write your own words "
                    "into the subject or the answer."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_handed_over(self):
        if self.partner_id:
            raise UserError(
                self.env._(
                    "The hotline was told that the hall has this order. Take it on, "
                    "then answer it or hand it back."
                )
            )

    def _halls(self):
        return super()._halls() | self.window_id.company_id

    def _times(self):
        times = super()._times()
        for referral in self.filtered("asked_by_on"):
            asked, own = referral.asked_by_on, times[referral.id]
            for name, day in own.items():
                own[name] = min(day, asked)
        return times

    def _exchange_rows(self):
        """What became of these orders, for the hotline that handed them over.

        :returns: list of ``(referral, table, guid, row)``
        """
        return [
            (
                referral,
                RESULT,
                exchange_tables.guid(RESULT, referral.company_id.id, referral.number),
                exchange_tables.shaped(RESULT, referral._result()),
            )
            for referral in self
        ]

    def _result(self):
        self.ensure_one()
        # Whose it was is told; the caller is known to the hotline.
        organ = self.department_id.sudo()
        result = {"closed": "已办结", "returned": "已退回"}.get(self.state, "已延期")
        return {
            "order_no": self.number,
            "result": result,
            "org_code": organ.uscc,
            "org_name": organ.name,
            "contacted_on": _moment(self.contacted_on),
            "answered_on": _moment(self.fixed_on),
            "answer": self.fix_note,
            "called_back_on": _moment(self.checked_on),
            "call_back": self.check_note,
            "extended_to": self.extended_on and str(self.fix_due_on),
            "reason": self.hand_back_reason or self.extension_reason,
        }
