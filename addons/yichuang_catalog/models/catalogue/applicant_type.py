from odoo import fields, models


class ApplicantType(models.Model):
    """A kind of applicant (服务对象), with its code in each standard: GB/T 39046 A.4
    and the C0109 exchange give 5 and 6 different meanings."""

    _name = "yichuang.applicant.type"
    _description = "Kind of Applicant"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    key = fields.Char(required=True, help="Stable name for exchange and import.")
    sequence = fields.Integer(default=10)
    natural = fields.Boolean(
        string="Natural Person", help="自然人, against legal persons and organisations"
    )
    national_code = fields.Char(
        string="GB/T 39046 Code", help="服务对象代码 (GB/T 39046 A.4)"
    )
    exchange_code = fields.Char(string="C0109 Code", help="服务对象代码 (C0109)")

    _key_uniq = models.UniqueIndex("(key)", "There is a kind of this key already.")
    _default_order_idx = models.Index("(sequence, id)")
