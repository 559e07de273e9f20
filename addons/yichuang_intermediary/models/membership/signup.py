from odoo import api, models


class Signup(models.Model):
    """Who signs a firm up: its administrator and its bidders."""

    _inherit = "yichuang.market.signup"

    _member_roles = ("agency_admin", "agency_bidder")

    @api.model
    def _submit(self, notice, agency, *args, **kwargs):
        # The agency was found under the user's own rights; the role is asked here.
        agency.sudo()._check_acts(*self._member_roles)
        return super()._submit(notice, agency, *args, **kwargs)
