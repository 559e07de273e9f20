from odoo import models


class Notice(models.Model):
    """What the benchmark of a service says about the offers to a notice."""

    _inherit = "yichuang.market.notice"

    def _low_price_floor(self):
        return self.service_id._benchmark()[self.service_id.id]["floor"]
