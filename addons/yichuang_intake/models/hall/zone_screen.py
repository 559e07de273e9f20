from odoo import models
from odoo.exceptions import AccessError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

LAST_CALLS = 6


class Zone(models.Model):
    """The wall screen of a zone: numbers and windows, nobody's name."""

    _inherit = "yichuang.zone"

    def _channel(self):
        """The bus channel of the wall screen, as secret as its address."""
        self.ensure_one()
        return f"yichuang_queue_{self.wall_token}"

    def _queue_state(self):
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
            "title": self.name,
            "waiting": tickets.search_count([*today, ("state", "=", "waiting")]),
            "calls": [ticket._call_state() for ticket in called],
        }

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
        return self._open_page(f"/queue/{self.wall_token}")

    def action_open_kiosk(self):
        """Open the kiosk page."""
        self.check_access("write")
        return self._open_page(f"/queue/kiosk/{self.kiosk_token}")

    def _open_page(self, url):
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
