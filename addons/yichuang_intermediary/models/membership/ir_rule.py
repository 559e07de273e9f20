from odoo import models
from odoo.fields import Domain

MARKET = "yichuang.market."


class IrRule(models.Model):
    """Portal users who are not members of their firm have no rights in the market but a
    visitor's, whatever the rules of its models give their company.

    This stands in one place, so that no model of the market can be forgotten, and is
    asked live: domains of rules are cached, a revocation must not be.
    """

    _inherit = "ir.rule"

    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        user = self.env.user
        if (
            not self.env.su
            and model_name.startswith(MARKET)
            and user._is_portal()
            and user._market_shut_out()
        ):
            return Domain.FALSE
        return domain
