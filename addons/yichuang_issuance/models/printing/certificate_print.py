from odoo import fields, models


class CertificatePrint(models.Model):
    """That a certificate was printed on its stock (证照打印记录): by whom, when, how
    many, and why once more. Written by the print itself and by nothing else."""

    _name = "yichuang.certificate.print"
    _description = "Print of a certificate"
    _order = "certificate_id desc, serial desc, id"
    _rec_name = "certificate_id"

    certificate_id = fields.Many2one(
        "yichuang.certificate",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    department_id = fields.Many2one(
        related="certificate_id.department_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="certificate_id.company_id", string="Hall", store=True, index=True
    )
    serial = fields.Integer(
        "Print No.", required=True, readonly=True, help="第几次打印"
    )
    copies = fields.Integer(required=True, readonly=True, help="份数")
    reason = fields.Char("Why Again", readonly=True, help="重打事由")
    profile = fields.Char("Printed With", readonly=True, help="打印设置")
    user_id = fields.Many2one(
        "res.users", "Printed By", required=True, readonly=True, help="打印人"
    )
    printed_on = fields.Datetime(required=True, readonly=True, help="打印时间")

    _default_order_idx = models.Index("(certificate_id DESC, serial DESC, id)")
    _serial_uniq = models.UniqueIndex("(certificate_id, serial)")
