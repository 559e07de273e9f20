from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

SHOWN = 8
CLERK = "yichuang_intake.group_clerk"


class WindowShift(models.Model):
    """The clerk's counter screen (窗口工作台): one number after the other."""

    _inherit = "yichuang.window.shift"

    @api.model
    def counter_state(self):
        """All that the counter screen of this person shows."""
        self.check_access("read")
        shift = self._of(self.env.user)
        if not shift:
            clerk = self.env.user.has_group(CLERK)
            windows = self.env["yichuang.window"]
            if clerk:
                windows = windows.search(self._openable())
            return {
                "shift": False,
                "clerk": clerk,
                "windows": [
                    {"id": window.id, "name": window.display_name} for window in windows
                ],
            }
        tickets = self.env["yichuang.ticket"]
        current = shift._current_ticket()
        waiting = tickets.search(
            Domain("zone_id", "=", shift.zone_id.id)
            & Domain("day", "=", hall_date())
            & Domain("state", "=", "waiting")
            & (
                Domain("for_window_id", "=", shift.window_id.id)
                | Domain("for_window_id", "=", False)
                & Domain("department_id", "=", shift.department_id.id)
            ),
            order="priority desc, queued_on, id",
            limit=SHOWN,
        )
        return {
            "shift": {
                "id": shift.id,
                "name": shift.window_id.display_name,
                "zone": shift.zone_id.name,
                "state": shift.state,
                "revision": shift.revision,
            },
            "channel": shift.zone_id._channel(),
            "ticket": bool(current) and current._counter_ticket(),
            "waiting": tickets._waiting_at(shift),
            "next": [
                {
                    "number": ticket.number,
                    "first": ticket.priority == "1",
                    "reason": ticket._reason_words(),
                    "since": ticket._call_time(ticket.taken_on),
                }
                for ticket in waiting
            ],
            "done": tickets.search_count(
                [("shift_id", "=", shift.id), ("state", "=", "done")]
            ),
        }

    @api.model
    def _openable(self):
        """Windows of the layout in force at which nobody sits."""
        company = self.env.company
        layout = self.env["yichuang.hall.layout"]._on(company, hall_date())
        taken = self.search([("state", "!=", "closed")]).window_id
        domain = [("company_id", "=", company.id), ("id", "not in", taken.ids)]
        if layout:
            domain.append(("id", "in", layout.line_ids.window_id.ids))
        return domain

    def action_call_next(self):
        """Call the next number to this window."""
        self.ensure_one()
        self.check_access("write")
        if not self.env["yichuang.ticket"]._call_next(self):
            raise UserError(self.env._("Nobody waits for your window."))
        return True
