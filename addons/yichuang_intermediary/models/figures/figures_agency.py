from odoo import fields, models
from odoo.tools import SQL


class FiguresAgency(models.Model):
    """机构排名: a row for each agency with what it did, how well, and how long it has
    done nothing (僵尸机构: no sign-up in twelve months)."""

    _name = "yichuang.market.figures.agency"
    _description = "Ranking of agencies"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "rating desc, contract_count desc, id"
    _depends = {
        "yichuang.market.agency": ["state", "joined_on"],
        "yichuang.market.contract": ["agency_id", "state", "late_days"],
        "yichuang.market.signup": ["agency_id", "received_on"],
        "yichuang.market.rating": ["agency_id", "side", "visible", "overall", "state"],
    }

    agency_id = fields.Many2one("yichuang.market.agency", readonly=True)
    joined_on = fields.Date(readonly=True, help="入驻日期")
    contract_count = fields.Integer("Contracts", readonly=True, help="合同数")
    amount = fields.Float("Sum of Contracts (yuan)", readonly=True, help="合同额(元)")
    declined_count = fields.Integer("Not Signed", readonly=True, help="放弃中选次数")
    on_time = fields.Float(
        "On Time (%)", readonly=True, aggregator="avg", help="按时率(%)"
    )
    first_pass = fields.Float(
        "First Pass (%)", readonly=True, aggregator="avg", help="一次验收通过率(%)"
    )
    rating = fields.Float(
        "Mean Rating", readonly=True, aggregator="avg", help="综合评分均值; 未评价为空"
    )
    rating_count = fields.Integer("Ratings", readonly=True, help="评价数")
    last_signup_on = fields.Date("Last Sign-up", readonly=True, help="最近报名日")
    idle = fields.Boolean(
        "Idle for a Year",
        readonly=True,
        help="僵尸机构: in the market for a year and no sign-up in it.",
    )

    @property
    def _table_query(self):
        today = self.env["yichuang.market.contract"]._today()
        year_ago = fields.Date.subtract(today, years=1)
        return SQL(
            """
            SELECT a.id, a.id AS agency_id, a.joined_on,
                   COALESCE(c.n, 0) AS contract_count, c.amount,
                   COALESCE(c.declined, 0) AS declined_count, c.on_time, c.first_pass,
                   r.rating, COALESCE(r.n, 0) AS rating_count, s.last_signup_on,
                   a.state = 'active' AND a.joined_on < %(year_ago)s
                   AND COALESCE(s.last_signup_on < %(year_ago)s, TRUE) AS idle
              FROM yichuang_market_agency a
              LEFT JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE start_on IS NOT NULL) AS n,
                          sum(amount_fen) FILTER (WHERE start_on IS NOT NULL) / 100.0
                          AS amount,
                          count(*) FILTER (
                              WHERE state = 'terminated' AND end_fault = 'agency'
                              AND start_on IS NULL) AS declined,
                          avg((COALESCE(late_days, 0) = 0)::int * 100) FILTER (
                              WHERE first_delivered_on IS NOT NULL) AS on_time,
                          avg((COALESCE(return_count, 0) = 0)::int * 100) FILTER (
                              WHERE accepted_on IS NOT NULL) AS first_pass
                     FROM yichuang_market_contract
                    WHERE agency_id = a.id
                   ) c ON TRUE
              LEFT JOIN LATERAL (
                   SELECT avg(overall) AS rating, count(*) AS n
                     FROM yichuang_market_rating
                    WHERE agency_id = a.id AND side = 'owner' AND visible
                      AND state != 'annulled'
                   ) r ON TRUE
              LEFT JOIN LATERAL (
                   SELECT max((s.received_on + INTERVAL '8 hours')::date)
                          AS last_signup_on
                     FROM yichuang_market_signup s
                     JOIN yichuang_market_notice n ON n.id = s.notice_id
                    WHERE s.agency_id = a.id AND n.closed_on IS NOT NULL
                   ) s ON TRUE
            """,
            year_ago=year_ago,
        )
