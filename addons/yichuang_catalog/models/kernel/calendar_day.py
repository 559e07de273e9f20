"""The working-day table from which every deadline is counted."""

from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ...tools.workdays import SATURDAY, Workdays

EDITABLE = frozenset({"is_worked", "name", "reason"})
WEEKDAYS = [
    ("1", "Monday"),
    ("2", "Tuesday"),
    ("3", "Wednesday"),
    ("4", "Thursday"),
    ("5", "Friday"),
    ("6", "Saturday"),
    ("7", "Sunday"),
]
# Colours of the calendar view: rest days green, make-up days orange.
COLORS = {"workday": 0, "makeup": 2, "weekend": 0, "holiday": 10}


class CalendarDay(models.Model):
    """One day of an announced year: whether it is worked, and which notice says so.

    The plain week, the State Council's holidays and make-up days (调休), and a
    hall's own departures from them, each with a reason. Legal time runs by this
    table (行政许可法 Art. 82) and never by ``resource.calendar``, which cannot
    express a worked Saturday. Days are made by importing a notice, never one by one.
    """

    _name = "yichuang.calendar.day"
    _description = "Working day"
    _order = "date"
    _rec_name = "date"

    date = fields.Date(required=True)
    weekday = fields.Selection(WEEKDAYS, compute="_compute_weekday", store=True)
    is_worked = fields.Boolean("Worked")
    name = fields.Char("Holiday", help="The holiday, or the one it is worked for.")
    kind = fields.Selection(
        [
            ("workday", "Working day"),
            ("makeup", "Make-up day"),
            ("weekend", "Weekend"),
            ("holiday", "Holiday"),
        ],
        compute="_compute_kind",
        store=True,
        index=True,
        help="工作日, 调休上班日, 周末, 法定节假日",
    )
    notice_id = fields.Many2one(
        "yichuang.calendar.notice", required=True, index=True, ondelete="cascade"
    )

    # The hall's own departure from the notice
    announced = fields.Boolean(
        "Worked by the Notice", readonly=True, help="What the notice says."
    )
    is_local = fields.Boolean(
        "Changed Here",
        compute="_compute_is_local",
        store=True,
        help="The hall works, or rests, other than the notice says.",
    )
    reason = fields.Char(help="Why the hall departs from the notice.")
    color = fields.Integer(compute="_compute_color")

    _date_uniq = models.UniqueIndex("(date)", "A day can be in the calendar only once.")

    @api.depends("date")
    def _compute_weekday(self):
        for day in self:
            day.weekday = str(day.date.isoweekday()) if day.date else False

    @api.depends("date", "is_worked", "name")
    def _compute_kind(self):
        for day in self:
            weekday = bool(day.date) and day.date.weekday() < SATURDAY
            if day.is_worked:
                day.kind = "workday" if weekday else "makeup"
            else:
                day.kind = "holiday" if weekday or day.name else "weekend"

    @api.depends("is_worked", "announced")
    def _compute_is_local(self):
        for day in self:
            day.is_local = day.is_worked != day.announced

    @api.depends("kind")
    def _compute_color(self):
        for day in self:
            day.color = COLORS.get(day.kind, 0)

    @api.depends("date", "kind", "name")
    @api.depends_context("without_date", "lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for day in self:
            parts = [kinds.get(day.kind), day.name]
            if not self.env.context.get("without_date") and day.date:
                parts.insert(0, format_date(self.env, day.date))
            day.display_name = " ".join(part for part in parts if part)

    @api.constrains("is_worked", "announced", "reason")
    def _check_reason(self):
        for day in self:
            if day.is_local and not (day.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "%(day)s departs from %(notice)s. Say why: the reason is "
                        "shown wherever a deadline runs over this day.",
                        day=format_date(self.env, day.date),
                        notice=day.notice_id.number or day.notice_id.title,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        self._forget_workdays()
        return days

    def write(self, vals):
        if not self.env.su:
            self._check_editable(vals)
        before = {day: (day.is_worked, day.name) for day in self}
        result = super().write(vals)
        self._forget_workdays()
        if not self.env.su:
            self._log_changes(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_announced(self):
        raise UserError(
            self.env._(
                "A day of the calendar cannot be deleted: deadlines were counted by "
                "it. Change it and say why, or import the notice that changes it."
            )
        )

    def unlink(self):
        result = super().unlink()
        self._forget_workdays()
        return result

    def _check_editable(self, vals):
        frozen = vals.keys() - EDITABLE
        if frozen:
            raise UserError(
                self.env._(
                    "%(fields)s of a day come from the notice. Import the notice that "
                    "changes it.",
                    fields=", ".join(
                        self._fields[name]._description_string(self.env)
                        for name in sorted(frozen & self._fields.keys())
                    ),
                )
            )

    def _log_changes(self, before):
        self.env["yichuang.event"]._append(
            (
                day,
                "change_day",
                {
                    "day": day.date,
                    "worked": day.is_worked,
                    "name": day.name or None,
                    "reason": day.reason or None,
                },
            )
            for day in self
            if before[day] != (day.is_worked, day.name)
        )

    @api.model
    def _forget_workdays(self):
        """The table has changed: all processes read it anew."""
        self.env.registry.clear_cache()

    @api.model
    @tools.ormcache()
    def _workdays(self):
        """The table for counting, shared by all.

        :rtype: odoo.addons.yichuang_catalog.tools.workdays.Workdays
        """
        special = Domain("kind", "in", ("holiday", "makeup")) | Domain(
            "name", "!=", False
        )
        days = self.sudo().search_fetch(special, ["date", "is_worked", "name"])
        return Workdays(
            self.env["yichuang.calendar.notice"]._announced_years(),
            {day.date: day.is_worked for day in days},
            {day.date: day.name for day in days if day.name},
        )

    @api.model
    def _arrange(self, arrangement):
        """Make the calendar say what notices say, in as few statements as there are
        different changes. Days changed here keep the hall's own decision.

        :param arrangement: date → (worked, holiday or False, notice)
        """
        existing = {
            day.date: day for day in self.search([("date", "in", list(arrangement))])
        }
        self.create(
            [
                {
                    "date": day,
                    "is_worked": worked,
                    "announced": worked,
                    "name": name,
                    "notice_id": notice.id,
                }
                for day, (worked, name, notice) in arrangement.items()
                if day not in existing
            ]
        )
        changes = {}
        for date, day in existing.items():
            worked, name, notice = arrangement[date]
            vals = {"announced": worked, "name": name, "notice_id": notice.id}
            if not day.is_local:
                vals["is_worked"] = worked
            known = day._convert_to_write({key: day[key] for key in vals})
            if known != vals:
                changes.setdefault(tuple(vals.items()), []).append(day.id)
        for vals, ids in changes.items():
            self.browse(ids).write(dict(vals))
