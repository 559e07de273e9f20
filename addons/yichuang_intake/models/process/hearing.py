from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.hearing import request_until
from ...tools.licensing_law import (
    ARTICLES,
    HEARING_ORGANISE_DAYS,
    HEARING_REQUEST_DAYS,
)

REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
# What documents call the fields they state.
STATED = {
    "matter": "听证事项",
    "told_to": "被告知人",
    "request_until": "申请听证的期限",
    "held_at": "时间",
    "place": "地点",
    "chair_id": "主持人",
    "transcript": "听证笔录",
}
# What may no longer be changed once the hearing has left these states.
SETTLED = {
    ("draft",): frozenset({"case_id", "kind", "matter", "told_to"}),
    ("draft", "told", "requested"): frozenset({"held_at", "place", "chair_id"}),
}


class Hearing(models.Model):
    """A hearing (听证) on a case, from telling the right to it to deciding on its
    transcript (行政许可法 Art. 46–48).

    draft → told → requested, waived or lapsed; requested (or, where the law or a
    major public interest asks for it, told) → scheduled → held → closed, when the
    decider has taken the transcript into account.
    """

    _name = "yichuang.hearing"
    _description = "Hearing"
    _inherit = [
        "yichuang.case.named",
        "yichuang.hearing.guard",
        "yichuang.told.window",
        "yichuang.lifecycle",
    ]
    _order = "id desc"
    _rec_name = "case_id"

    _transitions = (
        Transition("tell", "draft", "told", groups=REVIEWER, guards="_guard_tell"),
        Transition(
            "request",
            "told",
            "requested",
            groups=REVIEWER,
            guards=("_guard_case_open", "_guard_window"),
        ),
        Transition("waive", "told", "waived", groups=REVIEWER, guards="_guard_right"),
        Transition("lapse", "told", "lapsed", groups=REVIEWER, guards="_guard_lapse"),
        Transition(
            "schedule",
            ("told", "requested"),
            "scheduled",
            groups=REVIEWER,
            guards=("_guard_case_open", "_guard_asked", "_guard_chair", "_guard_day"),
        ),
        Transition(
            "hold",
            "scheduled",
            "held",
            groups=REVIEWER,
            guards=("_guard_case_open", "_guard_chair", "_guard_transcript"),
        ),
        Transition(
            "consider", "held", "closed", groups=DECIDER, guards="_guard_consider"
        ),
    )
    _guarded_fields = frozenset(
        {"told_on", "request_until", "provisional", "requested_on", "notified_on"}
        | {"considered_by_id", "considered_on"}
    )
    _window_field = "request_until"
    _open_states = ("draft", "told", "requested", "scheduled")
    # The decider states it while the hearing is held; settled with the closing.
    _free_fields = frozenset({"record_basis"})

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="case_id.company_id")
    kind = fields.Selection(
        [
            ("interest", "Major direct interest"),
            ("public", "Required by law or major public interest"),
        ],
        required=True,
        default="interest",
        help="依申请听证 (Art. 47) or 依职权听证 (Art. 46).",
    )
    state = fields.Selection(
        [
            ("draft", "To Tell"),
            ("told", "Told"),
            ("requested", "Requested"),
            ("waived", "Waived"),
            ("lapsed", "Not Requested"),
            ("scheduled", "Scheduled"),
            ("held", "Held"),
            ("closed", "Transcript Considered"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        help="待告知, 已告知, 已申请, 已放弃, 逾期未申请, 已安排, 已举行, 已采纳笔录",
    )
    matter = fields.Text(help="听证事项")
    told_to = fields.Char(help="被告知人: applicant and interested parties.")

    # Days
    told_on = fields.Date(readonly=True, copy=False, help="告知日期")
    request_until = fields.Date(readonly=True, copy=False, help="申请听证截止日")
    provisional = fields.Boolean(
        readonly=True,
        copy=False,
        help="暂定: the working days of that year are not announced yet.",
    )
    requested_on = fields.Date(readonly=True, copy=False, help="申请日期")
    notified_on = fields.Date(readonly=True, copy=False, help="通知日期")

    # The hearing itself
    held_at = fields.Datetime("Time of Hearing", copy=False, help="听证时间")
    place = fields.Char(copy=False, help="听证地点")
    chair_id = fields.Many2one("res.users", copy=False, help="听证主持人")
    participant_ids = fields.One2many(
        "yichuang.hearing.participant", "hearing_id", "Participants"
    )
    transcript = fields.Text(copy=False, help="听证笔录")

    # What the decision takes from it
    record_basis = fields.Text(
        "Taken from the Transcript",
        copy=False,
        help="根据听证笔录作出决定的依据 (Art. 48).",
    )
    considered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    considered_on = fields.Datetime(readonly=True, copy=False)

    _window_idx = models.Index("(request_until) WHERE state = 'told'")
    _one_open = models.UniqueIndex(
        "(case_id) WHERE state NOT IN ('waived', 'lapsed', 'closed')",
        "A case has one open hearing at a time.",
    )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        for states, names in SETTLED.items():
            late = self.filtered(lambda hearing, s=states: hearing.state not in s)
            forced = names.intersection(vals)
            if late and forced:
                self._refuse_guarded(forced)
        if "record_basis" in vals and self.filtered(lambda h: h.state == "closed"):
            self._refuse_guarded({"record_basis"})

    def _why_undecided(self):
        """Why the case cannot be decided yet because of this hearing, or False."""
        self.ensure_one()
        name = self.case_id.display_name
        if self.state == "draft":
            return self.env._(
                "The hearing on %(case)s has not been told of (行政许可法 Art. 46, "
                "47). Tell it, or delete it if none is due.",
                case=name,
            )
        if self.state == "told" and self.kind == "interest":
            if hall_date() > self.request_until:
                return False
            return self.env._(
                "A hearing on %(case)s may be requested until %(day)s (行政许可法 Art. "
                "47). Wait for the request, the waiver or the end of that day.",
                case=name,
                day=self.request_until,
            )
        if self.state in ("told", "requested", "scheduled"):
            return self.env._(
                "The hearing on %(case)s has not been held (行政许可法 Art. 46, 47). "
                "Hold it first.",
                case=name,
            )
        if self.state == "held":
            return self.env._(
                "%(case)s is to be decided on the transcript of its hearing "
                "(行政许可法 Art. 48). Say in the hearing what the decision takes "
                "from it.",
                case=name,
            )
        return False

    def _unit(self):
        """The unit this hall counts the days of a hearing in."""
        return self.case_id.company_id.sudo().hearing_unit

    def _values_tell(self, vals):
        vals["told_on"] = today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        rights = self.filtered(lambda hearing: hearing.kind == "interest")
        rights._start_hearing_clocks(HEARING_REQUEST_DAYS)
        return {hearing.id: hearing._window(today, workdays) for hearing in rights}

    def _window(self, told_on, workdays):
        end = request_until(told_on, workdays, self._unit())
        return {"request_until": end.date, "provisional": end.provisional}

    def _values_request(self, vals):
        vals["requested_on"] = hall_date()
        self._stop_hearing_clocks(self.env._("requested"))
        self._start_hearing_clocks(HEARING_ORGANISE_DAYS)

    def _values_waive(self, vals):
        self._stop_hearing_clocks(self.env._("waived"))

    def _values_lapse(self, vals):
        self._stop_hearing_clocks(self.env._("not requested in time"))

    def _values_schedule(self, vals):
        vals["notified_on"] = hall_date()

    def _values_hold(self, vals):
        self._stop_hearing_clocks(self.env._("held"))

    def _values_consider(self, vals):
        vals.update(considered_by_id=self.env.uid, considered_on=fields.Datetime.now())

    def _after_tell(self, vals):
        # A hearing that the law demands is announced, nobody has to ask for it.
        asked = self.filtered(lambda hearing: hearing.kind == "interest")
        asked._issue_papers("hearing_told", ("matter", "told_to", "request_until"))

    def _after_schedule(self, vals):
        self._issue_papers("hearing_notice", ("matter", "held_at", "place", "chair_id"))
        self._issue_papers("hearing_public", ("matter", "held_at", "place"))

    def _after_hold(self, vals):
        self._issue_papers("hearing_record", ("matter", "held_at", "transcript"))

    def _issue_papers(self, kind, names):
        """Issue the document of this kind, stating these fields."""
        for hearing in self:
            hearing.case_id._issue_document(
                kind,
                {
                    hearing.case_id.id: {
                        STATED[name]: hearing._stated(name) for name in names
                    }
                },
            )

    def _stated(self, name):
        """The value of a field as a document states it."""
        self.ensure_one()
        value = self[name]
        if name == "held_at":
            return self.case_id._hall_time(value)
        if name == "request_until":
            return chinese_date.plain(value)
        return value.name if name == "chair_id" else value or ""

    def _start_hearing_clocks(self, days):
        self.case_id._start_clocks(
            [(h.case_id, "hearing", days, h._unit()) for h in self], hall_date()
        )

    def _stop_hearing_clocks(self, reason):
        self.case_id._stop_clocks(["hearing"], hall_date(), ARTICLES["hearing"], reason)

    @api.depends("case_id")
    def _compute_display_name(self):
        for hearing in self:
            hearing.display_name = self.env._(
                "Hearing on %(case)s", case=hearing.case_id.display_name
            )

    def action_tell(self):
        """Tell the right to a hearing, or announce one that is required."""
        return self._step("tell")

    def action_request(self):
        """Record that a hearing is requested."""
        return self._step("request")

    def action_waive(self):
        """Record that the right to a hearing is waived."""
        return self._step("waive")

    def action_lapse(self):
        """Record that nobody requested a hearing in time."""
        return self._step("lapse")

    def action_schedule(self):
        """Notify time and place."""
        return self._step("schedule")

    def action_hold(self):
        """File the signed transcript."""
        return self._step("hold")

    def action_consider(self):
        """Take the transcript into account for the decision."""
        return self._step("consider")
