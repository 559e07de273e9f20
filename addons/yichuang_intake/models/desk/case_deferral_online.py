from odoo import models

from ...tools.undertaking import Later


class Case(models.Model):
    """What may follow later in a single online application."""

    _inherit = "yichuang.case"

    def _lines_to_follow(self):
        """What was taken from the file is there."""
        return super()._lines_to_follow().filtered(lambda line: not line.on_file)

    def _later(self, lines):
        return [Later("", tuple(lines.mapped("name")), lines._deferral_days())]
