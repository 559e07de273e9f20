from collections import defaultdict

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools import receipt_number
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES
from ...tools.receipt_code import new_code

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"


class CaseProcedure(models.AbstractModel):
    """The steps of a case, who may take them, and what the law asks at each.

    The rules are the guards in ``case_guard``; every door to a step leads through
    them.
    """

    _name = "yichuang.case.procedure"
    _description = "Procedure of a case"
    _inherit = ["yichuang.case.guard"]

    _transitions = (
        Transition(
            "receive",
            "draft",
            "received",
            groups=CLERK,
            guards=("_guard_applicant", "_guard_guide_in_force"),
        ),
        Transition(
            "accept",
            ("received", "supplement"),
            "accepted",
            groups=CLERK,
            guards="_guard_materials",
        ),
        Transition(
            "refuse",
            ("received", "supplement"),
            "refused",
            groups=CLERK,
            guards="_guard_refusal",
        ),
        Transition(
            "start_review",
            "accepted",
            "reviewing",
            groups=REVIEWER,
            guards=("_guard_member", "_guard_separation"),
        ),
        Transition(
            "review",
            "reviewing",
            "reviewing",
            groups=REVIEWER,
            guards=("_guard_member", "_guard_separation", "_guard_opinion"),
        ),
        Transition(
            "decide",
            "reviewing",
            "decided",
            groups=DECIDER,
            guards=(
                "_guard_member",
                "_guard_separation",
                "_guard_reviewed",
                "_guard_second_look",
                "_guard_decision",
            ),
        ),
        Transition("close", "decided", "closed", groups=(CLERK, REVIEWER, DECIDER)),
        Transition(
            "withdraw",
            ("received", "supplement", "accepted", "reviewing"),
            "withdrawn",
            groups=CLERK,
            guards="_guard_reason_stated",
        ),
        Transition(
            "void",
            "received",
            "void",
            groups=(CLERK, MANAGER),
            guards=("_guard_reason_stated", "_guard_second_person"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "received_by_id",
            "received_on",
            "accepted_by_id",
            "accepted_on",
            "reviewed_by_id",
            "reviewed_on",
            "review_opinion",
            "review_recommendation",
            "decided_by_id",
            "decided_on",
            "outcome",
            "reasons",
            "legal_basis",
            "remedies",
            "refusal_kind",
            "competent_organ",
            "end_reason",
            "ended_on",
        }
    )

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted Online"),
            ("received", "Received"),
            ("supplement", "Awaiting Supplements"),
            ("accepted", "Accepted"),
            ("reviewing", "Under Review"),
            ("decided", "Decided"),
            ("closed", "Closed"),
            ("refused", "Not Accepted"),
            ("withdrawn", "Withdrawn"),
            ("revoked", "Acceptance Revoked"),
            ("terminated", "Terminated"),
            ("void", "Void"),
        ],
        required=True,
        default="draft",
        copy=False,
        group_expand="_order_states",
        help="草稿, 网上提交, 收件, 补正, 受理, 审查, 决定, 办结; 不予受理, 撤回, "
        "撤销受理, 终止, 作废.",
    )

    # Who did what, when
    received_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, index="btree_not_null", help="收件人"
    )
    received_on = fields.Datetime(
        readonly=True, copy=False, index="btree_not_null", help="收件时间"
    )
    accepted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, index="btree_not_null", help="受理人"
    )
    accepted_on = fields.Datetime(readonly=True, copy=False, help="受理时间")
    reviewed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, index="btree_not_null", help="审查人"
    )
    reviewed_on = fields.Datetime(readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, index="btree_not_null", help="决定人"
    )
    decided_on = fields.Datetime(readonly=True, copy=False, help="决定时间")
    ended_on = fields.Datetime(
        readonly=True, copy=False, help="办结时间: closed, refused, withdrawn or void."
    )

    # Opinion (internal) and decision
    review_opinion = fields.Text(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="审查意见, internal.",
    )
    review_recommendation = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")],
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="审查建议, internal.",
    )
    outcome = fields.Selection(
        [("granted", "Granted"), ("denied", "Denied")],
        readonly=True,
        copy=False,
        help="准予, 不予",
    )
    reasons = fields.Text(
        readonly=True, copy=False, help="理由 of a refusal or a denial (Art. 32, 38)."
    )
    legal_basis = fields.Text(readonly=True, copy=False, help="法律依据")
    remedies = fields.Text(
        readonly=True,
        copy=False,
        help="救济途径: reconsideration and litigation, periods and places (Art. 38).",
    )
    refusal_kind = fields.Selection(
        [
            ("not_needed", "No permission is needed for it"),
            ("not_competent", "Another organ is competent"),
            ("not_supplemented", "What was missing did not come in due form"),
        ],
        readonly=True,
        copy=False,
        help="不受理 (Art. 32(1)) or 不予受理 (Art. 32(2)).",
    )
    competent_organ = fields.Char(
        readonly=True, copy=False, help="应当向其申请的行政机关 (Art. 32(2))."
    )
    end_reason = fields.Text(
        readonly=True, copy=False, help="Why it was withdrawn or declared void."
    )

    @api.model
    def _order_states(self, states, domain):
        """Groups by state stand in the order of the procedure."""
        return [
            state
            for state, _label in self._fields["state"].selection
            if state in states
        ]

    def action_receive(self):
        """Take the papers in and allot the numbers; this is not acceptance."""
        return self._step("receive")

    def action_accept(self):
        """Accept the application: the time to decide begins."""
        return self._step("accept")

    def action_start_review(self):
        """Take the case up for review."""
        return self._step("start_review")

    def action_close(self):
        """End the file of a decided case."""
        return self._step("close", {"ended_on": fields.Datetime.now()})

    def action_refuse(self):
        """Ask for what a refusal must state."""
        return self._open_wizard("yichuang.case.refuse", self.env._("Do Not Accept"))

    def action_review(self):
        """Ask for the reviewer's opinion."""
        return self._open_wizard("yichuang.case.review", self.env._("Review Opinion"))

    def action_decide(self):
        """Ask for the decision."""
        return self._open_wizard("yichuang.case.decide", self.env._("Decision"))

    def action_withdraw(self):
        """Ask why the applicant withdraws."""
        return self._open_wizard(
            "yichuang.case.end", self.env._("Withdraw"), kind="withdraw"
        )

    def action_void(self):
        """Ask why the receipt was a mistake."""
        return self._open_wizard(
            "yichuang.case.end", self.env._("Declare Void"), kind="void"
        )

    def _open_wizard(self, model, title, **defaults):
        self.check_access("write")
        return self._dialog(model, title, case_id=self.id, **defaults)

    def _values_receive(self, vals):
        now = fields.Datetime.now()
        today = hall_date(now)
        vals.update(received_by_id=self.env.uid, received_on=now)
        numbers = self._allot_numbers(today)
        clocks = self._start_clocks(
            [
                (case, "notice", case.company_id.sudo().notice_days, "workday")
                for case in self
            ],
            today,
        )
        return {
            clock.case_id.id: {
                **numbers[clock.case_id.id],
                "due_on": clock.due_on,
                "due_provisional": clock.provisional,
            }
            for clock in clocks
        }

    def _allot_numbers(self, day):
        """Case numbers, receipt numbers and query codes, by case id."""
        counter = self.env["yichuang.counter"]
        by_hall, by_code = defaultdict(list), defaultdict(list)
        for case in self:
            by_hall[case.company_id.sudo().hall_code].append(case.id)
            by_code[case.service_id.sudo().code].append(case.id)
        numbers = {}
        for hall, ids in by_hall.items():
            serials = counter._next(f"receipt/{hall}/{day:%y%m%d}", len(ids))
            for case_id, serial in zip(ids, serials, strict=True):
                receipt = receipt_number.build(hall, day, serial)
                numbers[case_id] = {
                    "receipt_number": receipt,
                    "number": receipt,
                    "query_code": new_code(),
                }
        by_code.pop(False, None)
        for code, ids in by_code.items():
            serials = counter._next(f"case/{code}/{day:%Y%m%d}", len(ids))
            for case_id, serial in zip(ids, serials, strict=True):
                numbers[case_id]["number"] = f"{code}{day:%Y%m%d}{serial:04}"
        return numbers

    def _values_accept(self, vals):
        vals["accepted_by_id"] = self.env.uid
        return self._acceptance_values(self._acceptance_moments())

    def _acceptance_moments(self):
        """From when each case counts as accepted, by case id."""
        now = fields.Datetime.now()
        return {case.id: now for case in self}

    def _acceptance_values(self, moments):
        """What acceptance at these moments means for each case: both clocks run from
        that day.

        :param moments: moment of acceptance by case id; it may lie in the past
        :returns: values by case id
        """
        values = defaultdict(dict)
        days = defaultdict(self.browse)
        for case in self:
            values[case.id]["accepted_on"] = moments[case.id]
            days[hall_date(moments[case.id])] |= case
        self._stop_clocks(
            ["notice", "supplement"],
            hall_date(),
            ARTICLES["notice"],
            self.env._("accepted"),
        )
        for day, cases in days.items():
            for clock in cases._start_clocks(cases._limits(), day):
                mine = values[clock.case_id.id]
                if clock.kind == "legal":
                    mine["legal_due_on"] = clock.due_on
                else:
                    mine["due_on"] = clock.due_on
                    mine["due_provisional"] = clock.provisional
        return values

    def _limits(self):
        """The statutory and the promised period of each case, to start clocks."""
        for case in self:
            guide = case.version_id
            promised = guide.promise_days, guide.promise_unit
            legal = guide.legal_days, guide.legal_unit
            yield (case, "legal", *legal)
            yield (case, "promise", *(promised if promised[0] else legal))

    def _values_refuse(self, vals):
        self._end(vals, self.env._("not accepted"))

    def _values_review(self, vals):
        vals.update(reviewed_by_id=self.env.uid, reviewed_on=fields.Datetime.now())

    def _values_decide(self, vals):
        # A decision that the law takes as made has its moment, and no person.
        vals.setdefault("decided_by_id", self.env.uid)
        decided_on = vals.setdefault("decided_on", fields.Datetime.now())
        self._stop_clocks(
            ["legal", "promise", "renewal"],
            hall_date(decided_on),
            ARTICLES["legal"],
            self.env._("decided"),
        )

    def _values_withdraw(self, vals):
        self._end(vals, self.env._("withdrawn by the applicant"))

    def _values_void(self, vals):
        self._end(vals, self.env._("declared void"))

    def _end(self, vals, reason):
        vals["ended_on"] = now = fields.Datetime.now()
        self._stop_clocks(
            ["notice", "supplement", "deferral", "legal", "promise", "renewal"],
            hall_date(now),
            False,
            reason,
        )
