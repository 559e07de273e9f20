from odoo import models


class WindowShift(models.Model):
    """Hours at the windows, as the figures count them."""

    _name = "yichuang.window.shift"
    _inherit = ["yichuang.window.shift", "yichuang.counted"]

    _opened_idx = models.Index("(opened_on)")
