from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    hearing_unit = fields.Selection(
        [("workday", "Working days"), ("day", "Calendar days")],
        "Days of a Hearing",
        required=True,
        default="workday",
        help="听证期限单位: what the 5, 20 and 7 days of 行政许可法 Art. 47 and 48 are "
        "counted in.",
    )
