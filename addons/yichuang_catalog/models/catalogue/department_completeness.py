from odoo import fields, models
from odoo.tools import SQL


class DepartmentCompleteness(models.Model):
    """How complete the guides of each organ are: one row an organ, read from its
    services. A service without a published version counts with 0."""

    _name = "yichuang.department.completeness"
    _description = "Completeness by Organ"
    _auto = False
    _order = "completeness, id"
    _rec_name = "department_id"

    department_id = fields.Many2one(
        "yichuang.department", string="Organ", readonly=True
    )
    company_id = fields.Many2one("res.company", string="Hall", readonly=True)
    service_count = fields.Integer(string="Services", readonly=True)
    published_count = fields.Integer(string="Published", readonly=True)
    complete_count = fields.Integer(
        string="Complete", readonly=True, help="Services at 100."
    )
    completeness = fields.Integer(
        readonly=True,
        aggregator="avg",
        help="完整度: the mean of its services, 0 to 100, rounded down.",
    )
    lowest = fields.Integer(
        readonly=True, aggregator="min", help="The score of the least complete one."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT department_id AS id,
                   department_id,
                   company_id,
                   count(*) AS service_count,
                   count(current_version_id) AS published_count,
                   count(*) FILTER (WHERE completeness = 100) AS complete_count,
                   floor(avg(COALESCE(completeness, 0)))::int AS completeness,
                   min(COALESCE(completeness, 0)) AS lowest
              FROM yichuang_service
             WHERE active
          GROUP BY department_id, company_id
            """
        )

    def action_view_services(self):
        """Open the services of these organs, the least complete first."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_action"
        )
        return {
            **action,
            "name": self.env._("Completeness"),
            "domain": [("department_id", "in", self.department_id.ids)],
            "context": {"search_default_incomplete": 1},
        }
