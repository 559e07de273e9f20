"""The notices that say which days are worked."""

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.rest_days import SHIPPED, read_rest_days

SATURDAY = 5


class CalendarNotice(models.Model):
    """A notice of the State Council that arranges the rest days of a year.

    A *year* notice announces a whole year; from then on its deadlines are certain.
    An *amendment* changes some days of an announced year (2015, 2019 and 2020 had
    one). A notice imported anew replaces the one before it, which is kept.
    """

    _name = "yichuang.calendar.notice"
    _description = "Notice on rest days"
    _order = "year desc, issued_on desc, id desc"
    _rec_name = "title"
    _rec_names_search = ("title", "number")

    title = fields.Char(required=True)
    number = fields.Char(
        index="btree_not_null", help="文号, as in 国办发明电〔2025〕7号."
    )
    year = fields.Integer(required=True, aggregator=False)
    issued_on = fields.Date()
    scope = fields.Selection(
        [("year", "Whole year"), ("amendment", "Amendment")],
        required=True,
        default="year",
    )
    state = fields.Selection(
        [("in_force", "In force"), ("replaced", "Replaced")],
        required=True,
        default="in_force",
    )
    text = fields.Text()
    note = fields.Char()
    replaced_by_id = fields.Many2one("yichuang.calendar.notice", index=True)
    reason = fields.Char(help="Why an announced year was imported anew.")
    day_ids = fields.One2many("yichuang.calendar.day", "notice_id", "Days")

    # What the whole year amounts to
    worked_count = fields.Integer("Working Days", compute="_compute_counts")
    rest_count = fields.Integer(
        "Holidays",
        compute="_compute_counts",
        help="Days off by name, weekends within a holiday included.",
    )
    makeup_count = fields.Integer(
        "Make-up Days", compute="_compute_counts", help="调休上班日"
    )

    _year_uniq = models.UniqueIndex(
        "(year) WHERE scope = 'year' AND state = 'in_force'",
        "This year has been announced already.",
    )

    @api.depends("year", "day_ids.kind")
    def _compute_counts(self):
        counts = {notice.year: {} for notice in self}
        years = Domain.OR(
            Domain("date", ">=", date(year, 1, 1))
            & Domain("date", "<=", date(year, 12, 31))
            for year in counts
            if year
        )
        for month, kind, count in self.env["yichuang.calendar.day"]._read_group(
            years, ["date:year", "kind"], ["__count"]
        ):
            counts[month.year][kind] = count
        for notice in self:
            year = counts[notice.year]
            notice.makeup_count = year.get("makeup", 0)
            notice.rest_count = year.get("holiday", 0)
            notice.worked_count = year.get("workday", 0) + notice.makeup_count

    @api.ondelete(at_uninstall=False)
    def _unlink_except_announced(self):
        raise UserError(
            self.env._(
                "A notice cannot be deleted: deadlines were counted by its days. "
                "Import the notice that replaces it."
            )
        )

    @api.model
    def _announced_years(self):
        """The years whose rest days are known."""
        notices = self.sudo().search_fetch(
            [("scope", "=", "year"), ("state", "=", "in_force")], ["year"]
        )
        return frozenset(notices.mapped("year"))

    @api.model
    def _in_force(self, year):
        """The notice that announced ``year``, if one did."""
        return self.search(
            [("year", "=", year), ("scope", "=", "year"), ("state", "=", "in_force")]
        )

    @api.model
    def _announce(self, vals, exceptions, reason=None):
        """Put a year notice into force and bring the calendar in line with it.

        :param vals: values of the notice
        :param exceptions: date → (worked, holiday) of every day the notice names
        :param reason: why the notice in force for that year is replaced
        :return: the new notice
        :raises UserError: the year is announced and no reason is given
        """
        former = self._in_force(vals["year"])
        if former and not (reason or "").strip():
            raise UserError(
                self.env._(
                    "%(year)s has been announced by %(notice)s. Say why it is to be "
                    "replaced, or leave it as it is.",
                    year=vals["year"],
                    notice=former.number or former.title,
                )
            )
        former.state = "replaced"
        former.flush_recordset()  # only then has the index room for the new one
        notice = self.create({**vals, "reason": reason})
        former.replaced_by_id = notice
        self.env["yichuang.calendar.day"]._arrange(
            {day: (*what, notice) for day, what in notice._all_days(exceptions).items()}
        )
        self.env["yichuang.event"]._append(
            [(notice, "replace" if former else "announce", notice._facts(exceptions))]
        )
        return notice

    def _all_days(self, exceptions):
        """Every day of the notice's year, and the days it names before it: date →
        (worked, holiday)."""
        self.ensure_one()
        first = date(self.year, 1, 1)
        days = (
            first + timedelta(days=number)
            for number in range((date(self.year + 1, 1, 1) - first).days)
        )
        return {day: (day.weekday() < SATURDAY, False) for day in days} | exceptions

    def _facts(self, exceptions):
        self.ensure_one()
        return {
            "year": self.year,
            "number": self.number or None,
            "reason": self.reason or None,
            "off": [day for day, (worked, _name) in exceptions.items() if not worked],
            "makeup": [day for day, (worked, _name) in exceptions.items() if worked],
        }

    @api.model
    def _load_shipped_days(self):
        """Fill in the days of the shipped notices that are not there yet; days that
        the hall has are left as they are."""
        notices = {notice.number: notice for notice in self.search([])}
        named = {day.date: day for day in read_rest_days(SHIPPED)}
        arrangement = {}
        for notice in notices.values():
            if notice.scope == "year" and notice.state == "in_force":
                arrangement |= {
                    day: (worked, name, notice)
                    for day, (worked, name) in notice._all_days({}).items()
                }
        arrangement |= {
            day.date: (not day.is_off, day.name, notices[day.notice])
            for day in named.values()
            if day.notice in notices and day.date in arrangement
        }
        known = set(
            self.env["yichuang.calendar.day"]
            .search([("date", "in", list(arrangement))])
            .mapped("date")
        )
        self.env["yichuang.calendar.day"]._arrange(
            {day: what for day, what in arrangement.items() if day not in known}
        )

    def action_view_days(self):
        """Open the days of the notice's year."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.calendar_day_action"
        )
        return {
            **action,
            "name": self.env._("Working days of %(year)s", year=self.year),
            "views": [(False, "list"), (False, "calendar"), (False, "form")],
            "domain": [
                ("date", ">=", date(self.year, 1, 1)),
                ("date", "<=", date(self.year, 12, 31)),
            ],
        }
