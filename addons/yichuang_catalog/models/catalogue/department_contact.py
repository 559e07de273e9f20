from odoo import fields, models


class Department(models.Model):
    _inherit = "yichuang.department"

    # What its services say unless they say otherwise
    location = fields.Char(
        string="Counter", help="办理地点: address, floor and window."
    )
    office_hours = fields.Char(help="办理时间")
    consult = fields.Char(string="Advice", help="咨询方式")
    complaint = fields.Char(string="Complaints", help="监督投诉方式")
