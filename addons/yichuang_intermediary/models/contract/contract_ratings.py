from odoo import fields, models

from .contract import SIDES


class Contract(models.Model):
    """What both sides of a contract said of each other."""

    _inherit = "yichuang.market.contract"

    rating_ids = fields.One2many(
        "yichuang.market.rating", "contract_id", "Ratings", readonly=True
    )

    def _rated(self):
        """Whether both sides have spoken."""
        return len(self.sudo().rating_ids) == len(SIDES)
