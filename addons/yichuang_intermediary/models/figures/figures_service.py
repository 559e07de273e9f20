from odoo import fields, models
from odoo.tools import SQL

from ...tools.benchmark import LEAST


class FiguresService(models.Model):
    """事项: a row for each service and hall: time by stretch (median, P90), fee
    (quartiles of five contracts and more), and how far few agencies have the trade."""

    _name = "yichuang.market.figures.service"
    _description = "Time, fee and concentration by service"
    _inherit = ["yichuang.market.figures", "yichuang.market.concentration"]
    _auto = False
    _order = "contract_count desc, id"
    _depends = {
        "yichuang.market.contract": ["service_id", "agency_id", "amount_fen", "state"],
        "yichuang.market.clock.segment": ["contract_id", "kind", "days"],
    }

    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    department_id = fields.Many2one(
        "yichuang.department", "Industry Department", readonly=True
    )
    work_p50 = fields.Integer(
        "Service, Median Days", readonly=True, aggregator="max", help="服务工作日中位数"
    )
    work_p90 = fields.Integer(
        "Service, P90 Days", readonly=True, aggregator="max", help="服务工作日P90"
    )
    whole_p50 = fields.Integer(
        "Whole, Median Days",
        readonly=True,
        aggregator="max",
        help="体外时间中位数: from the publication to the acceptance.",
    )
    whole_p90 = fields.Integer(
        "Whole, P90 Days", readonly=True, aggregator="max", help="体外时间P90"
    )
    fee_p25 = fields.Float(
        "Fee P25 (yuan)", readonly=True, aggregator="max", help="费用P25(元)"
    )
    fee_p50 = fields.Float(
        "Fee Median (yuan)", readonly=True, aggregator="max", help="费用中位数(元)"
    )
    fee_p75 = fields.Float(
        "Fee P75 (yuan)", readonly=True, aggregator="max", help="费用P75(元)"
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH signed AS (
                SELECT c.id, c.service_id, c.company_id, c.amount_fen,
                       c.accepted_on, t.work, t.whole
                  FROM yichuang_market_contract c
                  LEFT JOIN LATERAL (
                       SELECT sum(days) FILTER (WHERE party = 'agency') AS work,
                              sum(days) AS whole
                         FROM yichuang_market_clock_segment
                        WHERE contract_id = c.id
                       ) t ON TRUE
                 WHERE c.start_on IS NOT NULL
            )
            SELECT min(s.id) AS id, s.service_id, v.department_id, s.company_id,
                   count(*) AS contract_count,
                   percentile_disc(0.5) WITHIN GROUP (ORDER BY s.work)
                   FILTER (WHERE s.accepted_on IS NOT NULL) AS work_p50,
                   percentile_disc(0.9) WITHIN GROUP (ORDER BY s.work)
                   FILTER (WHERE s.accepted_on IS NOT NULL) AS work_p90,
                   percentile_disc(0.5) WITHIN GROUP (ORDER BY s.whole)
                   FILTER (WHERE s.accepted_on IS NOT NULL) AS whole_p50,
                   percentile_disc(0.9) WITHIN GROUP (ORDER BY s.whole)
                   FILTER (WHERE s.accepted_on IS NOT NULL) AS whole_p90,
                   CASE WHEN count(*) >= %(least)s THEN percentile_disc(0.25)
                        WITHIN GROUP (ORDER BY s.amount_fen) / 100.0 END AS fee_p25,
                   CASE WHEN count(*) >= %(least)s THEN percentile_disc(0.5)
                        WITHIN GROUP (ORDER BY s.amount_fen) / 100.0 END AS fee_p50,
                   CASE WHEN count(*) >= %(least)s THEN percentile_disc(0.75)
                        WITHIN GROUP (ORDER BY s.amount_fen) / 100.0 END AS fee_p75,
                   max(t.top_share) AS top_share, max(t.hhi) AS hhi
              FROM signed s
              JOIN (%(trade)s) t ON t.service_id = s.service_id
               AND t.company_id = s.company_id
              JOIN yichuang_market_service v ON v.id = s.service_id
             GROUP BY s.service_id, s.company_id, v.department_id
            """,
            least=LEAST,
            trade=self._trade("service_id"),
        )
