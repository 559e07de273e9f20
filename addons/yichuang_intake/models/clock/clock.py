from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.deadline import Entry, LedgerError, derive
from ...tools.licensing_law import ARTICLES


class Clock(models.Model):
    """A period that runs on a case: to tell, to decide by law, to decide as
    promised, to deliver.

    Its segments are a ledger to which lines are only added; the due date is
    derived from them and the calendar, never typed. Only the steps of the case
    start, pause and stop clocks, so nobody has the right to write here.
    """

    _name = "yichuang.clock"
    _description = "Clock"
    _order = "case_id.id desc, id"
    _rec_name = "kind"

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [
            ("notice", "To accept or refuse"),
            ("supplement", "To hand in supplements"),
            ("deferral", "To hand in deferred materials"),
            ("legal", "Statutory limit"),
            ("promise", "Promised limit"),
            ("first_review", "To pass the first review on"),
            ("step", "Step of the process"),
            ("hearing", "Hearing"),
            ("inspection", "To check a promise"),
            ("renewal", "To decide a renewal"),
            ("delivery", "To deliver"),
            ("joint_legal", "Statutory limit of the whole"),
            ("joint", "Limit of the whole"),
        ],
        required=True,
        help="告知期限, 补正期限, 容缺补齐期限, 法定期限, 承诺期限, 初审期限, "
        "环节时限, 听证期限, 承诺核查期限, 延续决定期限, 送达期限, 联合办理法定期限, "
        "联合办理期限",
    )
    days = fields.Integer("Length", required=True, help="期限长度")
    unit = fields.Selection(
        [("workday", "Working days"), ("day", "Calendar days"), ("month", "Months")],
        required=True,
        default="workday",
        help="工作日, 自然日, 月",
    )
    start_on = fields.Date(
        "Started", required=True, help="The day it starts on, which is not counted."
    )
    due_on = fields.Date("Due", required=True, help="届满日")
    provisional = fields.Boolean(
        help="暂定: the working days of the due year are not announced yet."
    )
    stopped_on = fields.Date(help="停止日")
    state = fields.Selection(
        [("running", "Running"), ("stopped", "Stopped")],
        required=True,
        default="running",
        help="计时中, 已停止",
    )
    segment_ids = fields.One2many("yichuang.clock.segment", "clock_id", "Ledger")
    time_left = fields.Char(compute="_compute_time_left", help="剩余时限, in words.")
    time_level = fields.Selection(
        [("late", "Overdue"), ("soon", "Due soon"), ("normal", "In time")],
        "Urgency",
        compute="_compute_time_left",
    )

    _default_order_idx = models.Index("(case_id DESC, id)")
    _running_idx = models.Index("(due_on) WHERE state = 'running'")

    @api.depends("due_on", "provisional", "state")
    @api.depends_context("lang")
    def _compute_time_left(self):
        today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for clock in self:
            clock.time_left = clock.time_level = False
            if clock.state == "running" and clock.due_on:
                clock.time_left, clock.time_level = self.env[
                    "yichuang.case"
                ]._time_words(clock.due_on, clock.provisional, today, workdays)

    @api.depends("kind", "case_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for clock in self:
            clock.display_name = kinds.get(clock.kind)

    @api.model
    def _start(self, periods, start_on):
        """Start clocks, in one batch.

        :param periods: iterable of ``(case, kind, days, unit)``
        :param start_on: the day they start on, which is not counted
        """
        workdays = self.env["yichuang.calendar.day"]._workdays()
        derived = {}
        vals_list = []
        for case, kind, days, unit in periods:
            if (days, unit) not in derived:
                entry = Entry("start", start_on, days=days, unit=unit)
                derived[days, unit] = derive([entry], workdays)
            end = derived[days, unit]
            vals_list.append(
                {
                    case._part_field: case.id,
                    "kind": kind,
                    "days": days,
                    "unit": unit,
                    "start_on": start_on,
                    "due_on": end.due,
                    "provisional": end.provisional,
                    "segment_ids": [
                        Command.create(
                            {
                                "kind": "start",
                                "from_on": start_on,
                                "days": days,
                                "unit": unit,
                                "article": ARTICLES[kind],
                            }
                        )
                    ],
                }
            )
        return self.create(vals_list)

    def _stop(self, stop_on, article, reason):
        """Stop these clocks; their due dates stay as they were."""
        if not self:
            return
        self.env["yichuang.clock.segment"].create(
            [
                {
                    "clock_id": clock.id,
                    "kind": "stop",
                    "from_on": stop_on,
                    "article": article,
                    "reason": reason,
                }
                for clock in self
            ]
        )
        self.write({"state": "stopped", "stopped_on": stop_on})

    def _ledger(self):
        """This clock's ledger, for ``tools/deadline.py``."""
        self.ensure_one()
        return [
            Entry(
                kind=segment.kind,
                from_on=segment.from_on,
                to_on=segment.to_on or None,
                days=segment.days,
                unit=segment.unit or self.unit,
                article=segment.article or "",
                reason=segment.reason or "",
                key=segment.key or "",
                recorded=segment.recorded_on,
            )
            for segment in self.segment_ids.sorted("id")
        ]

    def _derivation(self, as_of=None):
        """How the due date of this clock comes about, or came about by then."""
        return derive(
            self._ledger(), self.env["yichuang.calendar.day"]._workdays(), as_of
        )

    def _add(self, segment):
        """Add a line to the ledgers of these running clocks and derive their due
        dates anew.

        :param segment: values of ``yichuang.clock.segment`` but for the clock
        :raises UserError: the period has run out, so nothing can be added to it
        """
        for clock in self:
            end = clock._foreseen(segment)
            clock.write({"due_on": end.due, "provisional": end.provisional})
        self.env["yichuang.clock.segment"].create(
            [{"clock_id": clock.id, "unit": clock.unit, **segment} for clock in self]
        )
        self._rederive_owners()

    def _foreseen(self, segment):
        """How the due date would come about with this line in the ledger.

        :raises UserError: the line cannot be added
        """
        self.ensure_one()
        entry = Entry(
            kind=segment["kind"],
            from_on=segment["from_on"],
            to_on=segment.get("to_on"),
            days=segment.get("days", 0),
            unit=self.unit,
            key=segment.get("key", ""),
        )
        workdays = self.env["yichuang.calendar.day"]._workdays()
        try:
            return derive([*self._ledger(), entry], workdays)
        except LedgerError as error:
            raise UserError(
                self.env._(
                    "The time “%(clock)s” of %(case)s ends on %(date)s. A period that "
                    "has run out can be neither paused nor extended, and a period is "
                    "extended once.",
                    clock=self.display_name,
                    case=self._owner().display_name,
                    date=self._owner()._date_words(self.due_on),
                )
            ) from error

    def _owner(self):
        """What this period runs on."""
        self.ensure_one()
        return self.case_id

    def _rederive_owners(self):
        """Hand the due dates to what these clocks run on."""
        self.case_id._rederive_due()

    def _derivation_rows(self, as_of=None):
        """The derivation day by day, in words, for the 期限计算书."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        kinds = {
            "start": self.env._("first day, not counted"),
            "workday": self.env._("working day"),
            "makeup": self.env._("make-up working day"),
            "day": self.env._("calendar day"),
            "weekend": self.env._("weekend"),
            "holiday": self.env._("holiday"),
            "excluded": self.env._("excluded"),
        }
        return [
            {
                "number": step.number,
                "date": format_date(
                    self.env, step.day, date_format=self.env._("yyyy-MM-dd EEE")
                ),
                "kind": kinds[step.kind],
                "note": step.reason,
            }
            for step in self._derivation(as_of).steps(workdays)
        ]

    @api.model
    def _rederive_running(self, from_on):
        """Derive running clocks anew that a change of the calendar on or after
        ``from_on`` may touch, and hand the new dates to their cases."""
        clocks = self.sudo().search(
            [("state", "=", "running"), ("due_on", ">=", from_on)]
        )
        changed = self.browse()
        for clock in clocks:
            end = clock._derivation()
            if (end.due, end.provisional) != (clock.due_on, clock.provisional):
                clock.write({"due_on": end.due, "provisional": end.provisional})
                changed |= clock.sudo(False)
        changed.sudo()._rederive_owners()
        return changed
