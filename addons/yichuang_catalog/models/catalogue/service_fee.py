from odoo import fields, models


class ServiceFee(models.Model):
    """One fee of a service: only a law or an administrative regulation may set it
    (行政许可法 Art. 58)."""

    _name = "yichuang.service.fee"
    _description = "Fee"
    _inherit = ["yichuang.version.line"]

    name = fields.Char(required=True, help="收费项目名称")
    standard = fields.Char(help="收费标准, such as 80 元/本.")
    basis = fields.Char(
        help="收费依据: the law or administrative regulation that sets the fee."
    )
    reducible = fields.Boolean(
        string="Reductions", help="是否允许减免: whether it may be reduced or waived."
    )
    reduction_basis = fields.Char(
        string="Basis of Reductions", help="减免依据: for whom, and under which rule."
    )
