from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.figures import RATIOS, points


class FigureScore(models.Model):
    """What an organ scored with one figure in one month (月度考核).

    Points are the weight of the target when it is met, else a part of it; where nothing
    was counted the figure neither scores nor weighs. The score of an organ, or of
    several months, is all points of all weights.
    """

    _name = "yichuang.figure.score"
    _description = "Score of a figure"
    _order = "month desc, department_id, id"
    _rec_name = "figure"
    _log_access = False

    month = fields.Date(required=True, readonly=True, help="考核月份, its first day.")
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        help="考核对象",
    )
    figure = fields.Selection(
        selection="_selection_figure", required=True, readonly=True, help="指标"
    )
    above = fields.Integer("Counted", readonly=True, help="分子")
    below = fields.Integer("Out Of", readonly=True, help="分母")
    value = fields.Float("Reached", readonly=True, aggregator=None, help="完成值")
    target = fields.Float(readonly=True, aggregator=None, help="目标值")
    weight = fields.Integer(readonly=True, help="权重（分）")
    points = fields.Float(readonly=True, help="得分")
    score = fields.Float(
        compute="_compute_score",
        aggregator="avg",
        help="考核得分（百分制）= points ÷ weights of what was counted.",
    )

    _place_uniq = models.UniqueIndex("(company_id, month, department_id, figure)")

    @api.model
    def _selection_figure(self):
        return self.env["yichuang.figure.target"]._selection_figure()

    @api.depends("points", "weight")
    def _compute_score(self):
        for row in self:
            row.score = 100 * row.points / row.weight if row.weight else 0.0

    def _read_group_select(self, aggregate_spec, query):
        """The score of a group is all its points of all its weights."""
        if not aggregate_spec.startswith("score:"):
            return super()._read_group_select(aggregate_spec, query)
        return SQL(
            "100 * SUM(%s) / NULLIF(SUM(%s), 0)",
            self._field_to_sql(self._table, "points", query),
            self._field_to_sql(self._table, "weight", query),
        )

    @api.model
    def _cron_score(self):
        """Score this month so far, and the last one while late entries may come."""
        this = hall_date().replace(day=1)
        for month in (this - relativedelta(months=1), this):
            self._score(month)

    @api.model
    def _score(self, month):
        """Score a month of all halls anew.

        :param month: its first day
        """
        names = sorted({name for r in RATIOS.values() for name in (*r.above, *r.below)})
        groups = self.env["yichuang.figure.day"]._read_group(
            [
                ("day", ">=", month),
                ("day", "<", month + relativedelta(months=1)),
                # What is due later this month is not missed yet.
                ("day", "<=", hall_date()),
                ("department_id", "!=", False),
            ],
            ["company_id", "department_id"],
            [f"{name}:sum" for name in names],
        )
        halls = self.env["res.company"].union(*(hall for hall, *_rest in groups))
        targets = self.env["yichuang.figure.target"]._of(halls, month)
        self.search([("month", "=", month)]).unlink()
        return self.create(
            [
                row
                for hall, organ, *sums in groups
                for row in self._rows(
                    month, hall, organ, dict(zip(names, sums, strict=True)), targets
                )
            ]
        )

    @api.model
    def _rows(self, month, hall, organ, sums, targets):
        for figure, ratio in RATIOS.items():
            target = targets.get((hall.id, organ.id, figure)) or targets.get(
                (hall.id, False, figure)
            )
            value = ratio.value(sums)
            if target and value is not None:
                above, below = ratio.parts(sums)
                yield {
                    "month": month,
                    "company_id": hall.id,
                    "department_id": organ.id,
                    "figure": figure,
                    "above": above,
                    "below": below,
                    "value": value,
                    "target": target.value,
                    "weight": target.weight,
                    "points": points(value, target.value, target.weight, ratio.better),
                }
