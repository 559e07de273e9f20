from odoo import models

from ...tools.undertaking import Later


class Case(models.Model):
    """What may follow later in a single online application."""

    _inherit = "yichuang.case"

    def _later(self, lines):
        return [Later("", tuple(lines.mapped("name")), lines._deferral_days())]
