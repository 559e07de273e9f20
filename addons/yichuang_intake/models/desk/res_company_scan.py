from odoo import fields, models


class Company(models.Model):
    """How large a scan of the window may be."""

    _inherit = "res.company"

    scan_megabytes = fields.Integer(
        "Megabytes of a Scan",
        default=20,
        required=True,
        help="扫描件大小上限(MB): larger files are refused at the window.",
    )

    _scan_megabytes_sane = models.Constraint(
        "CHECK (scan_megabytes BETWEEN 1 AND 100)",
        "A scan may have 1 to 100 megabytes.",
    )
