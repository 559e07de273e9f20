from odoo import fields, models
from odoo.tools import SQL


class FiguresOwner(models.Model):
    """业主: a row for each owner and hall: how many agencies share the work, and how
    far few of them have it (集中度)."""

    _name = "yichuang.market.figures.owner"
    _description = "Concentration by owner"
    _inherit = ["yichuang.market.figures", "yichuang.market.concentration"]
    _auto = False
    _order = "contract_count desc, id"
    _depends = {
        "yichuang.market.contract": ["owner_id", "agency_id", "amount_fen", "start_on"],
    }

    owner_id = fields.Many2one("res.partner", readonly=True, help="业主")
    agency_count = fields.Integer("Agencies", readonly=True, help="中介机构数")
    amount = fields.Float("Amount (yuan)", readonly=True, help="合同金额(元)")
    largest_id = fields.Many2one(
        "yichuang.market.agency", "Largest Agency", readonly=True, help="份额最大的机构"
    )
    largest_share = fields.Integer(
        "Share of the Largest (%)", readonly=True, aggregator="max", help="最大份额(%)"
    )

    @property
    def _table_query(self):
        return SQL(
            "SELECT *, fen / 100.0 AS amount FROM (%s) t", self._trade("owner_id")
        )
