from odoo import fields, models
from odoo.tools import SQL


class FiguresOwner(models.Model):
    """业主: a row for each owner and hall: how many agencies share the work, and how
    far few of them have it (集中度)."""

    _name = "yichuang.market.figures.owner"
    _description = "Concentration by owner"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "contract_count desc, id"
    _depends = {
        "yichuang.market.contract": ["owner_id", "agency_id", "amount_fen", "start_on"],
    }

    owner_id = fields.Many2one("res.partner", readonly=True, help="业主")
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    contract_count = fields.Integer("Contracts", readonly=True, help="合同数")
    agency_count = fields.Integer("Agencies", readonly=True, help="中介机构数")
    amount = fields.Float("Amount (yuan)", readonly=True, help="合同金额(元)")
    largest_id = fields.Many2one(
        "yichuang.market.agency", "Largest Agency", readonly=True, help="份额最大的机构"
    )
    largest_share = fields.Integer(
        "Share of the Largest (%)", readonly=True, aggregator="max", help="最大份额(%)"
    )
    top_share = fields.Integer(
        "Share of the Three Largest (%)",
        readonly=True,
        aggregator="max",
        help="前三家份额(%)",
    )
    hhi = fields.Integer(
        "Herfindahl Index",
        readonly=True,
        aggregator="max",
        help="赫芬达尔指数, 0 to 10000: one agency has all of it.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH shares AS (
                SELECT owner_id, company_id, agency_id, min(id) AS id,
                       count(*) AS contracts, sum(amount_fen)::numeric AS fen,
                       row_number() OVER (PARTITION BY owner_id, company_id
                                          ORDER BY sum(amount_fen) DESC, agency_id)
                       AS place
                  FROM yichuang_market_contract
                 WHERE start_on IS NOT NULL
                 GROUP BY owner_id, company_id, agency_id
            )
            SELECT min(id) AS id, owner_id, company_id,
                   sum(contracts)::int AS contract_count,
                   count(*) AS agency_count,
                   sum(fen) / 100.0 AS amount,
                   min(agency_id) FILTER (WHERE place = 1) AS largest_id,
                   floor(max(fen) * 100 / NULLIF(sum(fen), 0))::int AS largest_share,
                   floor(sum(fen) FILTER (WHERE place <= 3) * 100
                         / NULLIF(sum(fen), 0))::int AS top_share,
                   floor(sum(fen * fen) * 10000
                         / NULLIF(sum(fen) * sum(fen), 0))::int AS hhi
              FROM shares
             GROUP BY owner_id, company_id
            """
        )
