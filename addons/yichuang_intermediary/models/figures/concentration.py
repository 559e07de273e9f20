from odoo import fields, models
from odoo.tools import SQL


class Concentration(models.AbstractModel):
    """How far few agencies have the contracts of one kind (集中度)."""

    _name = "yichuang.market.concentration"
    _description = "Concentration of contracts"
    _auto = False

    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    contract_count = fields.Integer("Contracts", readonly=True, help="合同数")
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

    def _trade(self, name):
        """Concentration of the contracts that have begun, as SQL.

        :param name: the column of a contract by which they are told apart
        :return: ``id`` (of the first contract), the column, ``company_id``,
            ``contract_count``, ``agency_count``, ``fen``, ``largest_id``,
            ``largest_share``, ``top_share``, ``hhi``
        """
        return SQL(
            """
            SELECT min(id) AS id, %(column)s, company_id,
                   sum(contracts)::int AS contract_count, count(*) AS agency_count,
                   sum(fen) AS fen,
                   min(agency_id) FILTER (WHERE place = 1) AS largest_id,
                   floor(max(fen) * 100 / NULLIF(sum(fen), 0))::int AS largest_share,
                   floor(sum(fen) FILTER (WHERE place <= 3) * 100
                         / NULLIF(sum(fen), 0))::int AS top_share,
                   floor(sum(fen * fen) * 10000
                         / NULLIF(sum(fen) * sum(fen), 0))::int AS hhi
              FROM (SELECT %(column)s, company_id, agency_id, min(id) AS id,
                           count(*) AS contracts, sum(amount_fen)::numeric AS fen,
                           row_number() OVER (
                               PARTITION BY %(column)s, company_id
                               ORDER BY sum(amount_fen) DESC, agency_id) AS place
                      FROM yichuang_market_contract
                     WHERE start_on IS NOT NULL
                     GROUP BY %(column)s, company_id, agency_id) AS share
             GROUP BY %(column)s, company_id
            """,
            column=SQL.identifier(name),
        )
