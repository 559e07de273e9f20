from math import isinf
from random import Random

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..tools import erlang, queue_simulation
from ..tools.queue_simulation import Person

DAY = 24 * 60
HOUR = 60
RUNS, HOURS_A_DAY = 20, 7
MOST_WINDOWS = 200
MOST_TICKETS = 50_000


class Staffing(models.TransientModel):
    """How many windows? (窗口配置测算)

    Given arrivals and handling times, measured or entered: waiting and occupancy of
    dedicated windows beside shared ones by the formula of Erlang, the smallest number
    that meets a target, and a replay person by person that checks the formula.
    """

    _name = "yichuang.staffing"
    _description = "How many windows"

    company_id = fields.Many2one(
        "res.company", "Hall", required=True, default=lambda self: self.env.company
    )
    zone_id = fields.Many2one(
        "yichuang.zone",
        domain="[('company_id', '=', company_id)]",
        help="服务区; empty for the whole hall.",
    )
    date_from = fields.Date(
        "From",
        required=True,
        default=lambda _self: fields.Date.subtract(hall_date(), months=1),
        help="测算期间起",
    )
    date_to = fields.Date(
        "Until",
        required=True,
        default=lambda _self: hall_date(),
        help="测算期间止, inclusive.",
    )
    arrivals = fields.Float(
        "Arrivals an Hour", default=6.4, required=True, help="每小时取号人数"
    )
    handling = fields.Float(
        "Minutes of Handling", default=25, required=True, help="平均办理时长（分钟）"
    )
    measured = fields.Integer(
        "Tickets Measured", readonly=True, help="实测票数: 0 where they were entered."
    )
    dedicated = fields.Integer(
        "Dedicated Windows",
        default=21,
        required=True,
        help="部门窗口数: each with a queue of its own.",
    )
    shared = fields.Integer(
        "Shared Windows",
        default=4,
        required=True,
        help="综合窗口数: one queue for all.",
    )
    target = fields.Float(
        "Wait at Most",
        default=lambda self: self.env.company.queue_target_minutes,
        required=True,
        help="等候时间目标（分钟）",
    )
    share = fields.Float(
        "For This Share",
        default=0.9,
        required=True,
        help="达标比例: the share of people who wait no longer.",
    )
    needed_shared = fields.Integer(
        "Shared Windows Needed", readonly=True, help="达标所需最少综合窗口数"
    )
    needed_dedicated = fields.Integer(
        "Dedicated Windows Needed", readonly=True, help="达标所需最少部门窗口数"
    )
    line_ids = fields.One2many(
        "yichuang.staffing.line", "staffing_id", "Outlook", readonly=True
    )

    @api.depends("company_id", "zone_id", "date_from", "date_to")
    def _compute_display_name(self):
        for page in self:
            place = (page.zone_id or page.company_id).display_name
            days = [f"{day:%Y-%m-%d}" for day in (page.date_from, page.date_to) if day]
            page.display_name = f"{place} {' – '.join(days)}"

    @api.constrains(
        "arrivals", "handling", "dedicated", "shared", "target", "share", "date_to"
    )
    def _check_numbers(self):
        for row in self:
            numbers = (row.arrivals, row.handling, row.dedicated, row.shared)
            if (
                min(numbers) <= 0
                or row.target < 0
                or not 0 < row.share < 1
                or max(row.dedicated, row.shared) > MOST_WINDOWS
                or row.arrivals * row.handling > HOUR * MOST_WINDOWS
            ):
                raise ValidationError(
                    self.env._(
                        "Arrivals, minutes and windows are above zero (at most "
                        "%(most)s windows), and the share lies between 0 and 100 %%.",
                        most=MOST_WINDOWS,
                    )
                )
            if row.date_to < row.date_from:
                raise ValidationError(
                    self.env._("The period ends on the day it begins, or later.")
                )

    def _tickets(self):
        """The hall's own tickets of the period: moment of taking, minutes of handling,
        organ, day. Served ones alone: who left was not handled."""
        self.ensure_one()
        # Whoever opens the page sees tickets; the right is asked for here.
        self.env["yichuang.ticket"].check_access("read")
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("That hall is not one of yours."))
        self.env["yichuang.ticket"].flush_model()
        self.env["yichuang.case"].flush_model(["ticket_id", "department_id"])
        return self.env.execute_query(
            SQL(
                """
                SELECT extract(epoch FROM taken_on) / 60, handle_minutes,
                       COALESCE(ticket.department_id, (
                           SELECT min(found.department_id) FROM yichuang_case found
                            WHERE found.ticket_id = ticket.id
                       )), day,
                       extract(epoch FROM ended_on) / 60
                  FROM yichuang_ticket ticket
                 WHERE company_id = %(company)s
                   AND day BETWEEN %(first)s AND %(last)s
                   AND state = 'done' AND NOT COALESCE(forgotten, FALSE)
                   AND handle_minutes > 0
                   AND (%(zone)s IS NULL OR zone_id = %(zone)s)
              ORDER BY taken_on, id
                 LIMIT %(limit)s
                """,
                company=self.company_id.id,
                first=self.date_from,
                last=self.date_to,
                zone=self.zone_id.id or None,
                limit=MOST_TICKETS,
            )
        )

    def action_measure(self):
        """Take arrivals and handling times from the hall's tickets."""
        self.ensure_one()
        rows = self._tickets()
        if not rows:
            raise UserError(
                self.env._(
                    "No ticket was served in that time. Choose another period, or "
                    "enter the numbers yourself."
                )
            )
        spans = {}
        for taken, _handling, _organ, day, ended in rows:
            first, last = spans.get(day, (taken, ended))
            spans[day] = (min(first, taken), max(last, ended))
        minutes = sum(last - first for first, last in spans.values())
        self.write(
            {
                "arrivals": round(float(len(rows) * HOUR / minutes), 2),
                "handling": round(sum(row[1] for row in rows) / len(rows), 2),
                "measured": len(rows),
            }
        )
        return self.action_calculate()

    def action_calculate(self):
        """Work the outlook out."""
        self.ensure_one()
        self.measured = self.measured and len(self._tickets())
        rate, load = self.arrivals / HOUR, self.arrivals * self.handling / HOUR
        needed = erlang.smallest(load, self.handling, self.target, self.share)
        alone = int(load) + 1
        while (
            erlang.dedicated(alone, rate, self.handling, self.target).within
            < self.share
            and alone < MOST_WINDOWS
        ):
            alone += 1
        people = self._people()
        rows = [self._line("dedicated", self.dedicated, people)]
        counts = {self.shared, *range(max(1, int(load)), needed + 3)}
        rows += [self._line("shared", count, people) for count in sorted(counts)]
        self.write(
            {
                "needed_shared": needed,
                "needed_dedicated": alone,
                "line_ids": [Command.clear(), *map(Command.create, rows)],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("How Many Windows?"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "current",
        }

    def _people(self):
        """Who is replayed: the tickets as they were, or some that come at random."""
        if self.measured:
            rows = self._tickets()
            days = {}
            for _taken, _handling, _organ, day, _ended in rows:
                days.setdefault(day, len(days))
            # One run; days do not run into each other.
            return [
                [
                    Person(
                        float(taken) % DAY + 2 * DAY * days[day],
                        handling,
                        str(organ or ""),
                    )
                    for taken, handling, organ, day, _ended in rows
                ]
            ]
        rate = self.arrivals / HOUR
        return [
            queue_simulation.at_random(
                Random(f"staffing/{run}"), rate, self.handling, 8 * HOURS_A_DAY * HOUR
            )
            for run in range(RUNS)
        ]

    def _line(self, kind, windows, runs):
        """One row of the outlook: the formula, and the replay beside it."""
        rate = self.arrivals / HOUR
        count = erlang.dedicated if kind == "dedicated" else erlang.outlook
        found = count(windows, rate, self.handling, self.target)
        waits, shares, occupied = [], [], []
        for run, people in enumerate(runs):
            if kind == "dedicated":
                people = self._divided(people, windows, run)
                layout = {person.queue: 1 for person in people}
            else:
                layout = queue_simulation.shared(windows)
            if not people:
                continue
            visits = queue_simulation.replay(people, layout)
            figures = queue_simulation.summary(visits, windows, self.target)
            waits.append(figures.mean_wait)
            shares.append(figures.within)
            occupied.append(figures.occupancy)
        several = len(waits) > 1
        return {
            "kind": kind,
            "windows": windows,
            "occupancy": found.occupancy,
            "overloaded": isinf(found.mean_wait),
            "mean_wait": 0 if isinf(found.mean_wait) else found.mean_wait,
            "within": found.within,
            "replay_wait": sum(waits) / len(waits) if waits else 0,
            "replay_half": queue_simulation.estimate(waits).half if several else 0,
            "replay_within": sum(shares) / len(shares) if shares else 0,
            "enough": found.within >= self.share,
        }

    @api.model
    def _divided(self, people, windows, run):
        """The same people in as many queues as there are dedicated windows: by organ
        where it is known and there are windows enough, by lot otherwise."""
        organs = {person.queue for person in people}
        if "" not in organs and len(organs) <= windows:
            return people
        random = Random(f"divided/{run}")
        return [
            person._replace(queue=str(random.randrange(windows))) for person in people
        ]

    def action_chart(self):
        """The outlook as a chart."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Waiting by Number of Windows"),
            "res_model": "yichuang.staffing.line",
            "view_mode": "graph,list",
            "domain": [("staffing_id", "=", self.id)],
        }

    def action_export(self):
        """The outlook as a workbook, with its chart."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/staffing/{self.id}.xlsx",
            "target": "download",
        }
