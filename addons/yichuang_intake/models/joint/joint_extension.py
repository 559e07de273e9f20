from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools.licensing_law import JOINT_EXTENSION_DAYS

REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"
APPROVERS = (REVIEWER, DECIDER, MANAGER)


class JointExtension(models.Model):
    """A longer time for the whole of a joint case: asked for by the organ in the lead,
    up to fifteen working days, approved by the head of the government at this level
    (行政许可法 Art. 42(2)). The time of each organ stays as it is."""

    _name = "yichuang.joint.extension"
    _description = "Extension of the time of a joint case"
    _inherit = ["yichuang.extension"]
    _rec_name = "joint_id"

    _longer = "joint_id"
    _longer_clocks = ("joint_legal", "joint")

    _transitions = (
        Transition(
            "approve",
            "requested",
            "approved",
            groups=APPROVERS,
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
            groups=APPROVERS,
            guards="_guard_approver",
        ),
    )

    joint_id = fields.Many2one(
        "yichuang.joint.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="joint_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="joint_id.department_id", store=True, index=True, precompute=True
    )
    days = fields.Integer(default=JOINT_EXTENSION_DAYS)

    _once_idx = models.UniqueIndex(
        "(joint_id) WHERE state = 'approved'",
        "The time of a joint case is extended once (行政许可法 Art. 42).",
    )

    @api.depends("joint_id", "days")
    def _compute_display_name(self):
        return super()._compute_display_name()

    def _most_days(self):
        return JOINT_EXTENSION_DAYS

    def _article(self):
        return "joint_extension"

    def _check_head(self):
        self._refuse_but_government()
