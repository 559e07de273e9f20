from odoo import models


class Contract(models.Model):
    """Each step of a contract stands in the history of its case."""

    _inherit = "yichuang.market.contract"

    def _call_hook(self, name, vals):
        result = super()._call_hook(name, vals)
        if name.startswith("_after_"):
            self.notice_id._tell_case()
        return result
