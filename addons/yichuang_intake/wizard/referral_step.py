from odoo import fields, models

from .follow_up_step import FollowUpStep


class ReferralStep(models.TransientModel):
    """A step of what the hotline handed over, put in words."""

    _name = "yichuang.referral.step"
    _description = "Step of a matter of the hotline"
    _inherit = ["yichuang.follow.up.step"]
    _words = {
        **FollowUpStep._words,
        "hand_back": "hand_back_reason",
        "extend": "extension_reason",
    }

    task_id = fields.Many2one("yichuang.referral", required=True, ondelete="cascade")
    step = fields.Selection(
        [
            ("contact", "Contact"),
            ("fix", "Answer given"),
            ("close", "Call back"),
            ("send_back", "Not answered well"),
            ("hand_back", "Handing back to the hotline"),
            ("extend", "More time"),
        ],
        required=True,
        readonly=True,
        help="联系, 办理答复, 回访, 退回重办, 退回热线, 延期",
    )
