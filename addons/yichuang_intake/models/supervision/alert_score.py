from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ...tools.supervision import quarter_grade, quarter_score

SUPERVISOR = "yichuang_catalog.group_supervisor"

COUNT_SQL = """
    SELECT organ.id AS department_id, organ.company_id,
           COALESCE(cards.yellow, 0) AS yellow, COALESCE(cards.red, 0) AS red,
           COALESCE(cards.deep_red, 0) AS deep_red,
           COALESCE(done.finished, 0) AS finished
      FROM yichuang_department AS organ
      LEFT JOIN (SELECT department_id,
                        count(*) FILTER (WHERE level = 'yellow') AS yellow,
                        count(*) FILTER (WHERE level = 'red') AS red,
                        count(*) FILTER (WHERE level = 'deep_red') AS deep_red
                   FROM yichuang_alert
                  WHERE state <> 'withdrawn'
                    AND occurred_on >= %(first)s AND occurred_on < %(end)s
                  GROUP BY department_id) AS cards ON cards.department_id = organ.id
      LEFT JOIN (SELECT department_id, count(*) AS finished FROM yichuang_case
                  WHERE decided_on >= %(first_moment)s AND decided_on < %(end_moment)s
                  GROUP BY department_id) AS done ON done.department_id = organ.id
     WHERE organ.company_id IS NOT NULL
       AND (cards.department_id IS NOT NULL OR done.department_id IS NOT NULL
            OR EXISTS (SELECT FROM yichuang_alert_score AS score
                        WHERE score.department_id = organ.id
                          AND score.quarter_on = %(first)s))
"""


class AlertScore(models.Model):
    """What the cards of a quarter amount to for an organ (季度监察评价): a hundred
    points less what the cards weigh, per hundred matters decided, and a grade.

    The system counts each quarter once it is over. A supervisor has it counted anew
    when an appeal was decided afterwards; nobody types a score.
    """

    _name = "yichuang.alert.score"
    _description = "Quarterly score of supervision"
    _order = "quarter_on desc, score desc, id"
    _rec_name = "department_id"

    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        help="被评价部门",
    )
    company_id = fields.Many2one(
        related="department_id.company_id", store=True, index=True, precompute=True
    )
    quarter_on = fields.Date(
        "Quarter From", required=True, readonly=True, help="季度首日"
    )
    finished = fields.Integer("Matters Decided", readonly=True, help="办结数")
    yellow = fields.Integer("Yellow Cards", readonly=True, help="黄牌数")
    red = fields.Integer("Red Cards", readonly=True, help="红牌数")
    deep_red = fields.Integer("Deep Red Cards", readonly=True, help="深红牌数")
    score = fields.Float(readonly=True, digits=(5, 1), aggregator="avg", help="得分")
    grade = fields.Selection(
        [
            ("excellent", "Excellent"),
            ("good", "Good"),
            ("passed", "Passed"),
            ("failed", "Not Passed"),
        ],
        readonly=True,
        help="等次: 优秀, 良好, 合格, 不合格.",
    )
    counted_on = fields.Datetime(readonly=True, help="统计时间")

    _once = models.UniqueIndex(
        "(department_id, quarter_on)", "An organ has one score for a quarter."
    )
    _default_order_idx = models.Index("(quarter_on DESC, score DESC, id)")

    @api.model
    def _cron_count(self):
        """Count the last quarter that is over, if that was not done."""
        first = _quarter(hall_date(), -1)
        # A score is seen by few; whether it is there is asked for all.
        if not self.sudo().search_count([("quarter_on", "=", first)], limit=1):
            self._count(first)

    @api.model
    def _count(self, first):
        """Write the scores of the quarter that begins on ``first``."""
        end = _quarter(first, 1)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                COUNT_SQL,
                first=first,
                end=end,
                first_moment=hall_day_start(first),
                end_moment=hall_day_start(end),
            )
        )
        rows = self.env.cr.dictfetchall()
        # The system writes scores; nobody else may.
        scores = self.sudo()
        known = {
            score.department_id.id: score
            for score in scores.search([("quarter_on", "=", first)])
        }
        missing = []
        for row in rows:
            del row["company_id"]
            points = quarter_score(
                {level: row[level] for level in ("yellow", "red", "deep_red")},
                row["finished"],
            )
            vals = {
                **row,
                "quarter_on": first,
                "score": points,
                "grade": quarter_grade(points),
                "counted_on": fields.Datetime.now(),
            }
            score = known.get(row["department_id"])
            if score:
                score.write(vals)
            else:
                missing.append(vals)
        scores.create(missing)

    def action_count_anew(self):
        """Count the quarters of these scores anew."""
        if not self.env.user.has_group(SUPERVISOR):
            raise AccessError(
                self.env._("A supervisor has the scores of a quarter counted anew.")
            )
        self.check_access("read")
        for first in set(self.mapped("quarter_on")):
            self._count(first)
        return True

    @api.depends("department_id", "quarter_on")
    def _compute_display_name(self):
        for score in self:
            day = score.quarter_on
            score.display_name = (
                f"{score.department_id.name} {day.year} Q{(day.month + 2) // 3}"
                if day
                else ""
            )


def _quarter(day, shift):
    """The first day of the quarter of ``day``, so many quarters on."""
    index = day.year * 4 + (day.month - 1) // 3 + shift
    return date(index // 4, index % 4 * 3 + 1, 1)
