from odoo import models


class Contract(models.Model):
    """Who binds a firm: the owner's confirmer, the agency's administrator."""

    _inherit = "yichuang.market.contract"

    def _roles_for(self, _name):
        # The parties to their own contract; which of them the user is, is asked here.
        if self.sudo().owner_id == self.env.user._market_firm():
            return ("owner_admin", "owner_confirmer")
        return ("agency_admin",)
