from odoo import fields, models


class ServiceVersion(models.Model):
    """How many permissions there are to give (行政许可法 Art. 57)."""

    _inherit = "yichuang.service.version"

    quota = fields.Integer(
        "Number to Grant",
        help="数量限制: how many may be granted; 0 where there is no limit. What is "
        "limited is granted in the order of acceptance (行政许可法 Art. 57).",
    )
    quota_per = fields.Selection(
        [("total", "In all"), ("year", "Per calendar year")],
        "Number Counts",
        required=True,
        default="total",
        help="数量限制的计算周期: 总数, 每年",
    )
    quota_other_order = fields.Char(
        "Other Order by Law",
        help="法律、行政法规另有规定的: the law and article that set another way than "
        "the order of acceptance, such as tender or auction (行政许可法 Art. 53, 57).",
    )

    _quota_positive = models.Constraint(
        "CHECK (quota >= 0)", "The number to grant is not negative; 0 means no limit."
    )
