from odoo import fields, models


class CertificateLine(models.Model):
    """A row printed on a certificate; fixed once it is issued."""

    _name = "yichuang.certificate.line"
    _description = "Row of a certificate"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "certificate_id, sequence, id"
    _rec_name = "label"
    _lifecycle_parent = "certificate_id"

    certificate_id = fields.Many2one(
        "yichuang.certificate", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10, readonly=True)
    label = fields.Char(required=True, readonly=True, help="栏目")
    text = fields.Char(help="内容, as printed.")
    required = fields.Boolean(readonly=True)
