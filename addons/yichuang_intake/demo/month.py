"""A believable month of a sample hall, through the public methods.

Nothing is written past the rules: every number, receipt, notice, acceptance, opinion,
decision, hand-over, rating, letter and answer is a real step of a person of the demo,
on a day of the past by a clock that is set (freezegun, as in tests), and each evening
the scheduled jobs run. A step that the rules refuse is left out and counted, as a
person would leave it. The same seed gives the same month.

Here are the clock and the plan. ``month_matters`` has what becomes of the matters,
``month_procedures`` what the law provides for on the way, ``month_joint`` several
matters as one, ``month_papers`` and ``month_help`` what happens at the window,
``month_queue`` windows and numbers, ``month_bags`` the hand-overs, ``month_voices`` the
ratings, ``month_cards`` the supervision, ``month_office`` the back office,
``month_hotline`` what the hotline hands over.

``script/server`` runs it once, in a new demo database, and opens the queue of the day.
It is no part of the module's data: a hall never loads it, and tests do not wait for it.
"""

import heapq
import random
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf
from unittest.mock import patch

from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.yichuang_catalog.tools.suitability import AT_EVERY_WINDOW
from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from .month_bags import Bags
from .month_cards import Cards
from .month_help import Help
from .month_hotline import Hotline
from .month_joint import Joint
from .month_matters import Matters
from .month_office import Office
from .month_papers import Papers
from .month_procedures import Procedures
from .month_queue import Queue
from .month_voices import Voices

BUSY = (9, 9, 9, 10, 10, 10, 11, 14, 14, 15, 15, 16)
# Of a hundred matters: what becomes of them. All others are granted.
FATES = {
    "denied": 4,
    "supplement": 10,
    "lapse": 2,
    "refused": 3,
    "withdrawn": 3,
    "terminated": 1,
    "revoked": 1,
    "void": 1,
    "slow": 5,
    "silent": 2,
}
# When the jobs run that are too long for every night of a sample.
FRIDAY = 4
# Matters from before the month that nobody has decided yet, and how many days before.
STUCK, STUCK_DAYS = 3, (14, 24)


@dataclass(order=True)
class Turn:
    """Something that is to happen at a moment."""

    at: datetime
    number: int
    step: str = field(compare=False)
    subject: dict = field(compare=False)


class Month(
    Matters,
    Procedures,
    Joint,
    Papers,
    Help,
    Queue,
    Bags,
    Voices,
    Cards,
    Office,
    Hotline,
):
    """One month of work, day by day.

    :param count: how many matters come in
    :param last: the last day, by default yesterday
    """

    # Steps that are transactions of their own, as by night.
    jobs = frozenset({"evening"})

    def __init__(self, env, count=100, last=None, days=30, seed=2026):
        self.env = env(
            context={
                **env.context,
                "lang": "zh_CN",
                "tracking_disable": True,
                "mail_notrack": True,
            }
        )
        self.rng = random.Random(seed)
        self.count = count
        self.last = last or hall_date() - timedelta(days=1)
        self.first = self.last - timedelta(days=days)
        self.end = hall_day_start(self.last + timedelta(days=1))
        self.turns = []
        self.planned = 0
        self.left_out = Counter()
        self.kept = {}
        self.done = Counter()

    def run(self):
        """Let the month pass.

        :returns: how many steps of each kind were taken
        """
        self._staff()
        self._clear_windows()
        self._plan()
        # To a clock that is set, connections seem old; each would be made anew.
        with (
            patch("odoo.sql_db.MAX_IDLE_TIMEOUT", inf),
            freeze_time(str(self.first), tick=False) as clock,
        ):
            while self.turns:
                turn = heapq.heappop(self.turns)
                clock.move_to(turn.at)
                self._take(turn)
        self.env.flush_all()
        return self.done

    def _staff(self):
        """Who works in the hall, and on what."""
        env = self.env
        self.clerk = env.ref("yichuang_intake.user_clerk")
        self.decider = env.ref("yichuang_intake.user_decider")
        self.manager = env.ref("yichuang_catalog.user_manager")
        self.supervisor = env.ref("yichuang_catalog.user_supervisor")
        self.second_supervisor = env.ref("yichuang_intake.user_supervisor_wu")
        organs = env["yichuang.mandate"].search([("state", "=", "active")])
        self.services = env["yichuang.service"].search(
            [
                ("department_id", "in", organs.department_id.ids),
                ("current_version_id.situation_ids", "=", False),
                ("current_version_id.case_type", "in", ("instant", "promise")),
                ("window_mode", "in", AT_EVERY_WINDOW),
            ],
            order="id",
        )
        names = ("clerk", "clerk_liu", "clerk_chen", "clerk_zhao", "clerk_sun")
        self.clerks = [env.ref(f"yichuang_intake.user_{name}") for name in names]
        self.windows = [
            env.ref(f"yichuang_intake.demo_window_{number}") for number in range(1, 5)
        ]

    def _plan(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        days = [
            self.first + timedelta(days=n)
            for n in range((self.last - self.first).days + 1)
        ]
        self.worked = [day for day in days if workdays.is_worked(day)]
        self.visits, self.desks = {}, []
        for day in self.worked:
            self._plan_day(day)
        self._plan_times()
        self._plan_voices()
        self._plan_joint()
        self._plan_office()
        self._plan_hotline()
        # A few services make most of the work, as in every hall.
        weights = [1 / (1 + rank) for rank in range(len(self.services))]
        order = self.rng.sample(list(self.services), len(self.services))
        slow = [s for s in order if s.current_version_id.case_type == "promise"]
        for fate in self._fates():
            service = self.rng.choices(order, weights)[0]
            if fate == "silent" and slow:
                # What is decided at once is not left lying.
                service = self.rng.choice(slow)
            matter = {"service": service, "fate": fate}
            self._on(self.rng.choice(self.worked), "arrive", matter)
        for service in self.rng.choices(slow, k=min(STUCK, self.count) if slow else 0):
            before = timedelta(days=self.rng.randint(*STUCK_DAYS))
            matter = {"service": service, "fate": "stuck"}
            self._on(self.first - before, "receive", matter)

    def _fates(self):
        """What becomes of each matter, in no order."""
        fates = [
            fate
            for fate, share in FATES.items()
            for _n in range(round(share * self.count / 100))
        ]
        fates += ["granted"] * (self.count - len(fates))
        self.rng.shuffle(fates)
        return fates

    def _plan_day(self, day):
        """What every working day brings, whoever comes."""
        start = hall_day_start(day)
        self._plan_windows(day, start)
        self._plan_bags(day, start)
        self._at(start + timedelta(hours=18, minutes=40), "evening", {})

    def _at(self, moment, step, subject):
        """Have a step taken at a moment, if the month lasts so long."""
        if moment < self.end:
            self.planned += 1
            heapq.heappush(self.turns, Turn(moment, self.planned, step, subject))

    def _on(self, day, step, subject):
        """Have a step taken on a working day at some moment of its hours."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        day = workdays.on_or_after(day)
        moment = hall_day_start(day) + timedelta(
            hours=self.rng.choice(BUSY), minutes=self.rng.randrange(60)
        )
        earliest = subject.get("at")
        if earliest and moment <= earliest:
            moment = earliest + timedelta(minutes=self.rng.randint(6, 25))
        self._at(moment, step, subject)

    def _later(self, subject, least, most, step):
        days = self.rng.randint(least, most)
        self._on(hall_date(subject["at"]) + timedelta(days=days), step, subject)

    def _soon(self, subject, minutes, step):
        self._at(subject["at"] + timedelta(minutes=minutes), step, subject)

    def _take(self, turn):
        """Take one step, or leave it out where the rules refuse it."""
        turn.subject["at"] = turn.at
        step = getattr(self, f"_{turn.step}")
        try:
            if turn.step in self.jobs:
                step(turn.subject)
            else:
                with self.env.cr.savepoint():
                    step(turn.subject)
                    self._pass_unseen()
            self.done[turn.step] += 1
        except (UserError, ValidationError, AccessError) as error:
            self.env.invalidate_all()
            self.left_out[turn.step, str(error)[:120]] += 1

    def _seen(self, records):
        """What whoever tells the month sees of records, to know whose step is next; the
        step itself is that person's."""
        return records.sudo()

    def _pass_unseen(self):
        """No screen watches the past, and no worker waits to be told of it."""
        self.env.cr.precommit.data.pop("yichuang_screens", None)
        self.env.cr.postcommit.clear()

    def _evening(self, day):
        """The scheduled jobs of the night, and what people will find in the morning."""
        env = self.env(user=SUPERUSER_ID)
        last_of_week = hall_date().weekday() == FRIDAY
        with _without_commits(env["ir.cron"]):
            env["yichuang.ticket"]._cron_expire()
            env["yichuang.appointment"]._cron_miss()
            env["yichuang.case"]._cron_deem_accepted()
            env["yichuang.case"]._cron_lapse()
            env["yichuang.evaluation"]._cron_close_unrated()
            self._look_for_breaches(env["yichuang.alert.rule"], last_of_week)
        self._new_cards(day["at"])
        self._close_the_day(env, last_of_week)


@contextmanager
def _without_commits(cron):
    """Let the jobs of a night be part of the month: by themselves each commits its
    portions, and what was read has to be read again."""
    with patch.object(type(cron), "_commit_progress", lambda *_args, **_more: inf):
        yield


def run(env, **options):
    """Make the month, count its figures and score it; what was done, for the log."""
    month = Month(env, **options)
    done = month.run()
    env["yichuang.figure.day"]._refresh(full=True)
    env["yichuang.figure.score"]._cron_score()
    month._compare_halves()
    return done, month.left_out
