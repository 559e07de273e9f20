from odoo import fields, models


class ServiceMaterial(models.Model):
    """One material that a version asks for, and how it is to be handed in."""

    _name = "yichuang.service.material"
    _description = "Required Material"
    _inherit = ["yichuang.version.line"]
    _compared_by = "material_id"

    material_id = fields.Many2one(
        "yichuang.material", required=True, ondelete="restrict", index=True
    )
    name = fields.Char(related="material_id.name")
    necessity = fields.Selection(
        selection=[
            ("required", "Required"),
            ("optional", "Optional"),
            ("deferrable", "May Follow Later"),
        ],
        required=True,
        default="required",
        help="材料必要性: 必要, 非必要, 容缺后补",
    )
    originals = fields.Integer(default=1, help="原件份数")
    copies = fields.Integer(default=0, help="复印件份数")
    receive_mode = fields.Selection(
        selection=[
            ("original", "Keep the Original"),
            ("verify_copy", "Compare the Original, Keep the Copy"),
            ("both", "Keep Original and Copy"),
        ],
        required=True,
        default="original",
        help="收取方式: 收原件, 验原件收复印件, 收原件及复印件",
    )
    note = fields.Char(help="What the applicant should mind (填报须知).")

    _material_uniq = models.UniqueIndex(
        "(version_id, material_id)",
        "This material is in the list already. Ask for it once (一次告知).",
    )
    _counts_positive = models.Constraint(
        "CHECK (originals >= 0 AND copies >= 0)",
        "The numbers of originals and copies cannot be negative.",
    )
