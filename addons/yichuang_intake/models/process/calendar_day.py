from odoo import models


class CalendarDay(models.Model):
    _inherit = "yichuang.calendar.day"

    def _rederive_clocks(self):
        """The days on which somebody may still be heard move with the calendar."""
        super()._rederive_clocks()
        if self:
            first = min(self.mapped("date"))
            for model in ("yichuang.hearing", "yichuang.interested.party"):
                self.env[model]._rederive_windows(first)
