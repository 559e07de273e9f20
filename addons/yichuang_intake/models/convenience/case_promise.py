from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES

CLERK = "yichuang_intake.group_clerk"
SIGNING = ("signed_by", "signed_on", "signed_how")


class Case(models.Model):
    """Acceptance on a promise (告知承诺, 优化营商环境条例 Art. 40): the applicant is
    told the conditions and promises in writing to meet them, and what would prove it
    is not asked for.

    An officer of the organ may decide at once, but never who took the case in unless
    the service is decided on the spot anyway. What was promised is checked afterwards:
    ``yichuang.case.promise``.
    """

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "accept_promised",
            "received",
            "accepted",
            groups=CLERK,
            guards=(
                "_guard_promise_open",
                "_guard_credit",
                "_guard_promise_signed",
                "_guard_as_any_acceptance",
            ),
        ),
    )
    _guarded_fields = frozenset({"promised", "decision_revoked_on"})

    promised = fields.Boolean(
        "On a Promise", readonly=True, copy=False, help="适用告知承诺制"
    )
    promise_ids = fields.One2many("yichuang.case.promise", "case_id", readonly=True)
    promisable = fields.Boolean(
        compute="_compute_promisable",
        help="A promise may stand for all that is missing (告知承诺).",
    )
    decision_revoked_on = fields.Datetime(
        readonly=True, copy=False, help="撤销许可决定时间"
    )

    _promised_idx = models.Index("(company_id, id DESC) WHERE promised")

    @api.depends("material_ids.received", "material_ids.defect", "version_id")
    def _compute_promisable(self):
        for case in self:
            case.promisable = case.version_id.promise_open and case._only_by_promise()

    def _only_by_promise(self):
        """Whether something is missing, and a promise may stand for all of it."""
        lacking = self.material_ids._lacking()
        return bool(lacking) and all(lacking.requirement_id.mapped("by_promise"))

    def action_accept_promised(self):
        """Ask for the signed promise."""
        return self._open_wizard(
            "yichuang.case.promise.sign", self.env._("Accept on a Promise")
        )

    def _guard_promise_open(self, vals):
        for case in self:
            guide = case.version_id.sudo()
            if not guide.promise_open:
                raise UserError(
                    self.env._(
                        "%(service)s is not given on a promise: the published guide "
                        "does not say so. Tell the applicant what is missing instead "
                        "(行政许可法 Art. 32(4)).",
                        service=case.service_id.name,
                    )
                )
            lacking = case.material_ids._lacking()
            strict = lacking.filtered(lambda line: not line.requirement_id.by_promise)
            if strict or not lacking:
                raise UserError(
                    self.env._(
                        "A promise cannot stand for %(materials)s. Tell the applicant "
                        "what is missing instead (行政许可法 Art. 32(4)).",
                        materials=", ".join(strict.mapped("name")),
                    )
                    if strict
                    else self.env._(
                        "Nothing is missing: accept %(case)s as usual.",
                        case=case.display_name,
                    )
                )

    def _guard_promise_signed(self, vals):
        promise = self.env["yichuang.case.promise"]
        lacking = [
            promise._fields[name]._description_string(self.env)
            for name in SIGNING
            if not str(vals.get(name) or "").strip()
        ]
        if lacking:
            raise UserError(
                self.env._(
                    "A promise stands for proof only if it is signed (优化营商环境条例 "
                    "Art. 40). Fill in: %(fields)s.",
                    fields=", ".join(lacking),
                )
            )
        if fields.Date.to_date(vals["signed_on"]) > hall_date():
            raise UserError(
                self.env._("The promise is signed today or was before, not later.")
            )

    def _guard_as_any_acceptance(self, vals):
        """Whatever is asked of an acceptance is asked of this one, also by rules that
        other parts add."""
        for guard in self._lifecycle_transitions()["accept"].guards:
            getattr(self, guard)(vals)

    def _deferred_requirements(self, vals):
        deferred = super()._deferred_requirements(vals)
        if vals.get("signed_by"):
            deferred |= self.material_ids._lacking().requirement_id
        return deferred

    def _values_accept_promised(self, vals):
        self._make_promises(vals)
        return self._values_accept(vals)

    def _make_promises(self, vals):
        """Make the promise of each of these, as it was signed.

        :param vals: of the step; the signature is taken from it
        """
        signing = {name: vals.pop(name) for name in SIGNING}
        vals["promised"] = True
        for case in self:
            case.material_ids._lacking()._unguarded().write({"promised": True})
        # Written by the step of the case only; the right to the case was checked.
        self.env["yichuang.case.promise"].sudo()._create_guarded(
            [
                {
                    "case_id": case.id,
                    "conditions": case.version_id.promise_conditions
                    or case.version_id.conditions,
                    **signing,
                }
                for case in self
            ]
        )

    def _after_accept_promised(self, vals):
        self._issue_promises()
        self._after_accept(vals)

    def _issue_promises(self):
        """Issue the signed promise of each of these."""
        # Clerks read their promises; the facts are the same for whoever accepts.
        promises = self.sudo().promise_ids
        self._issue_document(
            "promise",
            {promise.case_id.id: promise._signed_facts() for promise in promises},
        )

    # Decided at once
    def _decided_at_once(self):
        return self._has_promise() or super()._decided_at_once()

    def _one_person_allowed(self):
        instant = self.version_id.sudo().case_type == "instant"
        return instant and super()._one_person_allowed()

    def _has_promise(self):
        """Whether a promise stands that nobody has checked yet."""
        self.ensure_one()
        # Who decides may not see promises of other organs; this is their own case.
        return "promised" in self.sudo().promise_ids.mapped("state")

    # After the decision
    def _after_decide(self, vals):
        super()._after_decide(vals)
        self._await_inspection()

    def _after_deem_renewed(self, vals):
        super()._after_deem_renewed(vals)
        self._await_inspection()

    def _await_inspection(self):
        """What was promised is checked from the decision on; where nothing was
        granted, there is nothing to check."""
        standing = self.filtered(lambda case: case._has_promise())
        granted = standing.filtered(lambda case: case.outcome == "granted")
        (standing - granted)._lapse_promises()
        for day, cases in granted.grouped(
            lambda case: hall_date(case.decided_on)
        ).items():
            cases._start_clocks(
                [
                    (case, "inspection", case._promise_check_days(), "workday")
                    for case in cases
                ],
                day,
            )

    def _promise_check_days(self):
        self.ensure_one()
        return (
            self.version_id.sudo().promise_check_days
            or self.company_id.sudo().promise_check_days
        )

    def _awaits_inspection(self):
        """Whether something promised is to be checked, the case being decided."""
        self.ensure_one()
        states = self.sudo().promise_ids.mapped("state")
        return self.outcome == "granted" and bool({"promised", "ordered"} & {*states})

    def _end(self, vals, reason):
        super()._end(vals, reason)
        self._lapse_promises()

    def _lapse_promises(self):
        # The promise of a case that ends has no effect left; the system says so.
        self.sudo().promise_ids.filtered(
            lambda promise: promise.state == "promised"
        ).with_user(SUPERUSER_ID)._transition("lapse")

    def _ask_for_promised(self):
        """Ask for what the promise stood for: it follows within the time in which
        deferred materials do, from the acceptance where that is still to come."""
        self.material_ids.filtered("promised")._unguarded().write(
            {"promised": False, "deferred": True}
        )
        # Set by a step and cleared by one; the right to the cases was checked.
        self.sudo()._write_guarded({"promised": False})
        accepted = self.filtered("accepted_on")
        due = accepted._start_deferral(hall_date())
        for case in accepted:
            case.sudo()._write_guarded({"deferral_due_on": due.get(case.id)})

    def _revoke_decision(self, moment):
        """Note that the decision was revoked; the file stays as decided."""
        # Only the step of a promise calls this, after its own guards.
        self.sudo()._write_guarded({"decision_revoked_on": moment})
        self._log_event("decision_revoked", {"on": fields.Datetime.to_string(moment)})

    def _ending(self):
        if self.decision_revoked_on:
            return self.env._("Decision Revoked")
        return super()._ending()

    def _stop_inspection(self, reason):
        self._stop_clocks(["inspection"], hall_date(), ARTICLES["inspection"], reason)

    def _inspection_words(self):
        """How and until when what was promised is checked."""
        self.ensure_one()
        days = self._promise_check_days()
        return f"作出决定之日起{days}个工作日内，由两名以上工作人员现场核查"
