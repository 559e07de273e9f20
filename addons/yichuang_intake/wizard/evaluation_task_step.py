from odoo import fields, models

from .follow_up_step import FollowUpStep


class EvaluationTaskStep(models.TransientModel):
    """A step of putting a bad rating right, put in words."""

    _name = "yichuang.evaluation.task.step"
    _description = "Step of putting a bad rating right"
    _inherit = ["yichuang.follow.up.step"]
    _words = {
        **FollowUpStep._words,
        "appeal": "appeal",
        "exclude": "ruling",
        "go_on": "ruling",
    }

    task_id = fields.Many2one(
        "yichuang.evaluation.task", required=True, ondelete="cascade"
    )
    step = fields.Selection(
        [
            ("contact", "Contact"),
            ("fix", "Putting it right"),
            ("close", "Call back"),
            ("send_back", "Sending back"),
            ("appeal", "Appeal"),
            ("exclude", "Exclusion of the rating"),
            ("go_on", "Refusal of the appeal"),
        ],
        required=True,
        readonly=True,
        help="联系, 整改, 回访, 退回整改, 申诉, 评价不计入, 驳回申诉",
    )
