"""The queue of the day, opened by ``script/server``: counters kept by departments stand
beside the one window, and people are served, called and waiting at each zone. It stops
at this moment."""

import heapq
import random
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from .month import Month

OPENED_BEFORE = timedelta(minutes=50)
# Numbers a zone hands out in that time for each window, and in the last minutes.
PER_WINDOW, AT_LAST = 6, 3
KEPT = ("105", "110", "118")
OPEN_AT_ONCE = 2
LAYOUT = "一窗受理（4 + 1），保留专业窗口"


class Today(Month):
    """Today's hall, as it is at this moment."""

    def open(self):
        """Open the windows and let people come.

        :returns: how many steps of each kind were taken; none where windows are
            open
        """
        now = fields.Datetime.now()
        # What was forgotten yesterday ends first, as by the hour of a running server.
        self.env["yichuang.ticket"]._cron_expire()
        self.env["yichuang.window.shift"]._cron_close_forgotten()
        day = hall_date(now)
        self._staff()
        if self.env["yichuang.window.shift"].search_count(
            [
                ("state", "!=", "closed"),
                ("user_id", "in", [clerk.id for clerk in self.clerks]),
            ],
            limit=1,
        ):
            return self.done
        self.end = now
        self.rng = random.Random(f"{self.rng.random()}/{day}")
        self.visits, self.desks = {}, []
        self._keep_departments(day)
        start = max(now - OPENED_BEFORE, hall_day_start(day))
        self._plan_today(start, now)
        with freeze_time(start, tick=False) as clock:
            while self.turns:
                turn = heapq.heappop(self.turns)
                clock.move_to(turn.at)
                self._take(turn)
        self.env.flush_all()
        return self.done

    def _keep_departments(self, day):
        """From today on some counters of departments stand beside the one window."""
        self.kept = [
            self.env.ref(f"yichuang_intake.demo_window_{number}") for number in KEPT
        ]
        layouts = self.env(user=self.manager.id)["yichuang.hall.layout"]
        layout = layouts._on(self.clerk.company_id, day)
        if layout.name == LAYOUT or layout.date_from >= day:
            return
        layout.date_to = day - timedelta(days=1)
        mixed = layout.copy({"name": LAYOUT, "date_from": day, "date_to": False})
        mixed.line_ids = [(0, 0, {"window_id": window.id}) for window in self.kept]

    def _plan_today(self, start, now):
        minutes = int((now - start) / timedelta(minutes=1))
        for window, clerk in zip(
            [*self.windows[:OPEN_AT_ONCE], *self.kept], self.clerks, strict=True
        ):
            self._at(start, "open", {"window": window, "clerk": clerk})
            visit = {"zone": window.zone_id, "organ": window.department_id}
            arrivals = [self.rng.randrange(minutes + 1) for _n in range(PER_WINDOW)]
            for minute in arrivals:
                self._at(start + timedelta(minutes=minute), "arrive", {**visit})
            for second in range(AT_LAST):
                moment = now - timedelta(seconds=20 * (second + 1))
                self._at(max(moment, start), "arrive", {**visit})


def run(env, **options):
    """Open the queue of the day, unless it is open; what was done, for the log."""
    return Today(env, **{"count": 0, **options}).open()
