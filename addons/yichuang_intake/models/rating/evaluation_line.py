from odoo import fields, models

from .evaluation import GRADES


class EvaluationLine(models.Model):
    """The grade that a rating gives to one indicator."""

    _name = "yichuang.evaluation.line"
    _description = "Grade of an indicator"
    _order = "evaluation_id desc, id"
    _rec_name = "indicator_id"

    evaluation_id = fields.Many2one(
        "yichuang.evaluation",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    indicator_id = fields.Many2one(
        "yichuang.evaluation.indicator",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="评价指标",
    )
    grade = fields.Selection(
        GRADES, "Satisfaction", required=True, readonly=True, help="满意度"
    )

    _once = models.UniqueIndex(
        "(evaluation_id, indicator_id)", "An indicator is graded once."
    )
