from odoo import fields, models


class HearingParticipant(models.Model):
    """Who took part in a hearing, and their signature on its transcript."""

    _name = "yichuang.hearing.participant"
    _description = "Hearing participant"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "hearing_id, id"
    _lifecycle_parent = "hearing_id"
    _line_open_states = ("scheduled",)

    hearing_id = fields.Many2one(
        "yichuang.hearing", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(required=True, help="听证参加人")
    role = fields.Selection(
        [
            ("applicant", "Applicant"),
            ("interested", "Interested party"),
            ("examiner", "Examiner"),
            ("other", "Other"),
        ],
        required=True,
        default="applicant",
        help="申请人, 利害关系人, 审查人员, 其他",
    )
    signed = fields.Boolean(help="Signed or sealed the transcript (签字或者盖章).")
    unsigned_reason = fields.Char(help="未签字原因")
