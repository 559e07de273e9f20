from odoo import fields, models
from odoo.tools import SQL


class FiguresContract(models.Model):
    """履约: a row for each signed contract: in time or late and why, extensions,
    suspensions, first pass, money that is overdue."""

    _name = "yichuang.market.figures.contract"
    _description = "Performance of contracts"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "start_on desc, id desc"
    _depends = {
        "yichuang.market.contract": [
            "state",
            "start_on",
            "due_on",
            "accepted_on",
            "late_days",
            "return_count",
            "extra_days",
        ],
        "yichuang.market.request": ["contract_id", "kind", "state"],
        "yichuang.market.deliverable": ["contract_id", "verdict", "quality"],
        "yichuang.market.payment": ["contract_id", "due_on", "state", "amount_fen"],
    }

    contract_id = fields.Many2one("yichuang.market.contract", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    owner_id = fields.Many2one("res.partner", readonly=True)
    agency_id = fields.Many2one("yichuang.market.agency", readonly=True)
    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    department_id = fields.Many2one(
        "yichuang.department", "Industry Department", readonly=True
    )
    pair_count = fields.Integer(
        "Contracts of the Pair",
        readonly=True,
        aggregator="max",
        help="同一业主与同一机构的合同数",
    )
    start_on = fields.Date("Service Begun", readonly=True)
    accepted_on = fields.Date(readonly=True)
    amount = fields.Float("Price (yuan)", readonly=True, help="合同金额(元)")
    days = fields.Integer("Agreed Working Days", readonly=True)
    extra_days = fields.Integer("Working Days Added", readonly=True)
    late_days = fields.Integer("Working Days Late", readonly=True)
    on_time = fields.Float(
        "On Time (%)", readonly=True, aggregator="avg", help="按时率(%)"
    )
    overrun_reason = fields.Char(readonly=True, help="逾期原因")
    extensions = fields.Integer(readonly=True, help="延期次数")
    suspensions = fields.Integer(readonly=True, help="暂停次数")
    return_count = fields.Integer("Times Returned", readonly=True)
    first_pass = fields.Float(
        "First Pass at the Owner (%)",
        readonly=True,
        aggregator="avg",
        help="一次验收通过率(%)",
    )
    organ_pass = fields.Float(
        "First Pass at the Organ (%)",
        readonly=True,
        aggregator="avg",
        help="部门一次审查通过率(%)",
    )
    quality = fields.Float(
        "Quality by the Organ", readonly=True, aggregator="avg", help="报告质量评分"
    )
    overdue = fields.Float(
        "Overdue Payment (yuan)", readonly=True, help="逾期未付金额(元)"
    )

    @property
    def _table_query(self):
        today = self.env["yichuang.market.contract"]._today()
        return SQL(
            """
            SELECT c.id, c.id AS contract_id, c.company_id, c.owner_id, c.agency_id,
                   c.service_id, v.department_id,
                   count(*) OVER (PARTITION BY c.owner_id, c.agency_id) AS pair_count,
                   c.start_on, c.accepted_on,
                   c.amount_fen / 100.0 AS amount, c.days, c.extra_days,
                   c.late_days, c.overrun_reason, c.return_count,
                   CASE WHEN c.first_delivered_on IS NOT NULL
                        THEN (COALESCE(c.late_days, 0) = 0)::int * 100
                    END AS on_time,
                   r.extensions, r.suspensions,
                   CASE WHEN c.accepted_on IS NOT NULL
                        THEN (COALESCE(c.return_count, 0) = 0)::int * 100
                    END AS first_pass,
                   d.organ_pass, d.quality, p.overdue
              FROM yichuang_market_contract c
              JOIN yichuang_market_service v ON v.id = c.service_id
              LEFT JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE kind = 'extension') AS extensions,
                          count(*) FILTER (WHERE kind = 'suspension') AS suspensions
                     FROM yichuang_market_request
                    WHERE contract_id = c.id AND state = 'granted'
                   ) r ON TRUE
              LEFT JOIN LATERAL (
                   SELECT avg((verdict = 'passed')::int * 100) AS organ_pass,
                          avg(quality) AS quality
                     FROM yichuang_market_deliverable
                    WHERE contract_id = c.id AND verdict IS NOT NULL
                   ) d ON TRUE
              LEFT JOIN LATERAL (
                   SELECT COALESCE(sum(amount_fen), 0) / 100.0 AS overdue
                     FROM yichuang_market_payment
                    WHERE contract_id = c.id AND state = 'invoiced' AND due_on < %s
                   ) p ON TRUE
             WHERE c.owner_confirmed_on IS NOT NULL
               AND c.agency_confirmed_on IS NOT NULL
            """,
            today,
        )
