from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES

CLERK = "yichuang_intake.group_clerk"


class Case(models.Model):
    """Acceptance although something is missing (容缺受理), on the applicant's
    undertaking to hand it in by a day.

    Nothing is decided before it is in.
    """

    _name = "yichuang.case"
    _inherit = ["yichuang.case", "yichuang.deferral"]

    _transitions = (
        Transition(
            "accept_deferred",
            "received",
            "accepted",
            groups=CLERK,
            guards=("_guard_undertaking", "_guard_deferrable", "_guard_materials"),
        ),
    )
    _added_guards = {"decide": ("_guard_made_good",)}
    _guarded_fields = frozenset({"deferral_due_on"})

    deferral_due_on = fields.Date(
        "Deferred Materials Due", readonly=True, copy=False, help="容缺补齐期限届满日"
    )

    _deferral_idx = models.Index(
        "(deferral_due_on) WHERE state IN ('accepted', 'reviewing')"
        " AND deferral_due_on IS NOT NULL"
    )

    @api.depends(
        "state",
        "material_ids.received",
        "material_ids.defect",
        "material_ids.necessity",
    )
    def _compute_deferrable(self):
        super()._compute_deferrable()

    def action_accept_deferred(self):
        """Ask for the undertaking."""
        return self._open_wizard(
            "yichuang.case.defer", self.env._("Accept, Materials to Follow")
        )

    def action_make_good(self):
        """Take in the materials that were to follow."""
        self.check_access("write")
        for case in self:
            if not case._may_make_good() or not case._owing():
                raise UserError(
                    self.env._(
                        "%(case)s waits for no material.", case=case.display_name
                    )
                )
        now = fields.Datetime.now()
        for case in self:
            owing = case._owing()._unguarded()
            owing._take()
            owing.write({"made_good_on": now, "defect": False})
            case._log_event("make_good", {"materials": owing.mapped("name")})
        self._stop_clocks(
            ["deferral"], hall_date(now), ARTICLES["deferral"], self.env._("handed in")
        )
        # Set by a step and cleared by one; the right to the case was checked.
        self.sudo()._write_guarded({"deferral_due_on": False})
        return True

    def _may_make_good(self):
        """Whether what was to follow may come now."""
        self.ensure_one()
        return self.state in ("accepted", "reviewing")

    def _owing(self):
        """Materials that were to follow and have not."""
        return self.material_ids.filtered(
            lambda line: line.deferred and not line.made_good_on
        )

    def _deferred_requirements(self, vals):
        """What need not be there yet, where this acceptance defers it."""
        self.ensure_one()
        if not vals.get("deferral_signed_by"):
            return self.env["yichuang.service.material"]
        return self.material_ids._lacking().requirement_id

    def _guard_made_good(self, vals):
        for case in self:
            owing = case._owing()
            if owing:
                raise UserError(
                    self.env._(
                        "%(case)s was accepted without %(materials)s; nothing is "
                        "decided before they are in.",
                        case=case.display_name,
                        materials=", ".join(owing.mapped("name")),
                    )
                )

    def _values_accept_deferred(self, vals):
        values = super()._values_accept_deferred(vals)
        self._defer_lacking()
        for case_id, due_on in self._start_deferral(hall_date()).items():
            values[case_id]["deferral_due_on"] = due_on
        return values

    def _deferral_limit(self, lines):
        """Until when these lines of the case are handed in, as documents say it."""
        self.ensure_one()
        if self.deferral_due_on:
            return chinese_date.plain(self.deferral_due_on)
        return f"该事项受理之日起{lines._deferral_days()}个工作日内"

    def _defer_lacking(self):
        """Note that what is missing now follows later."""
        self.material_ids._lacking()._unguarded().write({"deferred": True})

    def _start_deferral(self, day):
        """Let the time to hand in what follows later run from a day.

        :returns: its last day, by id of the cases that owe something
        """
        clocks = self._start_clocks(
            [
                (case, "deferral", case._owing()._deferral_days(), "workday")
                for case in self
                if case._owing()
            ],
            day,
        )
        return {clock.case_id.id: clock.due_on for clock in clocks}
