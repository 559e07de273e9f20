from odoo import api, models


class CalendarDay(models.Model):
    _inherit = "yichuang.calendar.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._rederive_clocks()
        return days

    def write(self, vals):
        first = min(self.mapped("date"), default=None)
        result = super().write(vals)
        self._rederive_clocks(first)
        return result

    def unlink(self):
        first = min(self.mapped("date"), default=None)
        result = super().unlink()
        self._rederive_clocks(first)
        return result

    def _rederive_clocks(self, first=None):
        """A change of the calendar moves the due dates that it touches."""
        days = self.exists().mapped("date")
        first = min([*days, *([first] if first else [])], default=None)
        if first:
            self.env["yichuang.clock"]._rederive_running(first)
