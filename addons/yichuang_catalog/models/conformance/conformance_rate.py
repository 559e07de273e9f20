from odoo import fields, models
from odoo.tools import SQL

from ...tools import enumerations

ELEMENTS = [
    ("name", "Name"),
    ("code", "Code"),
    ("basis", "Legal Basis"),
    ("type", "Type"),
    ("materials", "Materials"),
    ("limit", "Statutory Limit"),
    ("procedure", "Procedure"),
    ("conditions", "Conditions"),
    ("applicants", "Applicants"),
    ("result", "Result"),
]


class ConformanceRate(models.Model):
    """How often one element of one organ's services at one level is the same as
    above (一致率), in one report."""

    _name = "yichuang.conformance.rate"
    _description = "Conformance Rate"
    _order = "run_id desc, element, id"
    _rec_name = "element"

    run_id = fields.Many2one(
        "yichuang.conformance.run",
        "Report",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    element = fields.Selection(
        selection=ELEMENTS,
        required=True,
        readonly=True,
        help="名称, 编码, 依据, 类型, 材料, 法定时限, 流程, 条件, 服务对象, 结果",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    level = fields.Selection(
        selection=enumerations.selection("level"),
        required=True,
        readonly=True,
        help="行使层级 of the lower side.",
    )
    compared = fields.Integer(readonly=True, help="Services in which it was compared.")
    same = fields.Integer(readonly=True, help="Services in which it is the same.")
    rate = fields.Float(
        readonly=True, aggregator="avg", help="一致率 in %: same of compared."
    )
    previous_rate = fields.Float(
        "Rate Before",
        readonly=True,
        aggregator=None,
        help="In the report before, in %.",
    )
    rate_change = fields.Float(
        "Change", readonly=True, aggregator=None, help="In percentage points."
    )

    _cell_uniq = models.UniqueIndex(
        "(run_id, element, department_id, level)",
        "This report has a rate of this organ, level and element already.",
    )
    _default_order_idx = models.Index("(run_id DESC, element, id)")

    def _read_group_select(self, aggregate_spec, query):
        """The rate of a group is same of compared, not the mean of its rates."""
        if aggregate_spec != "rate:avg":
            return super()._read_group_select(aggregate_spec, query)
        return SQL(
            "100.0 * SUM(%s) / NULLIF(SUM(%s), 0)",
            self._field_to_sql(self._table, "same", query),
            self._field_to_sql(self._table, "compared", query),
        )

    def action_view_differences(self):
        """Open the differences behind this rate."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "yichuang_catalog.conformance_difference_action"
            ),
            "domain": [
                ("run_id", "=", self.run_id.id),
                ("element", "=", self.element),
                ("department_id", "=", self.department_id.id),
                ("level", "=", self.level),
            ],
            "context": {},
        }
