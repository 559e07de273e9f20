from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import hops
from ...tools.licensing_law import ARTICLES

ORGAN = ("yichuang_intake.group_reviewer", "yichuang_intake.group_decider")
REVIEWER = "yichuang_intake.group_reviewer"
# States in which something is still to be done here.
OPEN = ("waiting", "arrived", "accepted", "reviewed")


class CaseHop(models.Model):
    """One organ's turn on the way of a case up to the organ that decides (上报件).

    waiting → arrived → accepted → reviewed → sent_up, and the next organ waits; the
    last organ accepts and decides the case by its ordinary steps; closed when the case
    is over. A hop comes into being when the one below sends up, so none is skipped.

    Whose time runs (行政许可法 Art. 35, 42, 43):

    * the first organ accepts at the window, under its own mandate and seal, and has its
      own time for the first review from that day; signing for the papers is no second
      acceptance;
    * every organ above must accept what is complete: as of the day of arrival, which
      is the day it signs, and not later than the last day it had for signing;
    * the statutory and the promised time of the case begin with the acceptance of the
      organ that decides; no time of a first review counts into them;
    * what is sent back because the organ below made a mistake pauses nothing.
    """

    _name = "yichuang.case.hop"
    _description = "Step of a case to the organ above"
    _inherit = [
        "yichuang.case.part",
        "yichuang.case.named",
        "yichuang.case.hop.guard",
        "yichuang.lifecycle",
    ]
    _order = "case_id desc, sequence"
    _rec_name = "organ_id"

    _transitions = (
        Transition(
            "take_over",
            "waiting",
            "accepted",
            groups=ORGAN,
            guards=(
                "_guard_case_open",
                "_guard_hop_member",
                "_guard_accepted_before",
                "_guard_list_matches",
            ),
        ),
        Transition(
            "sign_for",
            "waiting",
            "arrived",
            groups=ORGAN,
            guards=("_guard_case_open", "_guard_hop_member", "_guard_list_matches"),
        ),
        Transition(
            "accept",
            "arrived",
            "accepted",
            groups=ORGAN,
            guards=("_guard_case_open", "_guard_hop_member"),
        ),
        Transition(
            "review",
            "accepted",
            "reviewed",
            groups=REVIEWER,
            guards=(
                "_guard_case_open",
                "_guard_below_decision",
                "_guard_hop_member",
                "_guard_hop_separation",
                "_guard_reasoned_opinion",
            ),
        ),
        Transition(
            "send_up",
            "reviewed",
            "sent_up",
            groups=ORGAN,
            guards=("_guard_case_open", "_guard_hop_member", "_guard_all_material"),
        ),
        Transition("close", OPEN, "closed", system=True),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "sequence",
            "line_id",
            "organ_id",
            "from_organ_id",
            "to_organ_id",
            "sent_on",
            "arrived_on",
            "arrived_by_id",
            "counts_from",
            "accepted_on",
            "accepted_by_id",
            "clock_id",
            "due_on",
            "due_provisional",
            "overdue",
            "reviewed_on",
            "reviewed_by_id",
            "sent_up_on",
            "sent_up_by_id",
            "transfer",
            "transfer_digest",
            "transfer_document_id",
        }
    )
    _open_states = ("arrived", "accepted")

    case_id = fields.Many2one(readonly=True)
    department_id = fields.Many2one(string="Deciding Organ")
    state = fields.Selection(
        [
            ("waiting", "To Sign For"),
            ("arrived", "Papers Signed For"),
            ("accepted", "Accepted"),
            ("reviewed", "Reviewed"),
            ("sent_up", "Sent Up"),
            ("closed", "Ended"),
        ],
        required=True,
        default="waiting",
        copy=False,
        help="待签收, 已签收, 已受理, 已初审, 已上报, 已结束",
    )

    # The way
    sequence = fields.Integer(
        "Level", required=True, readonly=True, default=1, help="层级: 1 at the bottom."
    )
    line_id = fields.Many2one(
        "yichuang.service.version.hop",
        "First Review",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="初审环节 of the guide; none at the organ that decides.",
    )
    organ_id = fields.Many2one(
        "yichuang.department",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="本级机关, whose turn it is.",
    )
    from_organ_id = fields.Many2one(
        "yichuang.department",
        "Sent By",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="报送机关; none where the window handed it over.",
    )
    to_organ_id = fields.Many2one(
        "yichuang.department",
        "Goes Up To",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="上级机关; none at the organ that decides.",
    )

    # Arrival and acceptance
    sent_on = fields.Datetime("On Its Way Since", readonly=True, help="报送时间")
    arrived_on = fields.Datetime("Signed For On", readonly=True, help="签收时间")
    arrived_by_id = fields.Many2one(
        "res.users", "Signed For By", readonly=True, help="签收人"
    )
    counts_from = fields.Date(
        "Counts As Arrived On",
        readonly=True,
        help="视为到达日期: the day it was signed for, or the last day for signing.",
    )
    accepted_on = fields.Datetime(readonly=True, help="本级受理时间")
    accepted_by_id = fields.Many2one("res.users", readonly=True, help="本级受理人")

    # Time
    clock_id = fields.Many2one(
        "yichuang.clock",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="初审期限 of this organ, or 法定期限 of the one that decides.",
    )
    due_on = fields.Date(
        "Due",
        readonly=True,
        help="The last day to sign for it (签收期限), to send it up (初审期限) or to "
        "decide it (法定期限).",
    )
    due_provisional = fields.Boolean(
        "Provisional",
        readonly=True,
        help="暂定: the working days of that year are not announced yet.",
    )
    overdue = fields.Boolean(readonly=True, help="逾期: the time has run out.")
    time_left = fields.Char(compute="_compute_time_left", help="剩余时限, in words.")

    # Opinion, internal
    recommendation = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")], help="初审建议, internal."
    )
    opinion = fields.Text(
        help="初步审查意见, internal: what was examined, against which conditions, and "
        "what follows. A signature alone is no opinion."
    )
    reviewed_on = fields.Datetime(readonly=True, help="初审时间")
    reviewed_by_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", help="初审人"
    )

    # Sent up
    sent_up_on = fields.Datetime(readonly=True, help="上报时间")
    sent_up_by_id = fields.Many2one("res.users", readonly=True, help="上报人")
    transfer = fields.Json("Transfer List", readonly=True)
    transfer_digest = fields.Char(
        "SHA-256 of the List", readonly=True, help="移交清单校验值"
    )
    transfer_document_id = fields.Many2one(
        "yichuang.document",
        "Transfer Sheet",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="上报材料移交清单",
    )

    query_ids = fields.One2many(
        "yichuang.case.hop.query", "hop_id", "Questions", help="询问下级机关"
    )

    _once_idx = models.UniqueIndex(
        "(case_id, sequence)", "This organ has the case already."
    )
    _default_order_idx = models.Index("(case_id DESC, sequence)")
    _inbox_idx = models.Index(
        "(organ_id, due_on)"
        " WHERE state IN ('waiting', 'arrived', 'accepted', 'reviewed')"
    )
    _late_idx = models.Index(
        "(due_on) WHERE state IN ('waiting', 'arrived', 'accepted', 'reviewed')"
        " AND overdue IS NOT TRUE"
    )

    @api.depends("organ_id", "case_id")
    def _compute_display_name(self):
        for hop in self:
            hop.display_name = self.env._(
                "%(case)s at %(organ)s",
                case=hop.case_id.display_name,
                organ=hop.organ_id.name,
            )

    @api.depends("due_on", "due_provisional", "state")
    @api.depends_context("lang")
    def _compute_time_left(self):
        today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for hop in self:
            hop.time_left = False
            if hop.state in OPEN and hop.due_on:
                hop.time_left, _level = self.env["yichuang.case"]._time_words(
                    hop.due_on, hop.due_provisional, today, workdays
                )

    def _below(self):
        """The hop that sent this one up; it may be of an organ one is no member of."""
        self.ensure_one()
        return self.case_id.sudo().hop_ids.filtered(
            lambda hop: hop.sequence == self.sequence - 1
        )

    def _above(self):
        self.ensure_one()
        return self.case_id.sudo().hop_ids.filtered(
            lambda hop: hop.sequence == self.sequence + 1
        )

    def _arrival(self, now):
        """The arrival of these, with the day it counts from."""
        today = hall_date(now)
        return {
            hop.id: {
                "arrived_on": now,
                "arrived_by_id": self.env.uid,
                "counts_from": hop.counts_from
                or (min(today, hop.due_on) if hop.due_on else today),
            }
            for hop in self
        }

    def _values_sign_for(self, vals):
        return self._arrival(fields.Datetime.now())

    def _values_take_over(self, vals):
        return self._arrival(fields.Datetime.now())

    def _values_accept(self, vals):
        vals.update(accepted_on=fields.Datetime.now(), accepted_by_id=self.env.uid)
        vals["overdue"] = False
        values = {}
        for hop in self:
            case = hop.case_id
            clocks = case._start_clocks(case._limits(), hop.counts_from)
            mine = clocks.filtered(lambda clock: clock.kind != "promise")
            values[hop.id] = {
                "clock_id": mine.id,
                "due_on": mine.due_on,
                "due_provisional": mine.provisional,
            }
            case._take_up_above(clocks)
        return values

    def _values_review(self, vals):
        vals.update(reviewed_on=fields.Datetime.now(), reviewed_by_id=self.env.uid)

    def _after_review(self, vals):
        for hop in self:
            hop._issue_paper("first_review", hop._review_facts())

    def _values_send_up(self, vals):
        now = fields.Datetime.now()
        vals.update(sent_up_on=now, sent_up_by_id=self.env.uid, overdue=False)
        self.case_id._stop_clocks(
            ["first_review"],
            hall_date(now),
            ARTICLES["first_review"],
            self.env._("sent up"),
        )
        values = {}
        for hop in self:
            sheets = hop.case_id._transfer_sheets()
            values[hop.id] = {
                "transfer": [sheet._asdict() for sheet in sheets],
                "transfer_digest": hops.list_digest(sheets),
            }
        return values

    def _after_send_up(self, vals):
        for hop in self:
            document = hop._issue_paper("hop_transfer", hop._transfer_facts())
            # Set by the step that sends it up.
            hop.sudo()._write_guarded({"transfer_document_id": document.id})
            hop.case_id._arrives_above(hop)

    def action_sign_for(self):
        """Confirm that all on the list has arrived."""
        accepted = self.filtered("accepted_on")
        accepted._step("take_over")
        return (self - accepted)._step("sign_for")

    def action_accept(self):
        """Accept what has arrived complete, as of the day it arrived."""
        return self._step("accept")

    def action_review(self):
        """File the opinion of the first review."""
        return self._step("review")

    def action_send_up(self):
        """Send the opinion and all material to the organ above."""
        return self._step("send_up")
