from odoo import api, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment


class Ticket(models.Model):
    """What the screens of the hall show of a number, and that they are told."""

    _inherit = "yichuang.ticket"

    def _announce(self, windows=None):
        """Tell the screens of the zones and windows that something has changed.

        The message is the whole state, so that a screen that missed some is right
        with the next one. It goes out when the transaction ends well.

        :param windows: those the numbers were at before
        """
        # Screens show numbers and windows alone, whoever moved the queue.
        bus, tickets = self.env["bus.bus"].sudo(), self.sudo()
        for zone in tickets.zone_id:
            bus._sendone(zone._channel(), "yichuang_queue", zone._queue_state())
        moved = tickets.window_id | (windows or tickets.window_id).sudo()
        for window in moved:
            bus._sendone(window._channel(), "yichuang_queue", window._screen_state())

    def _call_state(self):
        """One call, as it is shown and read out."""
        self.ensure_one()
        return {
            "number": self.number,
            "window": self.window_id.number,
            "state": self.state,
            "time": hall_moment(self.last_called_on).strftime("%H:%M"),
            # A new value is a new call, to be read out once.
            "call": f"{self.id}/{self.last_called_on.isoformat()}",
            "spoken": self.env._(
                "Number %(number)s, please come to window %(window)s.",
                number=self._spelled(self.number),
                window=self._spelled(self.window_id.number),
            ),
        }

    @api.model
    def _spelled(self, number):
        """Character by character, as a number is read out."""
        return " ".join(number or "")
