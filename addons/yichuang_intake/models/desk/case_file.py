from odoo import fields, models


class CaseFile(models.Model):
    """A file that the applicant sent in for a material of a case."""

    _name = "yichuang.case.file"
    _description = "File sent in by the applicant"
    _inherit = ["yichuang.sent.file", "yichuang.case.part"]
    _order = "case_id.id, material_id, id"
    _part_field = "case_id"

    case_id = fields.Many2one(ondelete="cascade")
    material_id = fields.Many2one(
        "yichuang.case.material",
        "Listed Material",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
