from odoo import fields, models


class Company(models.Model):
    """How the organs of a hall work together on joint cases."""

    _inherit = "res.company"

    joint_precheck_days = fields.Integer(
        "Organs Say What Is Missing Within",
        default=2,
        help="并联审批预审期限, in working days, never beyond the time of the notice "
        "(滨州市 Art. 10: two).",
    )
    joint_silence_agrees = fields.Boolean(
        "Silence Agrees in Joint Reviews",
        help="联合会审逾期未反馈视为同意: only where a local rule says so.",
    )

    _joint_precheck_days_positive = models.Constraint(
        "CHECK (joint_precheck_days BETWEEN 1 AND 5)",
        "The organs have between one day and the five of the notice (行政许可法 Art. "
        "32(4)).",
    )
