from odoo import api, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .supplement import SUPPLEMENT_OPEN

MANAGER = "yichuang_catalog.group_manager"
DECIDER = "yichuang_intake.group_decider"
UNDECIDED = ("accepted", "reviewing")


class Case(models.Model):
    """How cases end without a decision: revoked or terminated by the organ, or lapsed
    because what was asked for did not come, as the hall has settled it."""

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "revoke",
            UNDECIDED,
            "revoked",
            groups=(DECIDER, MANAGER),
            guards="_guard_reason_stated",
        ),
        Transition(
            "terminate",
            ("supplement", *UNDECIDED),
            "terminated",
            groups=(DECIDER, MANAGER),
            guards="_guard_reason_stated",
        ),
        Transition(
            "lapse_withdrawn", ("supplement", *UNDECIDED), "withdrawn", system=True
        ),
        Transition(
            "lapse_terminated", ("supplement", *UNDECIDED), "terminated", system=True
        ),
        Transition("lapse_refused", "supplement", "refused", system=True),
        Transition("lapse_revoked", UNDECIDED, "revoked", system=True),
    )

    def action_revoke(self):
        """Ask why acceptance is revoked."""
        return self._open_wizard(
            "yichuang.case.end", self.env._("Revoke Acceptance"), kind="revoke"
        )

    def action_terminate(self):
        """Ask why handling ends."""
        return self._open_wizard(
            "yichuang.case.end", self.env._("Terminate"), kind="terminate"
        )

    @api.model
    def _cron_lapse(self):
        """End what the hall has settled to end: overdue supplements, overdue
        materials that were to follow."""
        today = hall_date()
        for domain, field, why in (
            (
                Domain("state", "=", "supplement")
                & Domain("due_on", "<", today)
                & Domain("supplement_ids", "any", self._outstanding()),
                "supplement_overdue",
                self.env._(
                    "What the notice asked for was not handed in, in order and in time."
                ),
            ),
            (
                Domain("state", "in", UNDECIDED)
                & Domain("deferral_due_on", "<", today),
                "deferral_overdue",
                self.env._("What was to follow was not handed in in time."),
            ),
        ):
            self._sweep(domain, lambda cases, f=field, w=why: cases._lapse(f, w))

    @api.model
    def _outstanding(self):
        """Supplements that did not come at all, or not in order."""
        return [*SUPPLEMENT_OPEN, ("sent_in_on", "=", False)]

    def _lapse(self, setting, why):
        """End these cases as their halls have settled it."""
        by_outcome = self.grouped(lambda case: case.company_id[setting])
        for outcome, cases in by_outcome.items():
            vals = {"end_reason": why}
            if outcome == "refused":
                vals.update(
                    refusal_kind="not_supplemented",
                    reasons=why,
                    legal_basis=self.env._("行政许可法 Art. 32"),
                )
            cases._transition(f"lapse_{outcome}", vals)

    def _values_revoke(self, vals):
        self._end(vals, self.env._("acceptance revoked"))

    def _values_terminate(self, vals):
        self._end(vals, self.env._("terminated"))

    def _values_lapse_withdrawn(self, vals):
        self._end(vals, self.env._("counts as withdrawn"))

    def _values_lapse_terminated(self, vals):
        self._end(vals, self.env._("terminated"))

    def _values_lapse_refused(self, vals):
        self._end(vals, self.env._("not accepted"))

    def _values_lapse_revoked(self, vals):
        self._end(vals, self.env._("acceptance revoked"))
