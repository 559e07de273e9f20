from odoo import fields, models


class Criterion(models.Model):
    """What proposals are scored by, besides the price (评审因素).

    It is quantified, so that two experts come to the same points, and frozen with the
    notice (政府采购法实施条例 Art. 34).
    """

    _name = "yichuang.market.criterion"
    _description = "Criterion of a notice"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "notice_id, sequence, id"
    _lifecycle_parent = "notice_id"
    _line_open_states = ("draft",)

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, help="评审因素")
    weight = fields.Integer(required=True, help="权重: of a hundred.")
    scale = fields.Text(
        required=True, help="评分标准: for what how many of 100 points are given."
    )

    _order_idx = models.Index("(notice_id, sequence, id)")
    _weight_positive = models.Constraint(
        "CHECK (weight BETWEEN 1 AND 90)", "A criterion weighs 1 to 90 of a hundred."
    )

    def _published(self):
        """The criteria as they are frozen and published."""
        return [
            {
                "name": criterion.name,
                "weight": criterion.weight,
                "scale": criterion.scale,
            }
            for criterion in self.sorted(lambda line: (line.sequence, line.id))
        ]
