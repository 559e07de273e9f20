from odoo import models

ACTING = ("active",)


class ResUsers(models.Model):
    """What a portal user may do in the market, and for whom.

    Asked anew with every step: a role taken away is gone with the next request.
    """

    _inherit = "res.users"

    def _market_firm(self):
        """The company the user belongs to, or the person alone."""
        # A portal user need not be able to read its own company.
        return self.sudo().partner_id.commercial_partner_id.with_env(self.env)

    def _market_members(self):
        """The rows of the firm's register: all of them, and the user's live ones."""
        self.ensure_one()
        # Whether there is a register at all must be known to those who are not in it.
        rows = self.env["yichuang.market.member"].sudo()
        firm = self._market_firm()
        own = rows.search(
            [
                ("partner_id", "=", firm.id),
                ("user_id", "=", self.id),
                ("state", "in", ACTING),
            ]
        )
        kept = own or rows.search([("partner_id", "=", firm.id)], limit=1)
        return kept, own

    def _market_may(self, *roles):
        """Whether the user has one of the roles; all of them where the firm keeps no
        register of members."""
        kept, own = self._market_members()
        return not kept or bool(own.filtered(lambda line: line.role in roles))

    def _market_shut_out(self):
        """Whether the user's firm keeps a register and the user is not in it."""
        kept, own = self._market_members()
        return bool(kept) and not own

    def _market_limit_fen(self):
        """Up to what price the user may buy; 0 for no limit."""
        _kept, own = self._market_members()
        buying = own.filtered(
            lambda line: line.role in ("owner_admin", "owner_purchaser")
        )
        if not buying or any(not line.limit_fen for line in buying):
            return 0
        return max(buying.mapped("limit_fen"))
