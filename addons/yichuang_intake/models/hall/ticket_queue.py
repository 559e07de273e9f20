from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

DIGITS = 3


class Ticket(models.Model):
    """Taking a number and calling the next one."""

    _inherit = "yichuang.ticket"

    @api.model
    def _take(self, zone, channel, **vals):
        """A new number at the end of the queue of ``zone``.

        The caller has made sure that whoever asks may take one there.
        """
        now = fields.Datetime.now()
        day = hall_date(now)
        if not vals.get("priority_reason"):
            vals.pop("priority_reason", None)
        [serial] = self.env["yichuang.counter"]._next(f"ticket/{zone.id}/{day}")
        company = zone.company_id
        ticket = self._create_guarded(
            [
                {
                    "number": f"{zone.code}{serial:0{DIGITS}}",
                    "day": day,
                    "zone_id": zone.id,
                    "company_id": company.id,
                    "layout_id": self.env["yichuang.hall.layout"]._on(company, day).id,
                    "channel": channel,
                    "taken_on": now,
                    "queued_on": now,
                    "priority": "1" if vals.get("priority_reason") else "0",
                    **vals,
                }
            ]
        )
        ticket._log_event("take", {"number": ticket.number, "channel": channel})
        ticket._announce()
        return ticket

    @api.model
    def _call_next(self, shift):
        """Call the next number to the window of ``shift``.

        Whoever is first in the queue is chosen and locked in one statement; numbers
        that another window is calling at this moment are passed over. A number called
        between the beginning of this transaction and the statement makes PostgreSQL
        refuse, and the server tries again: nobody is called twice.

        :returns: the ticket, empty where nobody waits
        """
        shift.ensure_one()
        shift._lock()
        self.flush_model()
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT (
                    SELECT id FROM yichuang_ticket
                     WHERE state = 'waiting'
                       AND zone_id = %(zone)s
                       AND day = %(day)s
                       AND %(mine)s
                  ORDER BY priority DESC, queued_on, id
                     LIMIT 1
                FOR UPDATE SKIP LOCKED
                )
                """,
                zone=shift.zone_id.id,
                day=hall_date(),
                mine=self._callable_at(shift),
            )
        )
        ticket = self.browse(row[0] or ())
        if ticket:
            ticket._call(shift)
        return ticket

    @api.model
    def _callable_at(self, shift):
        """Which waiting numbers a window may call, as SQL: those passed on to it, and
        of the others those of its organ, or of none."""
        return SQL(
            """(
                for_window_id = %(window)s
                OR for_window_id IS NULL
                   AND department_id IS NOT DISTINCT FROM %(organ)s
            )""",
            window=shift.window_id.id,
            organ=shift.department_id.id or None,
        )

    def _call(self, shift):
        """Call this number to the window of ``shift``."""
        now = fields.Datetime.now()
        return self._transition(
            "call",
            {
                "window_id": shift.window_id.id,
                "user_id": shift.user_id.id,
                "shift_id": shift.id,
                "last_called_on": now,
                "started_on": False,
                "ended_on": False,
            },
            {"window": shift.window_id.number},
        )

    def _values_call(self, vals):
        now = vals["last_called_on"]
        return {
            ticket.id: {
                "called_on": ticket.called_on or now,
                "calls": ticket.calls + 1,
            }
            for ticket in self
        }

    def _guard_at_window(self, vals):
        shift = self.env["yichuang.window.shift"].browse(vals.get("shift_id", ()))
        if len(self) != 1 or not shift or shift.user_id != self.env.user:
            raise UserError(
                self.env._(
                    "Numbers are called from an open window, one at a time. Open your "
                    "window first."
                )
            )
        if shift.state != "open":
            raise UserError(
                self.env._(
                    "%(shift)s is “%(state)s”. Open it before you call the next "
                    "number.",
                    shift=shift.window_id.display_name,
                    state=shift._state_label(),
                )
            )
        current = shift._current_ticket()
        if current:
            raise UserError(
                self.env._(
                    "%(ticket)s is at your window still. Finish, pass on or mark it as "
                    "not come first.",
                    ticket=current.number,
                )
            )
        wrong = (
            self.company_id != shift.company_id
            or self.day != hall_date()
            or (self.for_window_id and self.for_window_id != shift.window_id)
            or (
                not self.for_window_id
                and (
                    self.zone_id != shift.zone_id
                    or self.department_id != shift.department_id
                )
            )
        )
        if wrong:
            raise UserError(
                self.env._(
                    "%(ticket)s waits for another window. Call the next number of "
                    "your own queue.",
                    ticket=self.number,
                )
            )

    @api.model
    def _waiting_at(self, shift):
        """How many numbers wait that this window may call."""
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FROM yichuang_ticket
                 WHERE state = 'waiting' AND zone_id = %s AND day = %s AND %s
                """,
                shift.zone_id.id,
                hall_date(),
                self._callable_at(shift),
            )
        )
        return row[0]

    def _ahead(self):
        """How many numbers are called before this one, if nothing changes."""
        self.ensure_one()
        if self.state != "waiting":
            return 0
        waiting = self.search(
            [
                ("zone_id", "=", self.zone_id.id),
                ("day", "=", self.day),
                ("state", "=", "waiting"),
                ("department_id", "=", self.department_id.id),
            ],
            order="priority desc, queued_on, id",
        )
        return waiting.ids.index(self.id) if self in waiting else 0
