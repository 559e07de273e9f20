from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import SITE_CHECK_OFFICERS


class CasePromiseGuard(models.AbstractModel):
    """What is asked at each step of a promise."""

    _name = "yichuang.case.promise.guard"
    _description = "Rules of a promise"

    def _guard_undecided(self, vals):
        for promise in self:
            if not promise.case_id._may_make_good():
                raise UserError(
                    self.env._(
                        "%(case)s is decided already: a promise is taken back before "
                        "the decision, and checked after it.",
                        case=promise.case_id.display_name,
                    )
                )

    def _guard_member(self, vals):
        self.case_id._guard_member(vals)

    def _guard_second_person(self, vals):
        for promise in self:
            if self.env.user == promise.broken_by_id:
                raise UserError(
                    self.env._(
                        "You found this promise broken yourself. Another decider looks "
                        "at it and says what follows."
                    )
                )

    def _guard_inspected(self, vals):
        for promise in self:
            # Whoever takes the step is of the organ; the checks are its own.
            case = promise.case_id.sudo()
            if not case._awaits_inspection() or not promise._looked_at(case):
                raise UserError(
                    self.env._(
                        "Nothing is found without having been looked at. Record an "
                        "inspection of %(case)s by at least %(count)s officers, held "
                        "after the decision or the order to correct (行政许可法 Art. "
                        "34, 61).",
                        case=case.display_name,
                        count=SITE_CHECK_OFFICERS,
                    )
                )

    def _looked_at(self, case):
        """Whether somebody went there since the decision, or the order to correct."""
        self.ensure_one()
        held = case.site_check_ids.filtered(lambda check: check.state == "held")
        return any(
            check.checked_at > self.ordered_on
            if self.ordered_on
            else check.checked_at >= case.decided_on
            for check in held
        )

    def _guard_withdrawal(self, vals):
        self._require_stated(vals, ("withdraw_reason",))

    def _guard_order(self, vals):
        self._require_stated(vals, ("shortcomings", "correct_by"))
        if fields.Date.to_date(vals["correct_by"]) < hall_date():
            raise UserError(
                self.env._("There must be time left to correct it: choose a later day.")
            )

    def _guard_breach(self, vals):
        self._require_stated(vals, ("breach_kind", "breach"))
        today = hall_date()
        for promise in self:
            late = promise.correct_by and promise.correct_by < today
            if vals["breach_kind"] == "uncorrected" and not late:
                raise UserError(
                    self.env._(
                        "The time to correct it has not run out, or none was set. "
                        "Order a correction first, and inspect again after its last "
                        "day."
                    )
                )

    def _guard_clearing(self, vals):
        self._require_stated(vals, ("cleared_reason",))

    def _guard_revocation(self, vals):
        self._require_stated(vals, ("heard", "reasons", "legal_basis"))

    def _require_stated(self, vals, names):
        lacking = [
            self._fields[name]._description_string(self.env)
            for name in names
            if not str(vals.get(name) or "").strip()
        ]
        if lacking:
            raise UserError(
                self.env._(
                    "The file must say what follows and why, and what the holder said "
                    "to it (行政许可法 Art. 7, 69). Fill in: %(fields)s.",
                    fields=", ".join(lacking),
                )
            )
