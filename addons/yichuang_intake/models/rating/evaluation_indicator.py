from odoo import fields, models


class EvaluationIndicator(models.Model):
    """One thing that is rated besides the whole (评价指标).

    The national list, versioned: ratings keep the version they were given on. A hall
    adds none and removes none, so nobody may write here.
    """

    _name = "yichuang.evaluation.indicator"
    _description = "Rating indicator"
    _order = "version desc, scene, sequence, id"

    name = fields.Char(required=True, translate=True, help="评价指标")
    code = fields.Char("Indicator Code", required=True, help="指标编码")
    scene = fields.Selection(
        [("onsite", "On Site"), ("online", "Online")],
        required=True,
        help="线下, 线上",
    )
    version = fields.Char(required=True, help="指标版本")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(version, scene, code)", "The list names each indicator once."
    )
