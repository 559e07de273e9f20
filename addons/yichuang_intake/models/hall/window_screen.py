from time import time

from odoo import models


class Window(models.Model):
    """The screen above a window: its number, and whose turn it is."""

    _name = "yichuang.window"
    _inherit = ["yichuang.window", "yichuang.queue.screen"]
    _screen_token = "screen_token"
    _screen_path = "/queue/window/"

    def _screen_state(self):
        """The number at the window, and whether it is open."""
        self.ensure_one()
        shift = self._shift_now()
        ticket = shift and shift._current_ticket()
        return {
            "at": time(),
            "title": self.display_name,
            "state": shift.state or "closed",
            "calls": [ticket._call_state()] if ticket else [],
        }

    def action_open_screen(self):
        """Open the screen above the window."""
        return self._open_page(self._screen_url())
