from odoo import fields, models


class Department(models.Model):
    _inherit = "yichuang.department"

    head_id = fields.Many2one(
        "res.users",
        "Head of the Organ",
        index="btree_not_null",
        help="行政机关负责人, who approves a longer time (行政许可法 Art. 42).",
    )
