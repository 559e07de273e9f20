from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .zone import RECEPTIONS


class HallLayout(models.Model):
    """How the hall is set up from one day to another (大厅布局): which windows there
    are, in which zone, and what each takes.

    The departments' windows of before and the one window of after are two layouts;
    tickets and shifts keep the one they fell under, so that both can be compared.
    """

    _name = "yichuang.hall.layout"
    _description = "Hall layout"
    _order = "company_id, date_from desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, help="布局名称")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        help="政务服务大厅",
    )
    date_from = fields.Date(
        "Begins On",
        required=True,
        default=lambda _self: hall_date(),
        help="启用日期",
    )
    date_to = fields.Date("Ends On", help="停用日期, inclusive; empty until replaced.")
    reception = fields.Selection(
        RECEPTIONS,
        required=True,
        default="undifferentiated",
        help="无差别受理, 分类受理: what comprehensive windows take where their zone "
        "says nothing else.",
    )
    line_ids = fields.One2many(
        "yichuang.hall.layout.line", "layout_id", "Windows", copy=True
    )
    exit_count = fields.Integer(
        "Exit Windows", help="出件窗口数: they hand out results and call no numbers."
    )
    window_count = fields.Integer("Intake Windows", compute="_compute_counts")
    organ_count = fields.Integer("Resident Organs", compute="_compute_counts")

    _default_order_idx = models.Index("(company_id, date_from DESC, id DESC)")

    @api.depends("line_ids.department_id")
    def _compute_counts(self):
        for layout in self:
            layout.window_count = len(layout.line_ids)
            layout.organ_count = len(layout.line_ids.department_id)

    @api.constrains("date_from", "date_to", "company_id")
    def _check_days(self):
        for layout in self:
            if layout.date_to and layout.date_to < layout.date_from:
                raise ValidationError(
                    self.env._("A layout ends on the day it begins, or later.")
                )
            overlap = Domain("id", "!=", layout.id) & Domain(
                "company_id", "=", layout.company_id.id
            )
            overlap &= Domain("date_to", "=", False) | Domain(
                "date_to", ">=", layout.date_from
            )
            if layout.date_to:
                overlap &= Domain("date_from", "<=", layout.date_to)
            other = self.search(overlap, limit=1)
            if other:
                raise ValidationError(
                    self.env._(
                        "“%(other)s” is in force in that time already. One layout "
                        "holds on a day: end it on the day before, or put the windows "
                        "of both into one layout.",
                        other=other.name,
                    )
                )

    @api.model
    def _on(self, company, day):
        """The layout in force in a hall on a day; none where there never was one."""
        return self.search(
            Domain("company_id", "=", company.id)
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day)),
            limit=1,
        )

    def copy_data(self, default=None):
        """A copy follows the layout that is the last; its days are to be said."""
        copies = super().copy_data(default)
        last = max(
            (layout.date_to or layout.date_from for layout in self), default=None
        )
        for vals in copies:
            if last and not (default or {}).get("date_from"):
                vals["date_from"] = fields.Date.add(last, days=1)
                vals["date_to"] = False
        return copies
