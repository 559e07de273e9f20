from odoo import api, models
from odoo.fields import Domain


class Theme(models.Model):
    _inherit = "yichuang.theme"

    @api.model
    def _guided(self):
        """The themes of this hall that the public is served by."""
        return Domain("state", "=", "published") & Domain(
            "company_id", "=", self.env.company.id
        )
