from odoo import Command, api, fields, models

from ...tools import file_review

GRADES = [
    ("excellent", "Excellent"),
    ("good", "Good"),
    ("passed", "Passed"),
    ("failed", "Not Passed"),
]


class FileReview(models.Model):
    """One review of the file of a finished case (案卷评查): what each rule found.

    The system writes it, over every file that ends and again when asked to. What it
    found stays; a supervisor who judges a line otherwise says so beside it, and the
    score follows.
    """

    _name = "yichuang.file.review"
    _description = "File review"
    _inherit = ["yichuang.case.part"]
    _order = "id desc"

    case_id = fields.Many2one(readonly=True)
    service_id = fields.Many2one(
        related="case_id.service_id", store=True, index=True, precompute=True
    )
    version = fields.Integer(readonly=True, help="第几次评查")
    current = fields.Boolean(
        "Latest", readonly=True, help="最近一次: the review that counts."
    )
    reviewed_on = fields.Datetime(readonly=True, help="评查时间")
    reviewed_by_id = fields.Many2one(
        "res.users", readonly=True, help="评查人; the system where it ran by itself."
    )
    line_ids = fields.One2many("yichuang.file.review.line", "review_id", "Findings")
    machine_score = fields.Float(
        "Score by the Rules", readonly=True, digits=(5, 1), help="系统评分"
    )
    score = fields.Float(
        compute="_compute_score",
        store=True,
        digits=(5, 1),
        aggregator="avg",
        help="得分, of a hundred, with what supervisors judged otherwise.",
    )
    grade = fields.Selection(
        GRADES,
        compute="_compute_score",
        store=True,
        index=True,
        help="等次: 优秀, 良好, 合格, 不合格.",
    )
    failed_count = fields.Integer(
        "Faults", compute="_compute_score", store=True, help="不合格项数"
    )

    _version_uniq = models.UniqueIndex(
        "(case_id, version)", "This file was reviewed by somebody else just now."
    )
    _current_uniq = models.UniqueIndex("(case_id) WHERE current")
    _current_idx = models.Index("(company_id, id DESC) WHERE current IS TRUE")

    @api.depends("line_ids.result")
    def _compute_score(self):
        for review in self:
            results = {line.rule: line.result for line in review.line_ids}
            # The thresholds of the hall, for whoever sees the review.
            hall = review.company_id.sudo()
            review.score = file_review.score(results)
            review.failed_count = sum(result == "fail" for result in results.values())
            review.grade = file_review.grade(
                review.score, hall.grade_excellent, hall.grade_good, hall.grade_passed
            )

    @api.depends("case_id", "version")
    def _compute_display_name(self):
        for review in self:
            review.display_name = self.env._(
                "%(case)s: review %(version)s",
                case=review.case_id.display_name,
                version=review.version,
            )

    @api.model
    def _make(self, drafts):
        """Write reviews down.

        :param drafts: list of ``(case, findings)``
        """
        cases = self.env["yichuang.case"].union(*(case for case, _found in drafts))
        earlier = self.search([("case_id", "in", cases.ids), ("current", "=", True)])
        versions = {review.case_id.id: review.version for review in earlier}
        earlier.write({"current": False})
        self.flush_model(["current"])
        reviews = self.create(
            [
                {
                    "case_id": case.id,
                    "version": versions.get(case.id, 0) + 1,
                    "current": True,
                    "reviewed_on": fields.Datetime.now(),
                    "reviewed_by_id": self.env.uid,
                    "machine_score": file_review.score(findings),
                    "line_ids": [
                        Command.create(
                            {
                                "rule": code,
                                "points": file_review.RULES[code].points,
                                "found": finding.result,
                                "evidence": finding.evidence,
                            }
                        )
                        for code, finding in findings.items()
                    ],
                }
                for case, findings in drafts
            ]
        )
        self.env["yichuang.event"]._append(
            (
                review.case_id,
                "review_file",
                {"version": review.version, "score": str(review.machine_score)},
            )
            for review in reviews
        )
        return reviews

    def action_print(self):
        """Print the score sheet."""
        self.check_access("read")
        return self.env.ref("yichuang_intake.file_review_report").report_action(self)
