from odoo import api, fields, models
from odoo.tools.misc import formatLang

# Decimals with which a row is told; the others are whole numbers.
DECIMALS = {"services": 1, "per_window_day": 3, "satisfaction": 1}


class FigureComparisonLine(models.Model):
    """One row of before and after: how many times, and by how many percent."""

    _name = "yichuang.figure.comparison.line"
    _description = "Row of before and after"
    _order = "comparison_id, id"
    _rec_name = "kind"

    comparison_id = fields.Many2one(
        "yichuang.figure.comparison",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="comparison_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(
        [
            ("departments", "Departments"),
            ("windows", "Windows"),
            ("intake", "Windows That Take Matters In"),
            ("services", "Services a Window Takes"),
            ("matters", "Matters Received"),
            ("days", "Working Days"),
            ("per_window_day", "Matters per Window and Day"),
            ("satisfaction", "Satisfied (%)"),
            ("rated", "Ratings Given"),
        ],
        "Row",
        required=True,
        readonly=True,
        help="部门数, 窗口数, 收件窗口数, 每窗口可办事项, 收件量, 工作日, "
        "每窗口每日收件, 满意率, 评价数",
    )
    before = fields.Float(readonly=True, aggregator=None, help="改革前")
    after = fields.Float(readonly=True, aggregator=None, help="改革后")
    ratio = fields.Float(
        "Times", readonly=True, aggregator=None, help="倍数 = after ÷ before."
    )
    change = fields.Float(
        "Change (%)",
        readonly=True,
        aggregator=None,
        help="增减（%）= after ÷ before − 1.",
    )
    before_words = fields.Char("As It Was", compute="_compute_words", help="改革前")
    after_words = fields.Char("As It Is", compute="_compute_words", help="改革后")
    known = fields.Boolean(
        "Comparable", readonly=True, help="可比: there was something before."
    )

    @api.depends("kind", "before", "after")
    def _compute_words(self):
        for line in self:
            digits = DECIMALS.get(line.kind, 0)
            line.before_words = formatLang(self.env, line.before, digits=digits)
            line.after_words = formatLang(self.env, line.after, digits=digits)
