from odoo import api, models
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.tools import SQL


class Clock(models.AbstractModel):
    """Time as the market judges it: by the database, in the hall's days."""

    _name = "yichuang.market.clock"
    _description = "Clock of the intermediary market"

    @api.model
    def _now(self):
        """The wall clock of the database, UTC, to the microsecond: one clock for all
        servers and, unlike the transaction's time, never earlier than now."""
        [(now,)] = self.env.execute_query(
            SQL("SELECT clock_timestamp() AT TIME ZONE 'UTC'")
        )
        return now

    @api.model
    def _today(self):
        """The hall's day by that clock."""
        return hall_date(self._now())

    @api.model
    def _workdays(self):
        return self.env["yichuang.calendar.day"]._workdays()
