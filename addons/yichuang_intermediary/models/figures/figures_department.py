from odoo import fields, models
from odoo.tools import SQL


class FiguresDepartment(models.Model):
    """捆绑考核: an industry department and the agencies of its trade are measured
    together, from the day a service is commissioned until its work is accepted."""

    _name = "yichuang.market.figures.department"
    _description = "Bundled assessment of departments"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "whole_days desc, id"
    _depends = {
        "yichuang.market.contract": ["service_id", "state", "late_days"],
        "yichuang.market.clock.segment": ["contract_id", "party", "days"],
        "yichuang.market.service": ["department_id"],
    }

    department_id = fields.Many2one("yichuang.department", "Organ", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    contract_count = fields.Integer("Contracts", readonly=True, help="合同数")
    agency_count = fields.Integer("Agencies", readonly=True, help="机构数")
    whole_days = fields.Float(
        "From Commission to Acceptance",
        readonly=True,
        aggregator="avg",
        help="委托至验收平均工作日",
    )
    agency_days = fields.Float(
        "Of It with Agencies", readonly=True, aggregator="avg", help="机构用时"
    )
    owner_days = fields.Float(
        "Of It with Owners", readonly=True, aggregator="avg", help="业主用时"
    )
    on_time = fields.Float(
        "On Time (%)", readonly=True, aggregator="avg", help="按时率(%)"
    )
    organ_pass = fields.Float(
        "First Pass at the Organ (%)",
        readonly=True,
        aggregator="avg",
        help="部门一次审查通过率(%)",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT min(c.id) AS id, v.department_id, c.company_id,
                   count(*) AS contract_count,
                   count(DISTINCT c.agency_id) AS agency_count,
                   avg(t.whole) FILTER (WHERE c.accepted_on IS NOT NULL) AS whole_days,
                   avg(t.agency) FILTER (WHERE c.accepted_on IS NOT NULL)
                   AS agency_days,
                   avg(t.owner) FILTER (WHERE c.accepted_on IS NOT NULL) AS owner_days,
                   avg((COALESCE(c.late_days, 0) = 0)::int * 100) FILTER (
                       WHERE c.first_delivered_on IS NOT NULL) AS on_time,
                   avg(d.organ_pass) AS organ_pass
              FROM yichuang_market_contract c
              JOIN yichuang_market_service v ON v.id = c.service_id
              LEFT JOIN LATERAL (
                   SELECT sum(days) AS whole,
                          sum(days) FILTER (WHERE party = 'agency') AS agency,
                          sum(days) FILTER (WHERE party = 'owner') AS owner
                     FROM yichuang_market_clock_segment
                    WHERE contract_id = c.id
                   ) t ON TRUE
              LEFT JOIN LATERAL (
                   SELECT avg((verdict = 'passed')::int * 100) AS organ_pass
                     FROM yichuang_market_deliverable
                    WHERE contract_id = c.id AND verdict IS NOT NULL
                   ) d ON TRUE
             WHERE v.department_id IS NOT NULL AND c.start_on IS NOT NULL
             GROUP BY v.department_id, c.company_id
            """
        )
