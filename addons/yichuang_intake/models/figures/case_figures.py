from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Case(models.Model):
    """What the figures of the hall count about a case, kept with it when it happens,
    so that the count of ten years reads no ledger."""

    _name = "yichuang.case"
    _inherit = ["yichuang.case", "yichuang.counted"]

    _guarded_fields = frozenset(
        {
            "promise_due_on",
            "handling_days",
            "sent_back_on",
            "judged_on",
            "work_points",
        }
    )

    promise_due_on = fields.Date(
        "Promised Until",
        compute="_compute_promise_due_on",
        store=True,
        help="承诺期限届满日, which stays when a later duty has another due date.",
    )
    handling_days = fields.Integer(
        "Working Days Used",
        compute="_compute_handling_days",
        store=True,
        aggregator="avg",
        help="实际用时（工作日）: from acceptance to the decision, without what "
        "stopped the statutory limit (行政许可法 Art. 45).",
    )
    sent_back_on = fields.Datetime(
        "First Sent Back",
        readonly=True,
        copy=False,
        help="退件时间: an online application that was first sent back unreceived.",
    )
    judged_on = fields.Datetime(
        "First Looked At",
        compute="_compute_judged_on",
        store=True,
        help="When an online application was first received or sent back.",
    )

    work_points = fields.Integer(
        "Difficulty",
        readonly=True,
        copy=False,
        default=1,
        help="难度系数 of the service when the matter was received: what it adds to "
        "the workload of its window.",
    )

    # The rollup of a day reads the rows of that day; so does whoever opens a number.
    _accepted_idx = models.Index("(accepted_on) WHERE accepted_on IS NOT NULL")
    _decided_idx = models.Index("(decided_on) WHERE decided_on IS NOT NULL")
    _ended_idx = models.Index("(ended_on) WHERE ended_on IS NOT NULL")
    _notified_idx = models.Index("(notified_on) WHERE notified_on IS NOT NULL")
    _judged_idx = models.Index("(judged_on) WHERE judged_on IS NOT NULL")

    @api.depends("clock_ids.kind", "clock_ids.due_on")
    def _compute_promise_due_on(self):
        for case in self:
            case.promise_due_on = case._clock("promise").due_on

    @api.depends("accepted_on", "decided_on")
    def _compute_handling_days(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for case in self:
            if not (case.accepted_on and case.decided_on):
                case.handling_days = False
                continue
            clock = case._clock("legal")
            case.handling_days = workdays.count(
                hall_date(case.accepted_on),
                hall_date(case.decided_on),
                clock._derivation().pauses if clock else (),
            )

    @api.depends("channel", "received_on", "sent_back_on")
    def _compute_judged_on(self):
        for case in self:
            case.judged_on = case.sent_back_on or (
                case.channel == "online" and case.received_on
            )

    def _values_receive(self, vals):
        values = super()._values_receive(vals)
        for case in self:
            mine = values.setdefault(case.id, {})
            mine["work_points"] = case.service_id.sudo().work_points
        return values

    def _values_send_back(self, vals):
        super()._values_send_back(vals)
        now = fields.Datetime.now()
        return {case.id: {"sent_back_on": case.sent_back_on or now} for case in self}
