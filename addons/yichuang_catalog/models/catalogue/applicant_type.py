from odoo import fields, models


class ApplicantType(models.Model):
    """A kind of applicant (服务对象), with its code in each standard: GB/T 39046 A.4
    and the C0109 exchange give 5 and 6 different meanings."""

    _name = "yichuang.applicant.type"
    _description = "Kind of Applicant"
    _inherit = ["yichuang.coded"]
    _enumeration = "applicant"

    natural = fields.Boolean(
        string="Natural Person", help="自然人, against legal persons and organisations"
    )
