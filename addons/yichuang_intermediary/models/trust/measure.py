import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_intake.tools import upload

from ...tools.credit import REPLY_WORKDAYS
from ..register.agency import PORTAL, REVIEWER

MANAGER = "yichuang_catalog.group_manager"
SUPERVISOR = "yichuang_catalog.group_supervisor"
IN_FORCE = ("confirmed", "appealed")


class Measure(models.AbstractModel):
    """What the market holds against an agency, never before the agency was heard.

    proposed → notified → confirmed ⇄ appealed → expired; beside: cancelled, repaired.
    One person proposes, another decides after the reply or the end of its time; an
    appeal is decided by the supervisors; repair is possible after half the period.
    """

    _name = "yichuang.market.measure"
    _description = "Measure against an agency"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle", "mail.thread"]
    _order = "id desc"

    _transitions = (
        Transition(
            "notify",
            "proposed",
            "notified",
            groups=REVIEWER,
            guards=("_guard_legal_basis", "_guard_ground"),
        ),
        Transition(
            "reply", "notified", "notified", groups=PORTAL, guards="_guard_reply"
        ),
        Transition(
            "confirm",
            "notified",
            "confirmed",
            groups=(MANAGER, SUPERVISOR),
            guards=("_guard_heard", "_guard_other_person", "_guard_decision"),
        ),
        Transition(
            "appeal", "confirmed", "appealed", groups=PORTAL, guards="_guard_appeal"
        ),
        Transition(
            "uphold",
            "appealed",
            "confirmed",
            groups=SUPERVISOR,
            guards="_guard_appeal_answer",
        ),
        Transition(
            "cancel",
            ("proposed", "notified", "appealed"),
            "cancelled",
            groups=(MANAGER, SUPERVISOR),
            guards="_guard_cancel_reason",
        ),
        Transition(
            "repair",
            "confirmed",
            "repaired",
            groups=(MANAGER, SUPERVISOR),
            guards=("_guard_half_period", "_guard_repair_proof"),
        ),
        Transition("expire", IN_FORCE, "expired", system=True),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "reply_until",
            "reply",
            "decided_by_id",
            "decided_on",
            "until_on",
            "appeal",
            "appeal_answer",
            "cancel_reason",
            "repair_proof",
        }
    )
    _open_states = ("proposed", "notified")
    _statements = {
        "uphold": "appeal_answer",
        "cancel": "cancel_reason",
        "repair": "repair_proof",
    }
    _member_roles = ("agency_admin",)

    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="restrict"
    )
    number = fields.Char(readonly=True, copy=False, help="编号: random, not counted.")
    legal_basis = fields.Char(
        help="依据: article of a law, or clause of the agreement the agency signed."
    )
    ground = fields.Text(help="事实: what happened.")
    evidence = fields.Text(help="证据: where it can be read.")
    document = fields.Binary("Evidence File", attachment=True, copy=False)
    reply_until = fields.Date(readonly=True, copy=False, help="陈述申辩截止日")
    reply = fields.Text(
        "Reply of the Agency", readonly=True, copy=False, help="陈述申辩"
    )
    decision = fields.Text(copy=False, help="决定及理由, with what the reply changed.")
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    decided_on = fields.Date(readonly=True, copy=False, help="决定日期")
    until_on = fields.Date("Until", readonly=True, copy=False, help="有效期止")
    appeal = fields.Text(readonly=True, copy=False, help="申诉理由")
    appeal_answer = fields.Text(readonly=True, copy=False, help="申诉答复")
    cancel_reason = fields.Text(readonly=True, copy=False, help="撤销理由")
    repair_proof = fields.Text(readonly=True, copy=False, help="信用修复证明")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("notified", "Agency is heard"),
            ("confirmed", "In force"),
            ("appealed", "Appealed against"),
            ("repaired", "Repaired"),
            ("expired", "Expired"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="proposed",
        copy=False,
        index=True,
        tracking=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        measures = super().create(vals_list)
        for measure in measures:
            measure._write_guarded({"number": secrets.token_hex(6).upper()})
        return measures

    @api.constrains("document")
    def _check_document(self):
        credentials = self.env["yichuang.market.qualification"]
        for measure in self:
            data = upload.decoded(measure.with_context(bin_size=False).document)
            problem = data and credentials._document_problem(data)
            if problem:
                raise ValidationError(problem)

    def _guard_legal_basis(self, _vals):
        for measure in self:
            if not (measure.legal_basis or "").strip():
                raise UserError(
                    self.env._(
                        "Name the article or the clause of the agreement: nothing is "
                        "held against an agency without one (优化营商环境条例 Art. 64)."
                    )
                )

    def _guard_ground(self, _vals):
        for measure in self:
            texts = (measure.ground, measure.evidence)
            if not all((text or "").strip() for text in texts):
                raise UserError(
                    self.env._(
                        "Say what happened and where it can be read: the agency must "
                        "be able to answer to it."
                    )
                )

    def _guard_reply(self, vals):
        self._check_text(vals.get("reply"), self.env._("Write your reply first."))
        self.sudo().agency_id._check_acts("agency_admin")
        today = self._today()
        for measure in self:
            if measure.reply_until and today > measure.reply_until:
                raise UserError(
                    self.env._(
                        "The time to reply ended on %(date)s; an appeal is possible "
                        "when the decision is there.",
                        date=measure.reply_until,
                    )
                )

    def _guard_heard(self, _vals):
        today = self._today()
        for measure in self:
            if not measure.reply and today <= measure.reply_until:
                raise UserError(
                    self.env._(
                        "%(agency)s may reply until %(date)s; nothing is decided "
                        "before it was heard.",
                        agency=measure.agency_id.name,
                        date=measure.reply_until,
                    )
                )

    def _guard_other_person(self, _vals):
        for measure in self:
            if self.env.user == measure.create_uid:
                raise UserError(
                    self.env._(
                        "You proposed this yourself. A second person decides on it."
                    )
                )

    def _guard_decision(self, _vals):
        for measure in self:
            self._check_text(
                measure.decision,
                self.env._("Write the decision and its reasons first."),
            )

    def _guard_appeal(self, vals):
        self._check_text(vals.get("appeal"), self.env._("Say why you appeal."))
        self.sudo().agency_id._check_acts("agency_admin")
        if any(measure.appeal for measure in self):
            raise UserError(
                self.env._("An appeal has been decided already; the courts are open.")
            )

    def _guard_appeal_answer(self, vals):
        self._check_text(
            vals.get("appeal_answer"), self.env._("Answer the appeal first.")
        )
        for measure in self:
            if self.env.user == measure.decided_by_id:
                raise UserError(
                    self.env._("You decided this yourself. A second person reviews it.")
                )

    def _guard_cancel_reason(self, vals):
        self._check_text(
            vals.get("cancel_reason"), self.env._("Say why it does not stand.")
        )

    def _guard_repair_proof(self, vals):
        self._check_text(
            vals.get("repair_proof"),
            self.env._("Say what proves that the agency has put it right."),
        )

    def _guard_half_period(self, _vals):
        today = self._today()
        for measure in self:
            first, last = measure.decided_on, measure.until_on
            if not last:
                continue
            half = first + (last - first) / 2
            if today < half:
                raise UserError(
                    self.env._(
                        "Credit can be repaired after half the period, from %(date)s "
                        "on.",
                        date=half,
                    )
                )

    def _check_text(self, text, problem):
        if not (text or "").strip():
            raise UserError(problem)

    def _values_notify(self, _vals):
        until = self._workdays().add(self._today(), REPLY_WORKDAYS).date
        return {measure.id: {"reply_until": until} for measure in self}

    def _values_confirm(self, _vals):
        today = self._today()
        return {
            measure.id: {
                "decided_by_id": self.env.uid,
                "decided_on": today,
                "until_on": measure._last_day(today),
            }
            for measure in self
        }

    def _last_day(self, first):
        """The last day a measure decided on this day is in force."""
        raise NotImplementedError

    def _after_notify(self, _vals):
        for measure in self:
            measure.agency_id._tell(
                self.env._("You are heard before a decision"),
                self.env._(
                    "%(what)s: %(ground)s You may reply until %(date)s on My Market.",
                    what=measure.display_name,
                    ground=measure.ground,
                    date=measure.reply_until,
                ),
            )

    def _after_confirm(self, _vals):
        for measure in self:
            measure.agency_id._tell(
                self.env._("A decision has been taken"),
                f"{measure.display_name}: {measure.decision}",
            )

    def action_notify(self):
        """Tell the agencies, and let them reply."""
        self._check_staff()
        return self._step("notify")

    def action_confirm(self):
        """Decide that the measures stand."""
        self._check_staff()
        return self._step("confirm")

    def action_uphold(self):
        """Ask for the answer to the appeal."""
        self._check_staff()
        return self._ask("uphold", self.env._("Dismiss the Appeal"))

    def action_cancel(self):
        """Ask why the measure does not stand."""
        self._check_staff()
        return self._ask("cancel", self.env._("Cancel the Measure"))

    def action_repair(self):
        """Ask what proves the repair."""
        self._check_staff()
        return self._ask("repair", self.env._("Repair of Credit"))
