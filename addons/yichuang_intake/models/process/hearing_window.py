from odoo import api, models

from ...tools.hearing import request_until


class Hearing(models.Model):
    """The window in which a hearing may be requested, when the calendar changes."""

    _inherit = "yichuang.hearing"

    @api.model
    def _rederive_windows(self, first):
        """Derive the open windows that end on or after a changed day anew.

        A window gets longer, never shorter: whoever was told of a day relies on it.

        :param first: the first day that changed
        """
        workdays = self.env["yichuang.calendar.day"]._workdays()
        # Whoever keeps the calendar need not see hearings.
        open_windows = self.sudo().search(
            [
                ("state", "=", "told"),
                ("kind", "=", "interest"),
                ("request_until", ">=", first),
            ]
        )
        for hearing in open_windows:
            end = request_until(hearing.told_on, workdays, hearing._unit())
            moved = {
                "request_until": max(end.date, hearing.request_until),
                "provisional": end.provisional,
            }
            if any(hearing[name] != value for name, value in moved.items()):
                hearing._write_guarded(moved)
