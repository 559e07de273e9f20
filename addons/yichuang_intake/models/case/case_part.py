from odoo import fields, models


class CasePart(models.AbstractModel):
    """Something of a life of its own that belongs to a case, and is seen by those who
    see the case: record rules read its hall and its organ here."""

    _name = "yichuang.case.part"
    _description = "Part of a case"

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="case_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="case_id.department_id",
        string="Organ",
        store=True,
        index=True,
        precompute=True,
    )
