from odoo import fields, models
from odoo.tools import SQL


class FiguresDesk(models.Model):
    """实体入驻: a row for each term at a desk of the hall that was given, with how its
    people attended and how they are evaluated. It enters no selection."""

    _name = "yichuang.market.figures.desk"
    _description = "Evaluation of desks"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "from_on desc, id desc"
    _depends = {
        "yichuang.market.desk.term": [
            "state",
            "from_on",
            "until_on",
            "days_due",
            "days_present",
            "attitude",
            "efficiency",
            "quality",
            "order",
            "satisfaction",
        ],
        "yichuang.market.desk": ["service_id", "company_id"],
    }

    desk_id = fields.Many2one("yichuang.market.desk", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    agency_id = fields.Many2one("yichuang.market.agency", readonly=True)
    state = fields.Selection(
        [("admitted", "At the desk"), ("ended", "Ended"), ("removed", "Removed")],
        readonly=True,
        help="在驻, 期满, 清退",
    )
    from_on = fields.Date("From", readonly=True, help="入驻起始日")
    until_on = fields.Date("Until", readonly=True, help="入驻期满日")
    terms = fields.Integer("Terms Given", readonly=True, help="入驻期数")
    removals = fields.Integer(readonly=True, help="清退次数")
    days_due = fields.Integer(readonly=True, help="应出勤天数")
    days_present = fields.Integer(readonly=True, help="实出勤天数")
    attendance = fields.Float(
        "Attendance (%)", readonly=True, aggregator="avg", help="出勤率(%)"
    )
    attitude = fields.Float(readonly=True, aggregator="avg", help="服务态度")
    efficiency = fields.Float(readonly=True, aggregator="avg", help="办事效率")
    quality = fields.Float(readonly=True, aggregator="avg", help="服务质量")
    order = fields.Float(readonly=True, aggregator="avg", help="工作秩序")
    satisfaction = fields.Float(readonly=True, aggregator="avg", help="群众满意度")
    mean = fields.Float(
        "Mean of the Five",
        readonly=True,
        aggregator="avg",
        help="综合评分: of those that are evaluated already.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT t.id, t.desk_id, d.company_id, d.service_id, t.agency_id, t.state,
                   t.from_on, t.until_on, 1 AS terms,
                   (t.state = 'removed')::int AS removals, t.days_due, t.days_present,
                   t.days_present * 100.0 / NULLIF(t.days_due, 0) AS attendance,
                   NULLIF(t.attitude, 0) AS attitude,
                   NULLIF(t.efficiency, 0) AS efficiency,
                   NULLIF(t.quality, 0) AS quality,
                   NULLIF(t."order", 0) AS "order",
                   NULLIF(t.satisfaction, 0) AS satisfaction,
                   m.mean
              FROM yichuang_market_desk_term t
              JOIN yichuang_market_desk d ON d.id = t.desk_id
             CROSS JOIN LATERAL (
                   SELECT avg(NULLIF(score, 0)) AS mean
                     FROM unnest(ARRAY[t.attitude, t.efficiency, t.quality,
                                       t."order", t.satisfaction]) AS score
                   ) m
             WHERE t.state IN ('admitted', 'ended', 'removed')
            """
        )
