from odoo import fields, models


class JointPrecheckLine(models.Model):
    """One defect that an organ names before the notice is given."""

    _name = "yichuang.joint.precheck.line"
    _description = "Defect found before the notice"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "precheck_id, id"
    _rec_name = "material_id"
    _lifecycle_parent = "precheck_id"

    precheck_id = fields.Many2one(
        "yichuang.joint.precheck", required=True, ondelete="cascade", index=True
    )
    case_id = fields.Many2one(related="precheck_id.case_id")
    material_id = fields.Many2one(
        "yichuang.case.material",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('case_id', '=', case_id), ('passed_on', '=', False)]",
        help="材料",
    )
    problem = fields.Char(required=True, help="存在的问题")
    correction = fields.Char("How to Correct It", required=True, help="补正方式")

    _material_uniq = models.UniqueIndex(
        "(precheck_id, material_id)", "This material is named already."
    )
