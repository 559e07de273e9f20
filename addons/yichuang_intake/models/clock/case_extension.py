from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.licensing_law import EXTENSION_DAYS, JOINT_EXTENSION_DAYS


class CaseExtension(models.Model):
    """A longer time for one case: up to ten working days, approved by the head of the
    organ (行政许可法 Art. 42(1)); for a service handled jointly up to fifteen, by the
    head of government (Art. 42(2))."""

    _name = "yichuang.case.extension"
    _description = "Extension of the time of a case"
    _inherit = ["yichuang.case.part", "yichuang.case.named", "yichuang.extension"]
    _rec_name = "case_id"

    _longer = "case_id"
    _longer_states = ("accepted", "reviewing")
    _longer_clocks = ("legal", "promise")

    days = fields.Integer(default=EXTENSION_DAYS)

    _once_idx = models.UniqueIndex(
        "(case_id) WHERE state = 'approved'",
        "The time of a case is extended once (行政许可法 Art. 42).",
    )

    @api.depends("case_id", "days")
    def _compute_display_name(self):
        return super()._compute_display_name()

    def _is_joint(self):
        self.ensure_one()
        return self.case_id.version_id.sudo().case_type == "joint"

    def _most_days(self):
        return JOINT_EXTENSION_DAYS if self._is_joint() else EXTENSION_DAYS

    def _article(self):
        return "extension"

    def _check_head(self):
        if self._is_joint():
            self._refuse_but_government()
            return
        # Who that is is no secret from those who ask.
        head = self.department_id.sudo().head_id
        if self.env.user != head:
            raise UserError(
                self.env._(
                    "The head of the organ alone approves a longer time "
                    "(行政许可法 Art. 42(1)): %(name)s.",
                    name=head.name or self.env._("nobody is entered in the organ"),
                )
            )
