from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# How many cases a sweep moves in one transaction.
BATCH = 50


class CaseTime(models.AbstractModel):
    """How long a case may take, and how long it still has.

    Due dates are derived from the ledgers of its clocks (``yichuang.clock``) and
    stored; what is left of them is counted when somebody looks, in working days
    of the calendar of that day.
    """

    _name = "yichuang.case.time"
    _description = "Time of a case"

    _guarded_fields = frozenset({"due_on", "due_provisional", "legal_due_on"})
    # By which field its clocks lead here.
    _part_field = "case_id"
    # Working days left from which a case is shown as due soon.
    _soon_workdays = 3

    clock_ids = fields.One2many("yichuang.clock", "case_id", readonly=True)
    due_on = fields.Date(
        "Due",
        readonly=True,
        copy=False,
        help="The last day of the duty at hand: to accept or refuse after receipt "
        "(告知期限), the applicant's to hand in supplements (补正期限), to decide "
        "within the promise after acceptance (承诺期限).",
    )
    due_provisional = fields.Boolean(
        "Provisional",
        readonly=True,
        copy=False,
        help="暂定: the working days of that year are not announced yet.",
    )
    legal_due_on = fields.Date(
        "Statutory Due",
        readonly=True,
        copy=False,
        help="The last day of the statutory limit (法定期限届满日).",
    )
    legal_due_provisional = fields.Boolean(
        "Statutory Due Provisional",
        compute="_compute_legal_due_provisional",
        help="暂定: the working days of that year are not announced yet.",
    )
    time_left = fields.Char(compute="_compute_time_left", help="剩余时限, in words.")
    time_level = fields.Selection(
        [("late", "Overdue"), ("soon", "Due soon"), ("normal", "In time")],
        "Urgency",
        compute="_compute_time_left",
        search="_search_time_level",
        help="超期, 临期, 正常",
    )

    @api.model
    def _timed_states(self):
        """The states in which ``due_on`` is a duty still to be done."""
        return ("received", "supplement", "accepted", "reviewing")

    @api.depends("clock_ids.provisional", "clock_ids.kind")
    def _compute_legal_due_provisional(self):
        for case in self:
            case.legal_due_provisional = case._clock("legal").provisional

    @api.depends("due_on", "due_provisional", "state")
    @api.depends_context("lang")
    def _compute_time_left(self):
        today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        timed = self._timed_states()
        for case in self:
            if not case.due_on or case.state not in timed:
                case.time_left = case.time_level = False
                continue
            case.time_left, case.time_level = self._time_words(
                case.due_on, case.due_provisional, today, workdays
            )

    @api.model
    def _time_words(self, due_on, provisional, today, workdays):
        """Words and urgency of a due date seen from ``today``."""
        if due_on < today:
            count = workdays.count(due_on, today)
            return self.env._("%(count)s working days overdue", count=count), "late"
        count = workdays.count(today, due_on)
        level = "soon" if count <= self._soon_workdays else "normal"
        if due_on == today:
            words = self.env._("due today")
        elif provisional:
            words = self.env._("%(count)s working days left (provisional)", count=count)
        else:
            words = self.env._("%(count)s working days left", count=count)
        return words, level

    @api.model
    def _search_time_level(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = hall_date()
        soon = self._soon_until(today)
        by_level = {
            "late": Domain("due_on", "<", today),
            "soon": Domain("due_on", ">=", today) & Domain("due_on", "<=", soon),
            "normal": Domain("due_on", ">", soon),
        }
        return Domain("state", "in", list(self._timed_states())) & Domain.OR(
            by_level[level] for level in value if level in by_level
        )

    @api.model
    def _soon_until(self, today):
        """Last date from which at most ``_soon_workdays`` working days are left."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        day = workdays.add(today, self._soon_workdays).date
        while not workdays.is_worked(day + timedelta(days=1)):
            day += timedelta(days=1)
        return day

    def _start_clocks(self, periods, start_on):
        """Start clocks for these cases, in one batch.

        :param periods: iterable of ``(case, kind, days, unit)``
        :returns: the new clocks, readable without rights of one's own
        """
        return self.env["yichuang.clock"].sudo()._start(periods, start_on)

    def _clock(self, kind):
        """The clock of this kind, readable without rights of one's own."""
        self.ensure_one()
        return self.sudo().clock_ids.filtered(lambda clock: clock.kind == kind)[-1:]

    def _open_clocks(self, kinds, day):
        """Running clocks of these kinds that have not run out before ``day``: a
        promise that is broken stays broken. Without rights of one's own."""
        return self.sudo().clock_ids.filtered(
            lambda clock: (
                clock.kind in kinds and clock.state == "running" and clock.due_on >= day
            )
        )

    def _stop_clocks(self, kinds, stop_on, article, reason):
        """Stop the running clocks of these kinds."""
        clocks = (
            self.env["yichuang.clock"]
            .sudo()
            .search(
                [
                    (self._part_field, "in", self.ids),
                    ("kind", "in", kinds),
                    ("state", "=", "running"),
                ]
            )
        )
        clocks._stop(stop_on, article, reason)
        return clocks

    def _rederive_due(self):
        """Take the due dates over from the clocks, after these were derived anew."""
        for case in self:
            clocks = {clock.kind: clock for clock in case.sudo().clock_ids}
            current = (
                clocks.get("promise")
                or clocks.get("supplement")
                or clocks.get("notice")
            )
            legal = clocks.get("legal")
            case.sudo()._write_guarded(
                {
                    "due_on": current.due_on if current else False,
                    "due_provisional": current.provisional if current else False,
                    "legal_due_on": legal.due_on if legal else False,
                }
            )

    @api.model
    def _sweep(self, domain, move):
        """Move every record of ``domain`` that nobody else has in hand, in batches,
        each batch a transaction of its own."""
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(domain))
        last = 0
        while found := self.search(
            [*domain, ("id", ">", last)], order="id", limit=BATCH
        ):
            last = found[-1].id
            mine = found.try_lock_for_update(allow_referencing=True)
            mine.invalidate_recordset()
            mine = mine.filtered_domain(domain)
            if mine:
                move(mine)
            if not commit(len(found)):
                break

    def action_view_clocks(self):
        """Open the clocks of this case."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Clocks of %(case)s", case=self.display_name),
            "res_model": "yichuang.clock",
            "view_mode": "list,form",
            "domain": [(self._part_field, "=", self.id)],
        }
