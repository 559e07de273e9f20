from odoo import models


class SiteCheck(models.Model):
    """After the decision, a site check is the inspection of what was promised: by two
    officers as well, and not by those who took the case in."""

    _inherit = "yichuang.site.check"

    def _guard_open(self, vals):
        inspections = self.filtered(lambda check: check.case_id._awaits_inspection())
        inspections.case_id._guard_member({})
        super(SiteCheck, self - inspections)._guard_open(vals)
