from odoo import models


class Window(models.Model):
    """The screen above a window: its number, and whose turn it is."""

    _inherit = "yichuang.window"

    def _channel(self):
        """The bus channel of the screen, as secret as its address."""
        self.ensure_one()
        return f"yichuang_window_{self.screen_token}"

    def _screen_state(self):
        """The number at the window, and whether it is open."""
        self.ensure_one()
        shift = self.env["yichuang.window.shift"].search(
            [("window_id", "=", self.id), ("state", "!=", "closed")], limit=1
        )
        ticket = shift and shift._current_ticket()
        return {
            "title": self.display_name,
            "state": shift.state or "closed",
            "calls": [ticket._call_state()] if ticket else [],
        }

    def action_open_screen(self):
        """Open the screen above the window."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/queue/window/{self.screen_token}",
            "target": "new",
        }
