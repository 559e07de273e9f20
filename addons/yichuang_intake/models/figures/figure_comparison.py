from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.suitability import AT_EVERY_WINDOW

from ...tools.before_after import Side, rows


class FigureComparison(models.Model):
    """Two layouts or two periods of the hall beside each other (改革前后对比): the
    departments' windows of before and the one window of after, with the rows by which
    the article measures its reform, and exact ratios.
    """

    _name = "yichuang.figure.comparison"
    _description = "Before and after"
    _order = "id desc"

    name = fields.Char(required=True, help="对比名称")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    before_first = fields.Date("Before, From", required=True, help="改革前起")
    before_last = fields.Date("Before, Until", required=True, help="改革前止")
    after_first = fields.Date("After, From", required=True, help="改革后起")
    after_last = fields.Date("After, Until", required=True, help="改革后止")
    before_layout_id = fields.Many2one(
        "yichuang.hall.layout",
        "Layout Before",
        compute="_compute_layouts",
        store=True,
        readonly=False,
        help="改革前布局: the one in force on the first day, unless chosen.",
    )
    after_layout_id = fields.Many2one(
        "yichuang.hall.layout",
        "Layout After",
        compute="_compute_layouts",
        store=True,
        readonly=False,
        help="改革后布局: the one in force on the first day, unless chosen.",
    )
    before_exit = fields.Integer(
        "Exit Windows Before", aggregator=None, help="改革前统一出件窗口"
    )
    after_exit = fields.Integer(
        "Exit Windows After", default=1, aggregator=None, help="改革后统一出件窗口"
    )
    line_ids = fields.One2many(
        "yichuang.figure.comparison.line", "comparison_id", readonly=True
    )
    note = fields.Char(
        "Where the Figures Come From",
        help="数据说明: printed with the table, as where a period was simulated.",
    )

    @api.depends("company_id", "before_first", "after_first")
    def _compute_layouts(self):
        layouts = self.env["yichuang.hall.layout"]
        for one in self:
            for side in ("before", "after"):
                first = one[f"{side}_first"]
                one[f"{side}_layout_id"] = first and layouts._on(one.company_id, first)

    @api.constrains("before_first", "before_last", "after_first", "after_last")
    def _check_periods(self):
        for one in self:
            if one.before_first > one.before_last or one.after_first > one.after_last:
                raise ValidationError(
                    self.env._("A period ends on the day it begins, or later.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        comparisons = super().create(vals_list)
        comparisons._compare()
        return comparisons

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"name", "note"}:
            self._compare()
        return result

    def action_compare(self):
        """Count both sides anew."""
        self.check_access("write")
        self._compare()
        return True

    def _compare(self):
        """Write the lines anew, from the figures as they stand."""
        lines = self.env["yichuang.figure.comparison.line"].sudo()
        # Lines are nobody's to write; who may write the comparison may count it.
        self.sudo().line_ids.unlink()
        lines.create(
            [
                {
                    "comparison_id": one.id,
                    "kind": row.name,
                    "before": row.before or 0,
                    "after": row.after or 0,
                    "ratio": row.ratio or 0,
                    "change": row.change or 0,
                    "known": row.ratio is not None,
                }
                for one in self
                for row in rows(one._side("before"), one._side("after"))
            ]
        )

    def _side(self, side):
        """What the hall was in one of the two periods."""
        self.ensure_one()
        first, last = self[f"{side}_first"], self[f"{side}_last"]
        layout = self[f"{side}_layout_id"]
        figures = self.env["yichuang.figure.day"]
        sums = figures._sums(
            Domain("company_id", "=", self.company_id.id)
            & Domain("day", ">=", first)
            & Domain("day", "<=", last)
        )
        workdays = self.env["yichuang.calendar.day"]._workdays()
        intake = len(layout.line_ids)
        organs, services = self._offered(layout)
        return Side(
            departments=organs,
            windows=intake + self[f"{side}_exit"],
            intake=intake,
            services=services / intake if intake else 0,
            matters=sums["received"],
            days=workdays.count(first - timedelta(days=1), last),
            satisfied=sums.get("satisfied", 0),
            rated=sums.get("rated", 0),
        )

    def _offered(self, layout):
        """How many organs the windows of a layout serve, and how many services they
        take, all windows together."""
        published = [
            ("current_version_id", "!=", False),
            ("company_id", "=", self.company_id.id),
        ]
        by_organ = dict(
            self.env["yichuang.service"]._read_group(
                published, ["department_id"], ["__count"]
            )
        )
        anywhere = self.env["yichuang.service"].search(
            [*published, ("window_mode", "in", AT_EVERY_WINDOW)]
        )
        organs, services = self.env["yichuang.department"], 0
        for line in layout.line_ids:
            if line.kind == "department":
                organs |= line.department_id
                services += by_organ.get(line.department_id, 0)
                continue
            taken = anywhere
            if line._reception() == "by_class" and line.zone_id.group_ids:
                taken &= line.zone_id.group_ids.service_ids
            organs |= taken.department_id
            services += len(taken)
        return len(organs), services
