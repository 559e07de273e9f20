from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_moment


class Document(models.AbstractModel):
    """What all documents of the market share: the clock that judges them, and the
    door between the hall and the portal."""

    _name = "yichuang.market.document"
    _description = "Document of the intermediary market"

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
    def _moment_text(self, moment):
        """A moment for people, as the hall's wall clock shows it."""
        return f"{hall_moment(moment):%Y-%m-%d %H:%M:%S}"

    @api.model
    def _workdays(self):
        return self.env["yichuang.calendar.day"]._workdays()

    def _check_staff(self):
        """The hall's buttons are for the hall, also where the portal may read."""
        if not self.env.user._is_internal():
            raise AccessError(
                self.env._("This is done in the hall. On the portal use My Market.")
            )
        self.check_access("read")
