from odoo import fields, models


class DefectReason(models.Model):
    """A standard reason why a material does not conform (不符合原因).

    The same words at every window, so that applicants are told the same, and what
    goes wrong most can be counted.
    """

    _name = "yichuang.defect.reason"
    _description = "Reason why a material does not conform"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="不符合原因, as the applicant is told it."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _default_order_idx = models.Index("(sequence, id)")
