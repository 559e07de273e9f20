from time import time

from odoo import models
from odoo.exceptions import AccessError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

LAST_CALLS = 6


class Zone(models.Model):
    """The wall screen of a zone: numbers and windows, nobody's name."""

    _name = "yichuang.zone"
    _inherit = ["yichuang.zone", "yichuang.queue.screen"]
    _screen_token = "wall_token"
    _screen_path = "/queue/"

    def _screen_state(self):
        """Last calls, newest first, and how many wait."""
        self.ensure_one()
        tickets = self.env["yichuang.ticket"]
        today = [("zone_id", "=", self.id), ("day", "=", hall_date())]
        called = tickets.search(
            [*today, ("state", "in", ("called", "serving"))],
            order="last_called_on desc, id desc",
            limit=LAST_CALLS,
        )
        return {
            "at": time(),
            "title": self.name,
            "waiting": tickets.search_count([*today, ("state", "=", "waiting")]),
            "calls": [ticket._call_state() for ticket in called],
        }

    def _lines_today(self):
        """The windows of the zone today, by the layout in force."""
        self.ensure_one()
        layout = self.env["yichuang.hall.layout"]._on(self.company_id, hall_date())
        if not layout:
            return self.window_ids
        return layout.line_ids.filtered(lambda line: line.zone_id == self)

    def _organs_today(self):
        """The organs that have a window of their own in this zone today."""
        return self._lines_today().department_id

    def _any_window_today(self):
        """Whether a number without an organ is called by some window today."""
        lines = self._lines_today()
        return not lines or any(line.kind != "department" for line in lines)

    def action_take_ticket(self):
        """A number for somebody at the guide desk."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("yichuang_intake.group_clerk"):
            raise AccessError(
                self.env._("Numbers are handed out by the clerks of the hall.")
            )
        # Numbers are created by this step alone.
        ticket = self.env["yichuang.ticket"].sudo()._take(self, "desk")
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.ticket",
            "res_id": ticket.id,
            "views": [(False, "form")],
        }

    def action_open_wall(self):
        """Open the wall screen."""
        return self._open_page(self._screen_url())

    def action_open_kiosk(self):
        """Open the kiosk page."""
        self.check_access("write")
        return self._open_page(f"/queue/kiosk/{self.kiosk_token}")
