from odoo import models
from odoo.exceptions import UserError


class Notice(models.Model):
    """Who buys for a firm, and up to what price."""

    _inherit = "yichuang.market.notice"

    _added_guards = {"submit": ("_guard_member_limit",)}
    _member_roles = ("owner_admin", "owner_purchaser")

    def _guard_member_limit(self, _vals):
        limit = self.env.user._market_limit_fen()
        for notice in self:
            if limit and notice.amount_fen > limit:
                raise UserError(
                    self.env._(
                        "Your firm lets you buy for %(limit)s yuan at most, and "
                        "this is %(amount)s. Ask a colleague with a higher limit to "
                        "hand it in.",
                        limit=f"{limit / 100:.2f}",
                        amount=f"{notice.amount_fen / 100:.2f}",
                    )
                )
