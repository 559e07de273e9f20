from odoo import fields, models
from odoo.tools import SQL

from ..contract.clock_segment import PARTY


class FiguresTime(models.Model):
    """体外时间: a row for each stretch of each contract, in working days, by the party
    that was waited for."""

    _name = "yichuang.market.figures.time"
    _description = "Time outside the organ"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "start_on desc, id desc"
    _depends = {
        "yichuang.market.clock.segment": [
            "contract_id",
            "kind",
            "party",
            "start_on",
            "end_on",
            "days",
            "planned_days",
        ],
        "yichuang.market.contract": ["service_id", "agency_id", "owner_id", "case_id"],
    }

    contract_id = fields.Many2one("yichuang.market.contract", readonly=True)
    case_id = fields.Many2one("yichuang.case", readonly=True)
    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    department_id = fields.Many2one(
        "yichuang.department", "Industry Department", readonly=True
    )
    agency_id = fields.Many2one("yichuang.market.agency", readonly=True)
    owner_id = fields.Many2one("res.partner", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    kind = fields.Selection(
        [
            ("select", "Selecting an Agency"),
            ("contract", "Signing"),
            ("wait_data", "Waiting for Base Data"),
            ("work", "Service"),
            ("suspended", "Suspended"),
            ("acceptance", "Acceptance"),
            ("rework", "Rework"),
            ("disputed", "In Dispute"),
        ],
        readonly=True,
    )
    party = fields.Selection(PARTY, "Waits For", readonly=True, help="责任方")
    start_on = fields.Date("From", readonly=True)
    end_on = fields.Date("To", readonly=True)
    planned_days = fields.Integer("Planned Working Days", readonly=True)
    days = fields.Integer("Working Days", readonly=True, help="实际工作日")
    late_days = fields.Integer("Days over the Plan", readonly=True, help="超计划工作日")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT s.id, s.contract_id, c.case_id, c.service_id, v.department_id,
                   c.agency_id, c.owner_id, c.company_id, s.kind, s.party, s.start_on,
                   s.end_on, s.planned_days, s.days,
                   CASE WHEN s.planned_days > 0
                        THEN GREATEST(s.days - s.planned_days, 0) ELSE 0
                    END AS late_days
              FROM yichuang_market_clock_segment s
              JOIN yichuang_market_contract c ON c.id = s.contract_id
              JOIN yichuang_market_service v ON v.id = c.service_id
             WHERE s.end_on IS NOT NULL
            """
        )
