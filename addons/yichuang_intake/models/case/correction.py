from odoo import fields, models


class CaseCorrection(models.Model):
    """An error that the applicant corrected at the window (当场更正).

    Who may correct an error on the spot is let do so (行政许可法 Art. 32(3)); the line
    is written with the step and never changes.
    """

    _name = "yichuang.case.correction"
    _description = "Correction on the spot"
    _order = "case_id.id, id"
    _rec_name = "error"

    case_id = fields.Many2one(
        "yichuang.case", required=True, readonly=True, ondelete="cascade", index=True
    )
    material_id = fields.Many2one(
        "yichuang.case.material",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="更正的材料; empty for what the applicant stated otherwise.",
    )
    error = fields.Char("What Was Wrong", required=True, readonly=True, help="错误内容")
    correction = fields.Char(
        "Corrected To", required=True, readonly=True, help="更正内容"
    )
    corrected_by = fields.Char(
        required=True, readonly=True, help="更正人: the applicant or the agent."
    )
    recorded_by_id = fields.Many2one(
        "res.users", required=True, readonly=True, help="记录人"
    )
    recorded_on = fields.Datetime(
        "Corrected On", required=True, readonly=True, help="更正时间"
    )
