from odoo import fields, models


class CertificateType(models.Model):
    """What stands on the stock before it is printed."""

    _inherit = "yichuang.certificate.type"

    preprinted = fields.Selection(
        [
            ("frame", "Frame and Ground"),
            ("form", "Frame, Title and Names of the Rows"),
        ],
        "On the Stock",
        required=True,
        default="frame",
        help="证照用纸上的预印内容: it is left out where a certificate is printed on "
        "stock.",
    )
