from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES, JOINT_EXTENSION_DAYS

REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"


class JointExtension(models.Model):
    """A longer time for the whole of a joint case (行政许可法 Art. 42(2)), once.

    requested → approved or refused. Asked for by the organ in the lead, up to fifteen
    working days, approved by the head of the government at this level; the applicant
    is told the reason with the same step. The time of each organ stays as it is.
    """

    _name = "yichuang.joint.extension"
    _description = "Extension of the time of a joint case"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "joint_id"

    _transitions = (
        Transition(
            "approve",
            "requested",
            "approved",
            groups=(REVIEWER, DECIDER, MANAGER),
            guards=(
                "_guard_approver",
                "_guard_in_time",
                "_guard_once",
                "_guard_length",
                "_guard_reason",
            ),
        ),
        Transition(
            "refuse",
            "requested",
            "refused",
            groups=(REVIEWER, DECIDER, MANAGER),
            guards="_guard_approver",
        ),
    )
    _guarded_fields = frozenset(
        {"requested_by_id", "approver_id", "decided_on", "old_due_on", "document_id"}
    )
    _open_states = ("requested",)

    joint_id = fields.Many2one(
        "yichuang.joint.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="joint_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="joint_id.department_id", store=True, index=True, precompute=True
    )
    days = fields.Integer(
        "Longer By", required=True, default=JOINT_EXTENSION_DAYS, help="延长天数"
    )
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

    _once_idx = models.UniqueIndex(
        "(joint_id) WHERE state = 'approved'",
        "The time of a joint case is extended once (行政许可法 Art. 42).",
    )

    @api.depends("joint_id", "days")
    def _compute_display_name(self):
        for extension in self:
            extension.display_name = self.env._(
                "%(case)s: longer by %(days)s days",
                case=extension.joint_id.display_name,
                days=extension.days,
            )

    def action_approve(self):
        """Grant the longer time and tell the applicant why."""
        return self._step("approve")

    def action_refuse(self):
        """Let the time stand as it is."""
        return self._step("refuse")

    def _guard_approver(self, vals):
        for extension in self:
            head = extension.company_id.sudo().government_head_id
            if self.env.user != head:
                raise UserError(
                    self.env._(
                        "A jointly handled case is extended by the head of government "
                        "(行政许可法 Art. 42(2)): %(name)s.",
                        name=head.name or self.env._("nobody is entered in the hall"),
                    )
                )
            if self.env.user == extension.requested_by_id:
                raise UserError(
                    self.env._(
                        "You asked for the longer time yourself; somebody of the organ "
                        "in the lead has to ask, and you approve."
                    )
                )

    def _guard_in_time(self, vals):
        for extension in self:
            joint = extension.joint_id
            if joint.state != "accepted":
                raise UserError(
                    self.env._(
                        "%(case)s is not being handled; no time of it can be extended.",
                        case=joint.display_name,
                    )
                )
            if joint.legal_due_on < hall_date():
                raise UserError(
                    self.env._(
                        "The statutory time of %(case)s ended on %(date)s. It can only "
                        "be extended before that (行政许可法 Art. 42).",
                        case=joint.display_name,
                        date=joint._date_words(joint.legal_due_on),
                    )
                )

    def _guard_once(self, vals):
        taken = self.search(
            [("joint_id", "in", self.joint_id.ids), ("state", "=", "approved")], limit=1
        )
        if taken:
            raise UserError(
                self.env._(
                    "The time of %(case)s was extended before; the law allows it once "
                    "(行政许可法 Art. 42). Decide within the time that is left.",
                    case=taken.joint_id.display_name,
                )
            )

    def _guard_length(self, vals):
        for extension in self:
            if not 0 < extension.days <= JOINT_EXTENSION_DAYS:
                raise UserError(
                    self.env._(
                        "The time may become longer by 1 to %(most)s working days "
                        "(行政许可法 Art. 42).",
                        most=JOINT_EXTENSION_DAYS,
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

    def _values_approve(self, vals):
        vals.update(approver_id=self.env.uid, decided_on=fields.Datetime.now())
        return {one.id: {"old_due_on": one.joint_id.legal_due_on} for one in self}

    def _values_refuse(self, vals):
        vals.update(approver_id=self.env.uid, decided_on=fields.Datetime.now())

    def _after_approve(self, vals):
        for extension in self:
            # The head of government approves and need not be able to write the case.
            joint = extension.sudo().joint_id
            segment = {
                "kind": "extension",
                "from_on": hall_date(),
                "days": extension.days,
                "article": ARTICLES["joint_extension"],
                "reason": extension.reason,
                "approver_id": self.env.uid,
            }
            due = joint._clock("joint_legal")._foreseen(segment).due
            document = joint._issue_document(
                "extension",
                {
                    joint.id: {
                        "原届满日期": chinese_date.plain(extension.old_due_on),
                        "延长天数": self.env._(
                            "%(days)s working days", days=extension.days
                        ),
                        "理由": extension.reason,
                        "批准人": extension.approver_id.name,
                        "新届满日期": chinese_date.plain(due),
                    }
                },
            )
            # Set by the step that approves it; the ledger names it.
            extension.sudo()._write_guarded({"document_id": document.id})
            joint._open_clocks(("joint_legal", "joint"), hall_date())._add(
                {**segment, "document_id": document.id}
            )
