from odoo import models


class ReceptionBundle(models.Model):
    """What a point sent is with the hall once it has arrived."""

    _inherit = "yichuang.reception.bundle"

    def _after_arrive(self, vals):
        super()._after_arrive(vals)
        self.case_ids._papers_with("hall")
