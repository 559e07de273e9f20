"""Windows and numbers of the sample month: who comes takes a number, and a free window
calls whoever is next, as the screens of the hall do it."""

from datetime import timedelta

OPENS, CLOSES = timedelta(hours=8, minutes=50), timedelta(hours=17, minutes=30)
GIVES_UP = timedelta(hours=18, minutes=30)
LUNCH, LUNCH_ENDS = timedelta(hours=12, minutes=5), timedelta(hours=12, minutes=45)
# Of a hundred numbers: where they are taken.
CHANNELS = {"kiosk": 78, "desk": 14, "portal": 8}
# People who only ask come besides those with a matter; numbers a day.
ASKING = (2, 6)
MISSING_SHARE, PRIORITY_SHARE = 0.05, 0.06
REASONS = ("elderly", "elderly", "disabled", "pregnant", "military")


class Queue:
    """Mixed into ``Month``. A desk is a window and its clerk for a day; a visit is a
    person with a number, whose matter it may be."""

    visits: dict
    desks: list

    def _clear_windows(self):
        """Close what the sample hall has open now: in the month it was not yet."""
        people = [clerk.id for clerk in self.clerks]
        shifts = self.env["yichuang.window.shift"].search(
            [("state", "!=", "closed"), ("user_id", "in", people)]
        )
        for shift in shifts:
            shift.with_user(shift.user_id).action_close()

    def _plan_windows(self, day, start):
        for place, window in enumerate(self.windows):
            turn = (place + day.toordinal()) % len(self.clerks)
            desk = {"window": window, "clerk": self.clerks[turn]}
            opens = OPENS + timedelta(minutes=self.rng.randrange(10))
            self._at(start + opens, "open", desk)
            self._at(start + CLOSES, "shut", desk)
            if place % 2:
                self._at(start + LUNCH, "pause", desk)
        for _number in range(self.rng.randint(*ASKING)):
            self._on(day, "arrive", {})

    def _open(self, desk):
        clerk = desk["clerk"]
        desk["window"].with_user(clerk).action_open()
        shifts = self.env["yichuang.window.shift"]
        desk["shift"] = shifts._of(clerk).with_user(clerk)
        desk["busy"] = True
        self.desks.append(desk)
        self._call(desk)

    def _arrive(self, visit):
        zone = visit.get("zone") or self.windows[0].zone_id
        values = {}
        if visit.get("organ"):
            values["department_id"] = visit["organ"].id
        if self.rng.random() < PRIORITY_SHARE:
            values["priority_reason"] = self.rng.choice(REASONS)
        [channel] = self.rng.choices(list(CHANNELS), CHANNELS.values())
        ticket = self.env["yichuang.ticket"]._take(zone, channel, **values)
        self.visits[ticket.id] = visit
        self._wake_desk(zone, visit["at"])

    def _wake_desk(self, zone, moment):
        """Whoever is free there calls the next number."""
        for desk in self.desks:
            if not desk["busy"] and desk["shift"].zone_id == zone:
                desk["busy"] = True
                self._at(moment + timedelta(minutes=1), "call", desk)
                break

    def _call(self, desk):
        shift = desk["shift"]
        ticket = shift.env["yichuang.ticket"]._call_next(shift)
        desk.update(ticket=ticket, busy=bool(ticket))
        if not ticket:
            return
        visit = self.visits.get(ticket.id, {})
        gone = "service" not in visit and self.rng.random() < MISSING_SHARE
        self._soon(desk, 1, "miss" if gone else "serve")

    def _miss(self, desk):
        ticket = desk["ticket"]
        while ticket.calls < ticket.company_id.queue_calls:
            ticket.action_recall()
        ticket.action_miss()
        self._soon(desk, 1, "call")

    def _serve(self, desk):
        desk["ticket"].action_start()
        visit = self.visits.get(desk["ticket"].id, {})
        has_matter = "service" in visit
        minutes = self.rng.randint(*((11, 24) if has_matter else (3, 9)))
        self._soon(desk, minutes, "finish")
        if has_matter:
            visit["clerk"] = desk["clerk"]
            self._at(desk["at"] + timedelta(minutes=5), "receive", visit)

    def _finish(self, desk):
        desk["ticket"].action_finish()
        self._soon(desk, 1, "call")

    def _pause(self, desk):
        if desk["busy"]:
            return
        desk["shift"].action_pause()
        desk["busy"] = True
        self._at(desk["at"] + (LUNCH_ENDS - LUNCH), "resume", desk)

    def _resume(self, desk):
        desk["shift"].action_resume()
        self._call(desk)

    def _shut(self, desk):
        """Close the window once nobody is there; later is for the nightly job."""
        if desk["busy"]:
            if desk.setdefault("waits", 0) < (GIVES_UP - CLOSES) / timedelta(minutes=5):
                desk["waits"] += 1
                self._soon(desk, 5, "shut")
            return
        desk["shift"].action_close()
        self.desks.remove(desk)
