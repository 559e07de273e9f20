from odoo import models


class CalendarDay(models.Model):
    _inherit = "yichuang.calendar.day"

    def _rederive_clocks(self):
        super()._rederive_clocks()
        if self:
            since = min(self.mapped("date"))
            self.env["yichuang.delivery"].sudo()._rederive_again(since)
