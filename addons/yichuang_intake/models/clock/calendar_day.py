from odoo import api, models


class CalendarDay(models.Model):
    _inherit = "yichuang.calendar.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._rederive_clocks()
        return days

    def write(self, vals):
        result = super().write(vals)
        if "is_worked" in vals:
            self._rederive_clocks()
        return result

    def _rederive_clocks(self):
        """A change of the calendar moves the due dates that it touches."""
        if self:
            self.env["yichuang.clock"]._rederive_running(min(self.mapped("date")))
