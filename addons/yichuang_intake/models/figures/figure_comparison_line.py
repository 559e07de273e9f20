from odoo import api, fields, models
from odoo.tools.misc import formatLang

from ...tools.satisfaction import wilson

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
            ("satisfaction", "Satisfied (%, 95 % Interval)"),
            ("rated", "Ratings Given"),
        ],
        "Compared",
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
    change_words = fields.Char(
        "By How Much",
        compute="_compute_words",
        help="增减: in percent of before, and of a share in points (百分点).",
    )
    known = fields.Boolean(
        "Comparable", readonly=True, help="可比: there was something before."
    )

    @api.depends(
        "kind", "before", "after", "change", "known", "comparison_id.line_ids.kind"
    )
    def _compute_words(self):
        for line in self:
            line.before_words = line._in_words("before")
            line.after_words = line._in_words("after")
            line.change_words = line._change_in_words()

    def _change_in_words(self):
        if not self.known:
            return "—"
        if self.kind == "satisfaction":
            return self.env._("%s points", _signed(self.after - self.before))
        return f"{_signed(self.change)} %"

    def _in_words(self, side):
        """The number of a side; a share with the interval it lies in, and nothing where
        nobody was asked."""
        self.ensure_one()
        digits = DECIMALS.get(self.kind, 0)
        words = formatLang(self.env, self[side], digits=digits)
        if self.kind != "satisfaction":
            return words
        answers = self.comparison_id.line_ids.filtered(lambda row: row.kind == "rated")
        rated = round(answers[side])
        if not rated:
            return "—"
        ends = wilson(round(self[side] * rated / 100), rated)
        low, high = (formatLang(self.env, 100 * end, digits=digits) for end in ends)
        return f"{words} ({low}–{high})"


def _signed(number):
    """With its sign, of which nothing has none."""
    number = round(number, 1)
    return f"{number:+,.1f}".replace("-", "−") if number else "0.0"
