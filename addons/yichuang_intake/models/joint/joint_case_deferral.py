from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

CLERK = "yichuang_intake.group_clerk"
SIGNATURE = ("deferral_signed_by", "deferral_signed_on", "deferral_signed_how")


class JointCase(models.Model):
    """Acceptance of all matters although something is missing in some (容缺受理), on
    one undertaking: each organ that misses something gives its own time for it, and
    decides its own matter when that is in."""

    _name = "yichuang.joint.case"
    _inherit = ["yichuang.joint.case", "yichuang.deferral"]

    _transitions = (
        Transition(
            "accept_deferred",
            "received",
            "accepted",
            groups=CLERK,
            guards=("_guard_undertaking", "_guard_deferrable", "_guard_credit"),
        ),
    )

    owing = fields.Boolean(
        "Something Is to Follow",
        compute="_compute_owing",
        help="容缺材料尚未补齐",
    )

    @api.depends("state", "child_ids.material_ids.status")
    def _compute_deferrable(self):
        super()._compute_deferrable()

    @api.depends("state", "child_ids.material_ids.status")
    def _compute_owing(self):
        for joint in self:
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

    def _after_accept_deferred(self, vals):
        self._accept_lacking(
            "accept_deferred", {name: vals[name] for name in SIGNATURE}
        )
        self._issue_document(
            "undertaking", {joint.id: joint._undertaking_facts() for joint in self}
        )
        self._tell_applicant("accepted")
        self._follow()

    def _accept_lacking(self, step, signed):
        """Accept what can begin at once and let the rest wait; the matters that lack
        something on what was signed.

        :param step: by which a matter that lacks something is accepted
        :param signed: who signed, when and how
        """
        for joint in self:
            first, later = joint._split_by_turn()
            for cases, whole, lacking in (
                (later, "wait", "wait"),
                (first, "accept", step),
            ):
                owing = cases.filtered(lambda case: case._lacking_lines())
                owing._jointly()._transition(lacking, dict(signed))
                (cases - owing)._jointly()._transition(whole)

    def _undertaking_facts(self):
        """What the one undertaking states: every material, for which matter, until
        when."""
        self.ensure_one()
        return {
            "容缺材料": [
                {
                    "事项": line.case_id.service_id.name,
                    "材料名称": line.name,
                    "补齐期限": line.case_id._deferral_limit(line),
                }
                for line in self._owing()
            ],
            "补齐期限": "见上表",
            "逾期后果": self.company_id.sudo()._deferral_consequence(),
            **self._signature_facts(),
        }
