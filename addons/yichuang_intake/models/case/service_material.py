from odoo import models

from ...tools.licensing_law import DEFERRAL_DAYS


class ServiceMaterial(models.Model):
    _inherit = "yichuang.service.material"

    def _deferral_days(self):
        """In how many working days these are handed in, where they follow later."""
        return min(line.defer_days or DEFERRAL_DAYS for line in self)
