import secrets

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import dispute_law
from ..register.agency import PORTAL, REVIEWER
from .measure import SUPERVISOR

OPEN = ("filed", "admitted", "escalated")


class Dispute(models.Model):
    """A question, an objection or a complaint (询问, 质疑, 投诉), or an anonymous tip.

    filed → admitted or refused → answered → escalated → decided; beside: withdrawn. An
    objection is answered by the hall, a complaint decided by the supervisors; both hold
    up what they are about. Of a tip nobody but the supervisors knows, and nobody at all
    who gave it.
    """

    _name = "yichuang.market.dispute"
    _description = "Dispute in the market"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle", "mail.thread"]
    _order = "id desc"
    _rec_name = "number"

    _transitions = (
        Transition("admit", "filed", "admitted", groups=(REVIEWER, SUPERVISOR)),
        Transition(
            "refuse",
            "filed",
            "refused",
            groups=(REVIEWER, SUPERVISOR),
            guards=("_guard_answer", "_guard_who_answers"),
        ),
        Transition(
            "answer",
            "admitted",
            "answered",
            groups=(REVIEWER, SUPERVISOR),
            guards=("_guard_answer", "_guard_result", "_guard_who_answers"),
        ),
        Transition(
            "escalate",
            ("refused", "answered"),
            "escalated",
            groups=PORTAL,
            guards=("_guard_filer", "_guard_escalate_in_time"),
        ),
        Transition(
            "decide",
            "escalated",
            "decided",
            groups=SUPERVISOR,
            guards=("_guard_decision", "_guard_result"),
        ),
        Transition(
            "withdraw",
            ("filed", "admitted", "escalated"),
            "withdrawn",
            groups=PORTAL,
            guards="_guard_filer",
        ),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "kind",
            "about",
            "notice_id",
            "agency_id",
            "user_id",
            "partner_id",
            "text",
            "document",
            "filed_on",
            "due_on",
            "answered_on",
            "stands_until",
        }
    )
    _open_states = OPEN

    number = fields.Char(readonly=True, copy=False, help="编号: random, not counted.")
    kind = fields.Selection(
        [
            ("inquiry", "Question"),
            ("objection", "Objection"),
            ("complaint", "Complaint"),
            ("tip", "Anonymous tip"),
        ],
        required=True,
        readonly=True,
        default="objection",
        index=True,
        help="询问, 质疑(异议), 投诉, 匿名举报",
    )
    about = fields.Selection(
        [
            ("register", "Admission of an agency"),
            ("notice", "Notice and its conditions"),
            ("process", "Course of the selection"),
            ("result", "Result"),
            ("contract", "Contract"),
            ("rating", "Rating"),
            ("sanction", "Sanction"),
        ],
        required=True,
        readonly=True,
        default="result",
        help="事由: 入驻, 公告, 过程, 结果, 合同, 评价, 处理",
    )
    notice_id = fields.Many2one(
        "yichuang.market.notice", readonly=True, index="btree_not_null"
    )
    agency_id = fields.Many2one(
        "yichuang.market.agency", readonly=True, index="btree_not_null"
    )
    user_id = fields.Many2one("res.users", "Filed By", readonly=True, index=True)
    partner_id = fields.Many2one("res.partner", "Firm", readonly=True, index=True)
    text = fields.Text(
        "Facts and Request", required=True, readonly=True, help="事实和请求"
    )
    document = fields.Binary(
        "Evidence File", attachment=True, readonly=True, copy=False, help="证明材料"
    )
    filed_on = fields.Datetime(readonly=True, copy=False, help="提出时间")
    due_on = fields.Date("Answer Due", readonly=True, copy=False, index=True)
    stands_until = fields.Date(
        "Standstill Until",
        readonly=True,
        copy=False,
        help="暂停至: at most thirty days (政府采购法 Art. 57).",
    )
    answer = fields.Text(copy=False, help="答复")
    answered_on = fields.Date(readonly=True, copy=False, help="答复日期")
    decision = fields.Text(copy=False, help="投诉处理决定")
    result = fields.Selection(
        [("upheld", "Upheld"), ("part", "Partly upheld"), ("dismissed", "Dismissed")],
        copy=False,
        help="成立, 部分成立, 不成立",
    )
    state = fields.Selection(
        [
            ("filed", "Filed"),
            ("admitted", "Admitted"),
            ("refused", "Not admitted"),
            ("answered", "Answered"),
            ("escalated", "With the supervisors"),
            ("decided", "Decided"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="filed",
        copy=False,
        index=True,
    )

    _number_uniq = models.UniqueIndex(
        "(number) WHERE number IS NOT NULL", "This number exists already."
    )
    _subject = models.Constraint(
        "CHECK (num_nonnulls(notice_id, agency_id) >= 1)",
        "A dispute is about a notice or an agency.",
    )

    @api.model
    def _file(self, kind, about, text, notice=None, agency=None, data=b""):
        """File a dispute for the user, or a tip for nobody.

        :raises UserError: nothing written, no such kind, the same matter again
        """
        text = (text or "").strip()
        known = kind in dispute_law.ANSWER_WORKDAYS and about in self._fields[
            "about"
        ].get_values(self.env)
        if not text or not known:
            raise UserError(
                self.env._("Say what it is about, what happened and what you ask for.")
            )
        problem = data and self.env["yichuang.market.qualification"]._document_problem(
            data
        )
        if problem:
            raise ValidationError(problem)
        user, tip = self.env.user, kind == "tip"
        subject = {
            "notice_id": notice.id if notice else False,
            "agency_id": agency.id if agency else False,
            "kind": kind,
            "about": about,
        }
        if not tip:
            subject["user_id"] = user.id
            self._check_not_again(subject)
        today = self._today()
        days = dispute_law.ANSWER_WORKDAYS[kind]
        # The filer needs no right to the model; a tip must not even carry its author.
        writer = self.with_user(SUPERUSER_ID) if tip else self.sudo()
        return writer._create_guarded(
            [
                {
                    **subject,
                    "number": secrets.token_hex(6).upper(),
                    "partner_id": False if tip else user._market_firm().id,
                    "text": text,
                    "document": self.env["yichuang.market.qualification"]._encoded(data)
                    if data
                    else False,
                    "filed_on": fields.Datetime.now(),
                    "due_on": self._workdays().add(today, days).date,
                    "stands_until": fields.Date.add(
                        today, days=dispute_law.STANDSTILL_DAYS
                    ),
                }
            ]
        )

    def _check_not_again(self, subject):
        """The same person brings one matter once (threat of flooding)."""
        domain = Domain.AND(Domain(name, "=", value) for name, value in subject.items())
        # The filer's own, which the filer may have lost the right to see.
        if self.sudo().search_count(
            domain & Domain("state", "!=", "withdrawn"), limit=1
        ):
            raise UserError(
                self.env._(
                    "You have brought this matter already. Follow it on My Market; "
                    "after the answer it can go to the supervisors."
                )
            )

    def _guard_filer(self, _vals):
        for dispute in self.sudo():
            if dispute.user_id != self.env.user:
                raise AccessError(self.env._("Only whoever filed it can do this."))

    def _guard_escalate_in_time(self, _vals):
        today, workdays = self._today(), self._workdays()
        for dispute in self:
            answered = dispute.answered_on or today
            last = workdays.add(answered, dispute_law.ESCALATE_WORKDAYS).date
            if today > last:
                raise UserError(
                    self.env._(
                        "A complaint is possible within %(days)s working days after "
                        "the answer, until %(date)s (政府采购法 Art. 55).",
                        days=dispute_law.ESCALATE_WORKDAYS,
                        date=last,
                    )
                )

    def _guard_answer(self, _vals):
        for dispute in self:
            if not (dispute.answer or "").strip():
                raise UserError(self.env._("Write the answer first."))

    def _guard_decision(self, _vals):
        for dispute in self:
            if not (dispute.decision or "").strip():
                raise UserError(self.env._("Write the decision first."))

    def _guard_result(self, _vals):
        for dispute in self:
            if not dispute.result and dispute.kind != "inquiry":
                raise UserError(
                    self.env._("Say whether it is upheld, partly upheld or dismissed.")
                )

    def _guard_who_answers(self, _vals):
        """The hall answers questions and objections, the supervisors the rest."""
        if self.env.user.has_group(SUPERVISOR):
            return
        if self.filtered(lambda line: line.kind in ("complaint", "tip")):
            raise UserError(
                self.env._("Complaints and tips are answered by the supervisors.")
            )

    def _values_answer(self, _vals):
        today = self._today()
        return {dispute.id: {"answered_on": today} for dispute in self}

    _values_refuse = _values_answer
    _values_decide = _values_answer

    def _values_escalate(self, _vals):
        today = self._today()
        due = self._workdays().add(today, dispute_law.COMPLAINT_WORKDAYS).date
        until = fields.Date.add(today, days=dispute_law.STANDSTILL_DAYS)
        return {
            dispute.id: {"kind": "complaint", "due_on": due, "stands_until": until}
            for dispute in self
        }

    def _after_answer(self, _vals):
        for dispute in self.sudo().filtered("user_id"):
            dispute.message_notify(
                partner_ids=dispute.user_id.partner_id.ids,
                subject=self.env._("Your matter has been answered"),
                body=dispute.decision or dispute.answer,
            )

    _after_refuse = _after_answer
    _after_decide = _after_answer

    def action_admit(self):
        """Take the matters up."""
        self._check_staff()
        return self._step("admit")

    def action_refuse(self):
        """Say why the matters are not taken up."""
        self._check_staff()
        return self._step("refuse")

    def action_answer(self):
        """Give the answers written in the form."""
        self._check_staff()
        return self._step("answer")

    def action_decide(self):
        """Decide the complaints."""
        self._check_staff()
        return self._step("decide")
