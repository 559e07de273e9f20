from odoo import api, models

STEPS = {"certify": "制证", "place_at_exit": "出件", "deliver": "送达"}


class Case(models.Model):
    """The moves after the decision, as the exchange tells of them."""

    _inherit = "yichuang.case"

    @api.model
    def _exchange_steps(self):
        return {**super()._exchange_steps(), **STEPS}
