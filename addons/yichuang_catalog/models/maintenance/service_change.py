from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.transition import Transition
from ...tools.workdays import hall_date
from ..catalogue.service_version import VERBS

PROPOSED_VERBS = ("suspend", "resume", "cancel")


class ServiceChange(models.Model):
    """One act of maintaining the catalogue (动态调整), for the ledger of all of them.

    New services, changes, splits and mergers are entered when the version that
    carries them takes effect. Suspension, resumption and cancellation are proposed
    by one person and decided by another, and happen on their day:
    proposed → approved → effective, or refused, or withdrawn.
    """

    _name = "yichuang.service.change"
    _description = "Catalogue Change"
    _inherit = ["yichuang.authored"]
    _order = "effective_on desc, id desc"
    _rec_names_search = ["service_id.name"]

    _transitions = (
        Transition(
            "approve",
            "proposed",
            "approved",
            groups="yichuang_catalog.group_approver",
            guards=("_guard_second_person", "_guard_possible"),
        ),
        Transition(
            "refuse",
            "proposed",
            "refused",
            groups="yichuang_catalog.group_approver",
            guards="_guard_decision_reasoned",
        ),
        Transition(
            "withdraw",
            "proposed",
            "withdrawn",
            groups="yichuang_catalog.group_editor",
            guards="_guard_own",
        ),
        Transition(
            "call_back",
            "approved",
            "withdrawn",
            groups="yichuang_catalog.group_approver",
            guards="_guard_decision_reasoned",
        ),
        Transition("happen", "approved", "effective", system=True),
        Transition("lapse", "approved", "withdrawn", system=True),
    )
    _guarded_fields = frozenset({"decided_by_id", "decided_on", "decision_reason"})
    _open_states = ()

    # What is done to which service
    verb = fields.Selection(
        selection=VERBS,
        required=True,
        index=True,
        help="新增, 变更, 拆分, 合并, 暂停, 恢复, 取消",
    )
    service_id = fields.Many2one(
        "yichuang.service", required=True, ondelete="restrict", index=True
    )
    version_id = fields.Many2one(
        "yichuang.service.version", required=True, ondelete="restrict", index=True
    )
    department_id = fields.Many2one(
        related="service_id.department_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="service_id.company_id", store=True, index=True
    )
    state = fields.Selection(
        selection=[
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("effective", "In Effect"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="proposed",
        copy=False,
        index=True,
    )
    effective_on = fields.Date(string="Takes Effect On", required=True, help="生效日期")
    resume_on = fields.Date(
        string="Expected Back On", help="预计恢复日期 of a suspension."
    )
    reason = fields.Text(help="变更原因")

    # Who decided
    decided_by_id = fields.Many2one("res.users", "Approved By", readonly=True)
    decided_on = fields.Datetime(readonly=True)
    decision_reason = fields.Text(
        "Reason of the Decision",
        readonly=True,
        help="Why it was refused, called back or is without object.",
    )

    _open_uniq = models.UniqueIndex(
        "(service_id, verb) WHERE state IN ('proposed', 'approved')",
        "The same is proposed or decided for this service already. Look at it in the "
        "maintenance ledger.",
    )
    _due_idx = models.Index("(effective_on) WHERE state = 'approved'")
    _default_order_idx = models.Index("(effective_on DESC, id DESC)")
    _back_after_effect = models.Constraint(
        "CHECK (resume_on IS NULL OR resume_on > effective_on)",
        "A suspension ends after it begins. Correct the day it is expected to end.",
    )

    @api.depends("verb", "service_id.name")
    def _compute_display_name(self):
        verbs = dict(self._fields["verb"]._description_selection(self.env))
        for change in self:
            change.display_name = self.env._(
                "%(verb)s: %(service)s",
                verb=verbs.get(change.verb, ""),
                service=change.service_id.name or "",
            )

    @api.constrains("verb", "reason")
    def _check_reason(self):
        for change in self:
            if change.verb in PROPOSED_VERBS and not (change.reason or "").strip():
                raise ValidationError(
                    self.env._("State the reason; it is kept in the ledger.")
                )

    @api.model
    def _propose(self, version, verb, vals):
        """Enter a proposal of the current user.

        Nobody may create rows of the ledger otherwise, so this uses sudo, after
        looking whether the person may write the version.
        """
        version.check_access("write")
        day = max(vals.get("effective_on") or hall_date(), hall_date())
        change = self.sudo()._create_guarded(
            [
                {
                    **vals,
                    "effective_on": day,
                    "verb": verb,
                    "version_id": version.id,
                    "service_id": version.service_id.id,
                    "author_ids": [self.env.uid],
                }
            ]
        )
        change._guard_possible({})
        change._log_event("propose", {"verb": verb, "reason": change.reason})
        version._ask_approvers(change.display_name, self.env.user)
        return change.sudo(False)

    @api.model
    def _enter(self, vals_list):
        """Enter what has just taken effect, with who wrote and who approved it."""
        now = fields.Datetime.now()
        changes = self.sudo()._create_guarded(
            [{"decided_on": now, **vals, "state": "effective"} for vals in vals_list]
        )
        changes._log_event("enter")
        return changes

    def _add_author(self):
        """The authors of a row are set with it: it is never edited, and whoever
        approves a version does not write its row."""

    def action_approve(self):
        """Decide that it happens, today or on its day."""
        self._step("approve", self._decision())
        self.version_id._apply_due()
        return True

    def action_withdraw(self):
        """Take the proposal back."""
        return self._step("withdraw")

    def action_refuse(self):
        """Ask for the reason, then refuse."""
        return self._ask_reason("refuse", self.env._("Refuse"))

    def action_call_back(self):
        """Ask for the reason, then undo the decision before its day."""
        return self._ask_reason("call_back", self.env._("Call Back"))

    def action_view_version(self):
        """Open the version."""
        self.ensure_one()
        return self.version_id._open_form()

    def _ask_reason(self, transition, title):
        return self._dialog(
            "yichuang.service.change.reason",
            title,
            change_id=self.id,
            transition=transition,
        )

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _decision(self):
        return {"decided_by_id": self.env.uid, "decided_on": fields.Datetime.now()}

    def _after_approve(self, vals):
        self.version_id._dismiss()

    def _after_refuse(self, vals):
        self.version_id._dismiss()

    def _after_withdraw(self, vals):
        self.version_id._dismiss()

    def _guard_decision_reasoned(self, vals):
        if not (vals.get("decision_reason") or "").strip():
            raise UserError(self.env._("State the reason of the decision."))

    def _guard_own(self, vals):
        for change in self:
            if self.env.user not in change.sudo().author_ids:
                raise UserError(
                    self.env._(
                        "%(change)s was proposed by somebody else. Ask an approver to "
                        "refuse it, with the reason.",
                        change=change.display_name,
                    )
                )
