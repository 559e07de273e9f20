from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import service_clock


class Contract(models.Model):
    """The service clock (服务时钟): which party the contract waits for, since when, and
    when the agency's time is over. The rules are in ``tools/service_clock.py``."""

    _inherit = "yichuang.market.contract"

    _guarded_fields = frozenset({"extra_days", "paused_until", "told_level", "tell_on"})

    segment_ids = fields.One2many(
        "yichuang.market.clock.segment", "contract_id", "Service Clock", readonly=True
    )
    extra_days = fields.Integer(
        "Working Days Added", readonly=True, copy=False, help="已批准延期工作日"
    )
    paused_until = fields.Date(
        readonly=True, copy=False, help="暂停截止日: the last day of a suspension."
    )
    waits_for = fields.Selection(
        related="open_segment_id.party", string="Waits For", help="当前责任方"
    )
    open_segment_id = fields.Many2one(
        "yichuang.market.clock.segment", compute="_compute_open_segment_id"
    )
    told_level = fields.Integer(
        "Told of (per cent)",
        readonly=True,
        copy=False,
        help="已提醒: the last of 80, 100, 120 per cent of the time that was told.",
    )
    tell_on = fields.Date("Next Warning", readonly=True, copy=False, help="下次提醒日")

    _tell_idx = models.Index("(tell_on) WHERE state = 'active'")

    @api.depends("segment_ids.end_on")
    def _compute_open_segment_id(self):
        for contract in self:
            contract.open_segment_id = contract.segment_ids.filtered(
                lambda segment: not segment.end_on
            )[:1]

    def _note(self, fact, reason=False):
        """Enter what happened today: the stretch under way ends, the one that follows
        from the fact begins, and the due date is derived anew."""
        today, workdays = self._today(), self._workdays()
        # Nobody writes the clock by hand; the step that moves it was checked.
        segments = self.env["yichuang.market.clock.segment"].sudo()
        vals_list = []
        for contract in self.sudo():
            before = contract.segment_ids.sorted("id").mapped("kind")
            running = contract.segment_ids.filtered(lambda one: not one.end_on)
            if running:
                running.write(
                    {
                        "end_on": today,
                        "days": max(workdays.count(running.start_on, today), 0),
                    }
                )
            kind = service_clock.begun(fact, before)
            if kind:
                vals_list.append(
                    {
                        "contract_id": contract.id,
                        "kind": kind,
                        "start_on": today,
                        "planned_days": contract._planned_days(kind),
                        "reason": reason,
                    }
                )
        # The open one of each contract is unique: end before beginning.
        segments.flush_model()
        segments.create(vals_list)
        self._derive_due()

    def _note_selection(self):
        """Enter the time of selecting, with the first contract of a notice."""
        today, workdays = self._today(), self._workdays()
        vals_list = []
        for contract in self.sudo():
            notice = contract.notice_id
            if notice.contract_ids - contract:
                continue
            begin = hall_date(notice.published_on)
            publicity = notice.company_id._market_publicity_workdays(notice.funding)
            closing = hall_date(notice.sign_close)
            vals_list.append(
                {
                    "contract_id": contract.id,
                    "kind": "select",
                    "start_on": begin,
                    "end_on": today,
                    "planned_days": max(workdays.count(begin, closing), 0) + publicity,
                    "days": max(workdays.count(begin, today), 0),
                }
            )
        self.env["yichuang.market.clock.segment"].sudo().create(vals_list)

    def _planned_days(self, kind):
        """The working days that a stretch should take at most."""
        self.ensure_one()
        hall = self.company_id
        today = self._today()
        if kind == "work":
            return max(self._time_limit() - self._days_worked(), 0)
        if kind == "suspended":
            until = self.paused_until
            return self._workdays().count(today, until) if until else 0
        return {
            "contract": hall.market_sign_workdays,
            "wait_data": hall.market_data_workdays,
            "acceptance": hall.market_accept_workdays,
            "rework": hall.market_rework_workdays,
        }.get(kind, 0)

    def _time_limit(self):
        """The agency's working days: those agreed and those granted since."""
        self.ensure_one()
        return self.days + self.extra_days

    def _days_worked(self):
        """Working days the agency has used of them."""
        self.ensure_one()
        return service_clock.worked(
            self.segment_ids._stretches(), self._today(), self._workdays()
        )

    def _derive_due(self):
        """Derive due date and next warning of these contracts from their clocks."""
        workdays = self._workdays()
        for contract in self.sudo():
            stretches = contract.segment_ids._stretches()
            kind = stretches[-1].kind if stretches and not stretches[-1].end else ""
            if kind not in ("wait_data", "work", "suspended", "rework"):
                contract._write_due({"tell_on": False})
                continue
            if kind == "rework":
                days = contract.company_id.market_rework_workdays
                due = workdays.add(stretches[-1].start, days)
            else:
                until = contract.data_by if kind == "wait_data" else None
                until = contract.paused_until if kind == "suspended" else until
                limit = contract._time_limit()
                due = service_clock.due(limit, stretches, workdays, until or None)
            contract._write_due(
                {
                    "due_on": due.date if due else False,
                    "provisional": bool(due) and due.provisional,
                    "tell_on": contract._warning_day(stretches, workdays),
                }
            )

    def _warning_day(self, stretches, workdays):
        level = service_clock.next_level(self.told_level)
        if not level:
            return False
        limit = self._time_limit()
        return service_clock.level_day(level, limit, stretches, workdays) or False

    def _write_due(self, vals):
        changed = {name: vals[name] for name in vals if self[name] != vals[name]}
        if changed:
            self._write_guarded(changed)

    @api.model
    def _rederive_due(self, since):
        """Derive the due dates of running contracts anew, from a day on whose
        standing as a working day has changed."""
        for contract in self.search(
            [
                ("state", "in", ("active", "suspended", "rework")),
                ("due_on", ">=", since),
            ]
        ):
            before = contract.due_on
            contract._derive_due()
            if contract.due_on != before:
                contract._log_event("rederive", {"from": before, "to": contract.due_on})
