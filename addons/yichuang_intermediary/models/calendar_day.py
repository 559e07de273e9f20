from odoo import api, models


class CalendarDay(models.Model):
    _inherit = "yichuang.calendar.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._rederive_contracts()
        return days

    def write(self, vals):
        result = super().write(vals)
        if "is_worked" in vals:
            self._rederive_contracts()
        return result

    def _rederive_contracts(self):
        """A change of the calendar moves the due dates that it touches."""
        if self:
            since = min(self.mapped("date"))
            self.env["yichuang.market.contract"].sudo()._rederive_due(since)
