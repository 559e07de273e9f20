from odoo import models


class Referral(models.Model):
    """Matters of the hotline, as the figures count them."""

    _name = "yichuang.referral"
    _inherit = ["yichuang.referral", "yichuang.counted"]

    _came_idx = models.Index("(came_on)")
    _extended_idx = models.Index("(first_due_on) WHERE extended_on IS NOT NULL")
