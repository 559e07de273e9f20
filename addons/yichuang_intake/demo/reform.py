"""The article's two months, replayed through the real queue and the real cases.

April: eleven departments at twenty-one windows of their own, 422 matters. May: four
windows that take in everything and one that hands out, 944 matters; each of twenty-one
working days. Every number is taken, called and served, every matter received by the
clerk of an open window, on its day by a clock that is set. Some of those who came rate
by the code of their receipt, as many satisfied of them as the article says: nine of ten
in April, all in May. That is a simulation, and the comparison says so. What comes out
is compared by the hall's own figures.

It takes a minute or two, so it is run when it is wanted, in a demo database:

    echo 'from odoo.addons.yichuang_intake.demo.reform import run; print(*run(env))' |
        script/odoo shell -d yichuang --no-http
"""

from dataclasses import dataclass
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.addons.yichuang_catalog.tools.suitability import AT_EVERY_WINDOW
from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from .month import Month

OPENS, CLOSES = timedelta(hours=9), timedelta(hours=17)


@dataclass(frozen=True)
class Era:
    """One month in one layout.

    :param rated: how many of those who came rate, and ``bad`` how many of them badly
    """

    name: str
    first: date
    last: date
    windows: int
    matters: int
    department_windows: bool
    rated: int = 0
    bad: int = 0


ERAS = (
    Era("部门窗口", date(2026, 4, 1), date(2026, 4, 30), 21, 422, True, 180, 18),
    Era("一窗受理", date(2026, 5, 6), date(2026, 6, 2), 4, 944, False, 400),
)
DEPARTMENTS = 11
NOTE = (
    "模拟重放：取号、叫号、收件和评价都由演示程序按文章所载数量逐件做出，"
    "不是真实群众的办件和评价。"
)


class Reform(Month):
    """Both months.

    :param organs: the departments; by default the first eleven with matters to offer
    """

    def __init__(self, env, eras=ERAS, organs=None, seed=2026):
        super().__init__(env, count=0, last=eras[-1].last, seed=seed)
        self.eras = eras
        self.organs = organs

    def run(self):
        """Replay both months and compare them.

        :returns: the comparison
        """
        self._staff()
        self.manager = self.manager or self.env.ref("yichuang_catalog.user_manager")
        by_organ = self.services.grouped("department_id")
        self.organs = self.organs or [*by_organ][:DEPARTMENTS]
        self.offered = [s for organ in self.organs for s in by_organ[organ]]
        moved_in = self.env["yichuang.service.group"].create(
            {
                "name": "改革演示进驻事项",
                "qualified_only": False,
                "service_ids": [(6, 0, self._moved_in().ids)],
            }
        )
        self.zone = self.env["yichuang.zone"].create(
            {
                "name": "改革演示区",
                "code": "RX",
                "reception": "by_class",
                "group_ids": [(6, 0, moved_in.ids)],
            }
        )
        self._make_room()
        for era in self.eras:
            self._replay(era)
        self.env.flush_all()
        self.env["yichuang.figure.day"]._refresh(full=True)
        before, after = self.eras
        comparisons = self.env(user=self.manager.id)["yichuang.figure.comparison"]
        return comparisons.create(
            {
                "name": "一窗受理改革前后（模拟重放）",
                "note": NOTE,
                "before_first": before.first,
                "before_last": before.last,
                "after_first": after.first,
                "after_last": after.last,
                "before_exit": 0,
                "after_exit": 1,
            }
        )

    manager = None

    def _make_room(self):
        """Layouts in which the sample hall stood in these months stand before and after
        them only."""
        first, last = self.eras[0].first, self.eras[-1].last
        layouts = self.env["yichuang.hall.layout"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("date_from", "<=", last),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", first),
            ]
        )
        for layout in layouts:
            until = layout.date_to
            layout.date_to = first - timedelta(days=1)
            if not until or until > last:
                layout.copy({"date_from": last + timedelta(days=1), "date_to": until})

    def _moved_in(self):
        """All that the departments offer and that needs no window of its own."""
        return self.env["yichuang.service"].search(
            [
                ("department_id", "in", [organ.id for organ in self.organs]),
                ("current_version_id", "!=", False),
                ("window_mode", "in", AT_EVERY_WINDOW),
            ]
        )

    def _replay(self, era):
        self.given = 0
        windows = self._lay_out(era)
        clerks = self._clerks(len(windows))
        workdays = self.env["yichuang.calendar.day"]._workdays()
        span = (era.last - era.first).days + 1
        days = [era.first + timedelta(days=n) for n in range(span)]
        days = [day for day in days if workdays.is_worked(day)]
        with freeze_time(str(era.first), tick=False) as clock:
            came = 0
            for at, day in enumerate(days):
                start = hall_day_start(day)
                clock.move_to(start + OPENS)
                shifts = [
                    window.with_user(clerk)._open(clerk).with_env(self.env)
                    for window, clerk in zip(windows, clerks, strict=True)
                ]
                for turn in range(_share(era.matters, len(days), at)):
                    case = self._serve(era, shifts, clock, start, turn)
                    if _share(era.rated, era.matters, came):
                        self._opinion(era, case)
                    came += 1
                clock.move_to(start + CLOSES)
                for shift in shifts:
                    shift.with_user(shift.user_id).action_close()
                self.env.invalidate_all()

    def _lay_out(self, era):
        """The windows of the era and the layout in which they stand."""
        organs = self.organs
        windows = self.env["yichuang.window"].create(
            [
                {
                    "name": f"{organs[n % len(organs)].name}窗口"
                    if era.department_windows
                    else "综合窗口",
                    "number": f"R{era.department_windows:d}{n:02}",
                    "zone_id": self.zone.id,
                    "kind": "department" if era.department_windows else "comprehensive",
                    "department_id": era.department_windows
                    and organs[n % len(organs)].id,
                }
                for n in range(era.windows)
            ]
        )
        self.env["yichuang.hall.layout"].create(
            {
                "name": era.name,
                "date_from": era.first,
                "date_to": era.last,
                "line_ids": [(0, 0, {"window_id": window.id}) for window in windows],
            }
        )
        return windows

    def _clerks(self, count):
        users = self.env["res.users"].with_context(no_reset_password=True)
        group = self.env.ref("yichuang_intake.group_clerk")
        known = users.search([("login", "like", "reform_clerk_")], order="id")
        known += users.create(
            [
                {
                    "name": f"窗口人员{n:02}（演示）",
                    "login": f"reform_clerk_{n:02}",
                    "group_ids": [(6, 0, group.ids)],
                }
                for n in range(len(known), count)
            ]
        )
        return known[:count]

    def _serve(self, era, shifts, clock, start, turn):
        """One number: taken, called, served, and the matter received."""
        service = self.rng.choice(self.offered)
        fitting = [
            shift
            for shift in shifts
            if not era.department_windows
            or shift.department_id == service.department_id
        ]
        shift = fitting[turn % len(fitting)]
        came = start + OPENS + timedelta(minutes=2 + turn * 9)
        clock.move_to(came)
        organ = {"department_id": service.department_id.id}
        ticket = self.env["yichuang.ticket"]._take(
            self.zone, "kiosk", **(organ if era.department_windows else {})
        )
        mine = shift.with_user(shift.user_id)
        clock.move_to(came + timedelta(minutes=self.rng.randint(0, 9)))
        called = mine.env["yichuang.ticket"]._call_next(mine)
        assert called.id == ticket.id, "nobody else waits"
        called.action_start()
        legal = service.current_version_id.applicant_kind == "legal"
        case = mine.env["yichuang.case"].create(
            {"service_id": service.id, **self._applicant(legal)}
        )
        case.action_receive()
        clock.move_to(came + timedelta(minutes=self.rng.randint(12, 20)))
        called.action_finish()
        return case

    def _opinion(self, era, case):
        """The applicant rates by the code of the receipt; what was bad is put right by
        those whose step it is."""
        bad = _share(era.bad, era.rated, self.given)
        self.given += 1
        evaluation = case._open_evaluation()
        evaluation._give(self.rng.choice("45" if bad else "1123"), channel="kiosk")
        for task in evaluation.task_ids:
            for step in ("contact", "fix", "close"):
                self._repair({"task": task, "course": [step]})


def _share(count, parts, at):
    """How many of so many things fall to one part of several, evenly spread.

    >>> [_share(4, 3, at) for at in range(3)]
    [1, 1, 2]
    """
    return count * (at + 1) // parts - count * at // parts


def run(env, **options):
    """Replay the two months and keep what came of it; the rows of the comparison."""
    comparison = Reform(env, **options).run()
    env.cr.commit()
    return [
        f"{line.kind}: {line.before:g} → {line.after:g} ({line.ratio:.3f} ×)"
        for line in comparison.line_ids
    ]
