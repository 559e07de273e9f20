from odoo import api, fields, models


class CaseCorrect(models.TransientModel):
    """What the applicant corrects at the window (行政许可法 Art. 32(3))."""

    _name = "yichuang.case.correct"
    _description = "Correction on the spot in preparation"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    material_id = fields.Many2one(
        "yichuang.case.material",
        domain="[('case_id', '=', case_id), ('received', '=', True)]",
        help="更正的材料; empty for what the applicant stated otherwise.",
    )
    error = fields.Char(
        "What Was Wrong",
        compute="_compute_error",
        store=True,
        readonly=False,
        help="错误内容",
    )
    correction = fields.Char("Corrected To", help="更正内容")
    corrected_by = fields.Char(
        compute="_compute_corrected_by",
        store=True,
        readonly=False,
        help="更正人: the applicant or the agent.",
    )

    @api.depends("material_id")
    def _compute_error(self):
        for wizard in self:
            wizard.error = wizard.material_id.defect or wizard.error

    @api.depends("case_id")
    def _compute_corrected_by(self):
        for wizard in self:
            wizard.corrected_by = wizard.case_id.applicant_name

    def action_confirm(self):
        """Record the correction."""
        self.ensure_one()
        self.case_id._correct_on_the_spot(
            {
                "material_id": self.material_id.id,
                "error": self.error,
                "correction": self.correction,
                "corrected_by": self.corrected_by,
            },
            self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
