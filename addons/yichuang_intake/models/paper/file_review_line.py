from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import file_review

RESULTS = [("pass", "Rule Kept"), ("fail", "Rule Broken"), ("na", "Does Not Apply")]
JUDGED = frozenset({"judged", "judged_reason"})


class FileReviewLine(models.Model):
    """What one rule found in one file, and what a supervisor judges otherwise."""

    _name = "yichuang.file.review.line"
    _description = "Finding of a file review"
    _order = "review_id desc, id"
    _rec_name = "rule"

    review_id = fields.Many2one(
        "yichuang.file.review",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    case_id = fields.Many2one(
        related="review_id.case_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="review_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="review_id.department_id",
        string="Organ",
        store=True,
        index=True,
        precompute=True,
    )
    current = fields.Boolean(related="review_id.current", store=True, precompute=True)
    rule = fields.Selection(
        selection=lambda _self: file_review.titles(),
        required=True,
        readonly=True,
        help="评查项目",
    )
    article = fields.Char(compute="_compute_rule", help="评查依据")
    fact = fields.Char("Looked At", compute="_compute_rule", help="查看内容")
    points = fields.Integer(readonly=True, help="分值")
    found = fields.Selection(
        RESULTS,
        readonly=True,
        required=True,
        help="系统评查结果: 符合, 不符合, 不适用.",
    )
    evidence = fields.Char(readonly=True, help="评查证据")
    judged = fields.Selection(
        RESULTS, "Judged Otherwise", help="人工认定, beside what the system found."
    )
    judged_reason = fields.Char("Why", help="认定理由")
    judged_by_id = fields.Many2one("res.users", readonly=True, help="认定人")
    judged_on = fields.Datetime(readonly=True, help="认定时间")
    result = fields.Selection(
        RESULTS,
        compute="_compute_result",
        store=True,
        precompute=True,
        help="评查结果",
    )

    _order_idx = models.Index("(review_id DESC, id)")
    _rule_uniq = models.UniqueIndex("(review_id, rule)")
    _faults_idx = models.Index("(rule, department_id) WHERE result = 'fail'")

    @api.depends("rule")
    def _compute_rule(self):
        for line in self:
            rule = file_review.RULES.get(line.rule)
            line.article = rule.article if rule else False
            line.fact = rule.fact if rule else False

    @api.depends("found", "judged")
    def _compute_result(self):
        for line in self:
            line.result = line.judged or line.found

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        if set(vals) - JUDGED:
            raise UserError(
                self.env._(
                    "What the rules found stands as it was found. Judge it otherwise "
                    "beside it, with the reason."
                )
            )
        result = super().write(vals)
        for line in self:
            if line.judged and not (line.judged_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Say why you judge “%(rule)s” otherwise than the rule does.",
                        rule=dict(file_review.titles())[line.rule],
                    )
                )
            if not line.review_id.current:
                raise UserError(
                    self.env._(
                        "A later review has taken the place of this one. Judge that "
                        "one."
                    )
                )
        # Who judged and when is noted by the system, not typed.
        self.sudo().write(
            {"judged_by_id": self.env.uid, "judged_on": fields.Datetime.now()}
        )
        self.env["yichuang.event"]._append(
            (
                line.case_id,
                "judge_file",
                {
                    "rule": line.rule,
                    "found": line.found,
                    "judged": line.judged or "",
                    "reason": line.judged_reason or "",
                },
            )
            for line in self
        )
        return result
