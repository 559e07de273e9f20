from odoo import SUPERUSER_ID, api, models

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
        tickets = self.sudo()
        tickets.zone_id._tell()
        (tickets.window_id | (windows or tickets.window_id).sudo())._tell()

    def _call_state(self):
        """One call, as it is shown and read out."""
        self.ensure_one()
        return {
            "number": self.number,
            "window": self.window_id.number,
            "state": self.state,
            "time": self._call_time(self.last_called_on),
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

    @api.model
    def _call_time(self, moment):
        return hall_moment(moment).strftime("%H:%M")

    def _phone_state(self):
        """What whoever holds the number sees."""
        self.ensure_one()
        here = self.state in ("called", "serving")
        return {
            "number": self.number,
            "state": self.state,
            "label": self._state_label(),
            "ahead": self._ahead(),
            "calls": [self._call_state()] if here else [],
        }

    def _give_up(self):
        """Leave the queue, as whoever holds the number may."""
        # The token was looked up by the caller; holders have no rights of their own.
        self.with_user(SUPERUSER_ID)._transition("leave", payload={"by": "holder"})

    def _reason_words(self):
        """Why it is called before others, as people read it."""
        reasons = dict(self._fields["priority_reason"]._description_selection(self.env))
        return reasons.get(self.priority_reason, "")

    def _counter_ticket(self):
        """The number in hand, for the clerk."""
        self.ensure_one()
        return {
            "id": self.id,
            "number": self.number,
            "state": self.state,
            "label": self._state_label(),
            "revision": self.revision,
            "calls": self.calls,
            "taken": self._call_time(self.taken_on),
            "since": self._call_time(self.started_on or self.last_called_on),
            "reason": self._reason_words(),
            "remark": self.remark or "",
            "cases": [
                {"id": case.id, "name": case.display_name} for case in self.case_ids
            ],
        }
