from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES

DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"


class Extension(models.AbstractModel):
    """A longer time (延长办理期限, 行政许可法 Art. 42), granted once.

    requested → approved or refused. The applicant is told the reason with the same
    step. What takes longer is a case or a joint case, in the field ``_longer``; whose
    head approves it, how long it may be and which clocks follow is said there.
    """

    _name = "yichuang.extension"
    _description = "Extension of a time"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    # The field with what takes longer, its states in which it may, and its clocks: the
    # statutory one first
    _longer = None
    _longer_states = ("accepted",)
    _longer_clocks = ()

    _transitions = (
        Transition(
            "approve",
            "requested",
            "approved",
            groups=(DECIDER, MANAGER),
            guards=(
                "_guard_in_time",
                "_guard_once",
                "_guard_length",
                "_guard_reason",
                "_guard_approver",
            ),
        ),
        Transition(
            "refuse",
            "requested",
            "refused",
            groups=(DECIDER, MANAGER),
            guards="_guard_approver",
        ),
    )
    _guarded_fields = frozenset(
        {"requested_by_id", "approver_id", "decided_on", "old_due_on", "document_id"}
    )
    _open_states = ("requested",)

    days = fields.Integer("Longer By", required=True, help="延长天数")
    reason = fields.Text(help="延长理由, told to the applicant.")
    requested_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        default=lambda self: self.env.uid,
        help="申请人",
    )
    approver_id = fields.Many2one("res.users", readonly=True, copy=False, help="批准人")
    decided_on = fields.Datetime(readonly=True, copy=False, help="批准时间")
    old_due_on = fields.Date("Due Before", readonly=True, copy=False)
    document_id = fields.Many2one(
        "yichuang.document",
        "Notice",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="延长办理期限通知书",
    )
    state = fields.Selection(
        [
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("refused", "Refused"),
        ],
        required=True,
        default="requested",
        help="待批准, 已批准, 不同意",
    )

    # What differs

    def _most_days(self):
        """By how many working days the time may become longer."""
        raise NotImplementedError

    def _article(self):
        """The name of the article in the table of the law."""
        raise NotImplementedError

    def _check_head(self):
        """Refuse whoever is not the head that the law names.

        :raises UserError: for anybody else
        """
        raise NotImplementedError

    # What does not

    def _of(self):
        """What takes longer."""
        return self[self._longer]

    def _compute_display_name(self):
        for extension in self:
            extension.display_name = self.env._(
                "%(case)s: longer by %(days)s days",
                case=extension._of().display_name,
                days=extension.days,
            )

    def action_approve(self):
        """Grant the longer time and tell the applicant why."""
        return self._step("approve")

    def action_refuse(self):
        """Let the time stand as it is."""
        return self._step("refuse")

    def _guard_in_time(self, vals):
        for extension in self:
            case = extension._of()
            if case.state not in self._longer_states:
                raise UserError(
                    self.env._(
                        "%(case)s is not being handled; no time of it can be extended.",
                        case=case.display_name,
                    )
                )
            if case.legal_due_on < hall_date():
                raise UserError(
                    self.env._(
                        "The statutory time of %(case)s ended on %(date)s. It can only "
                        "be extended before that (行政许可法 Art. 42).",
                        case=case.display_name,
                        date=case._date_words(case.legal_due_on),
                    )
                )

    def _guard_once(self, vals):
        taken = self.search(
            [(self._longer, "in", self._of().ids), ("state", "=", "approved")], limit=1
        )
        if taken:
            raise UserError(
                self.env._(
                    "The time of %(case)s was extended before; the law allows it once "
                    "(行政许可法 Art. 42). Decide within the time that is left.",
                    case=taken._of().display_name,
                )
            )

    def _guard_length(self, vals):
        for extension in self:
            most = extension._most_days()
            if not 0 < extension.days <= most:
                raise UserError(
                    self.env._(
                        "The time may become longer by 1 to %(most)s working days "
                        "(行政许可法 Art. 42).",
                        most=most,
                    )
                )

    def _guard_reason(self, vals):
        for extension in self:
            if not (extension.reason or "").strip():
                raise UserError(
                    self.env._(
                        "The applicant is told why it takes longer (行政许可法 Art. "
                        "42). Write the reason."
                    )
                )

    def _guard_approver(self, vals):
        for extension in self:
            extension._check_head()
            if self.env.user == extension.requested_by_id:
                raise UserError(
                    self.env._(
                        "You asked for the longer time yourself; somebody else of the "
                        "organ has to ask, and you approve."
                    )
                )

    def _refuse_but_government(self):
        """The head of government alone extends what several organs handle."""
        # Who that is is no secret from those who ask.
        head = self.company_id.sudo().government_head_id
        if self.env.user != head:
            raise UserError(
                self.env._(
                    "A jointly handled case is extended by the head of government "
                    "(行政许可法 Art. 42(2)): %(name)s.",
                    name=head.name or self.env._("nobody is entered in the hall"),
                )
            )

    def _values_approve(self, vals):
        vals.update(approver_id=self.env.uid, decided_on=fields.Datetime.now())
        return {one.id: {"old_due_on": one._of().legal_due_on} for one in self}

    def _values_refuse(self, vals):
        vals.update(approver_id=self.env.uid, decided_on=fields.Datetime.now())

    def _after_approve(self, vals):
        for extension in self:
            # The head of government approves and need not be able to write the case.
            case = extension.sudo()._of()
            segment = {
                "kind": "extension",
                "from_on": hall_date(),
                "days": extension.days,
                "article": ARTICLES[extension._article()],
                "reason": extension.reason,
                "approver_id": self.env.uid,
            }
            due = case._clock(self._longer_clocks[0])._foreseen(segment).due
            document = case._issue_document(
                "extension", {case.id: extension._notice_facts(due)}
            )
            # Set by the step that approves it; the ledger names it.
            extension.sudo()._write_guarded({"document_id": document.id})
            segment["document_id"] = document.id
            case._open_clocks(self._longer_clocks, hall_date())._add(segment)

    def _notice_facts(self, due):
        self.ensure_one()
        return {
            "原届满日期": chinese_date.plain(self.old_due_on),
            "延长天数": self.env._("%(days)s working days", days=self.days),
            "理由": self.reason,
            "批准人": self.approver_id.name,
            "新届满日期": chinese_date.plain(due),
        }
