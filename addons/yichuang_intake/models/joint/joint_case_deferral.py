from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"


class JointCase(models.Model):
    """Acceptance of all matters although something is missing in some (容缺受理), on
    one undertaking: each organ that misses something gives its own time for it, and
    decides its own matter when that is in."""

    _inherit = "yichuang.joint.case"

    _transitions = (
        Transition(
            "accept_deferred",
            "received",
            "accepted",
            groups=CLERK,
            guards=("_guard_undertaking", "_guard_deferrable", "_guard_credit"),
        ),
    )
    _guarded_fields = frozenset({"deferral_signed_by", "deferral_signed_on"})

    deferral_signed_by = fields.Char(
        "Undertaking Signed By", readonly=True, copy=False, help="容缺承诺人"
    )
    deferral_signed_on = fields.Date(
        "Undertaking Signed", readonly=True, copy=False, help="承诺日期"
    )
    deferrable = fields.Boolean(
        compute="_compute_deferrable",
        help="All that is missing in any matter may follow later (容缺).",
    )
    owing = fields.Boolean(
        "Something Is to Follow",
        compute="_compute_deferrable",
        help="容缺材料尚未补齐",
    )

    @api.depends("state", "child_ids.material_ids.status")
    def _compute_deferrable(self):
        for joint in self:
            lacking = joint._lacking_lines() if joint.state == "received" else ()
            joint.deferrable = bool(lacking) and all(
                line.necessity == "deferrable" for line in lacking
            )
            joint.owing = bool(joint._owing())

    def action_accept_deferred(self):
        """Ask for the undertaking for all matters."""
        self.check_access("write")
        return self._dialog(
            "yichuang.joint.defer",
            self.env._("Accept, Materials to Follow"),
            joint_id=self.id,
        )

    def action_make_good(self):
        """Take in, once, what was to follow in any matter."""
        self.check_access("write")
        owing = self._owing()
        if not owing:
            raise UserError(
                self.env._("%(case)s waits for no material.", case=self.display_name)
            )
        owing.case_id.action_make_good()
        # The right to the cases was checked; the one set says what has come.
        owing.sudo().joint_material_id._unguarded()._take()
        return True

    def _owing(self):
        """What was to follow in any matter in hand and has not."""
        return self.env["yichuang.case.material"].union(
            *(case._owing() for case in self._live())
        )

    def _guard_undertaking(self, vals):
        if not (vals.get("deferral_signed_by") or "").strip():
            raise UserError(
                self.env._(
                    "Materials of several matters may follow later only on one signed "
                    "undertaking that tells the consequence. Fill in who signs it."
                )
            )

    def _guard_deferrable(self, vals):
        for joint in self:
            lacking = joint._lacking_lines()
            if not lacking:
                raise UserError(
                    self.env._(
                        "Nothing is missing: accept %(case)s as usual.",
                        case=joint.display_name,
                    )
                )
            lacking._check_deferrable()

    def _guard_credit(self, vals):
        self._live()._guard_credit(vals)

    def _values_accept_deferred(self, vals):
        vals["deferral_signed_on"] = hall_date()
        return self._values_accept(vals)

    def _after_accept_deferred(self, vals):
        signed = {"deferral_signed_by": vals["deferral_signed_by"]}
        for joint in self:
            first, later = joint._split_by_turn()
            for cases, whole, lacking in (
                (later, "wait", "wait"),
                (first, "accept", "accept_deferred"),
            ):
                owing = cases.filtered(lambda case: case._lacking_lines())
                owing._jointly()._transition(lacking, dict(signed))
                (cases - owing)._jointly()._transition(whole)
        self._issue_document(
            "undertaking", {joint.id: joint._undertaking_facts() for joint in self}
        )
        self._tell_applicant("accepted")
        self._follow()

    def _undertaking_facts(self):
        """What the one undertaking states: every material, for which matter, until
        when."""
        self.ensure_one()
        return {
            "容缺材料": [
                {
                    "事项": line.case_id.service_id.name,
                    "材料名称": line.name,
                    "补齐期限": chinese_date.plain(line.case_id.deferral_due_on)
                    if line.case_id.deferral_due_on
                    else f"该事项受理之日起{line._deferral_days()}个工作日内",
                }
                for line in self._owing()
            ],
            "补齐期限": "见上表",
            "逾期后果": self.company_id.sudo()._deferral_consequence(),
            "承诺人": self.deferral_signed_by,
        }
