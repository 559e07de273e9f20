from odoo import api, fields, models
from odoo.exceptions import UserError


class Criterion(models.Model):
    """What proposals are scored by, besides the price (评审因素).

    It is quantified, so that two experts come to the same points, and frozen with the
    notice (政府采购法实施条例 Art. 34).
    """

    _name = "yichuang.market.criterion"
    _description = "Criterion of a notice"
    _order = "notice_id, sequence, id"

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

    @api.model_create_multi
    def create(self, vals_list):
        criteria = super().create(vals_list)
        criteria._check_open()
        return criteria

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_open()

    def _check_open(self):
        for criterion in self:
            if criterion.notice_id.state != "draft":
                raise UserError(
                    self.env._(
                        "The criteria of %(notice)s cannot be changed any more: they "
                        "are handed in with it.",
                        notice=criterion.notice_id.display_name,
                    )
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
