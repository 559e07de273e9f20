from odoo import fields, models
from odoo.tools import SQL


class FiguresDispute(models.Model):
    """争议: a row for each question, objection, complaint and tip, with how long its
    answer took and what came of it. No text, and nobody's name."""

    _name = "yichuang.market.figures.dispute"
    _description = "Disputes and their answers"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "filed_on desc, id desc"
    _depends = {
        "yichuang.market.dispute": [
            "kind",
            "about",
            "state",
            "result",
            "filed_on",
            "due_on",
            "answered_on",
        ],
        "yichuang.calendar.day": ["date", "is_worked"],
    }

    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    notice_id = fields.Many2one("yichuang.market.notice", readonly=True)
    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    kind = fields.Selection(
        [
            ("inquiry", "Question"),
            ("objection", "Objection"),
            ("complaint", "Complaint"),
            ("tip", "Anonymous tip"),
        ],
        readonly=True,
        help="询问, 质疑(异议), 投诉, 匿名举报",
    )
    about = fields.Selection(
        lambda self: (
            self.env["yichuang.market.dispute"]
            ._fields["about"]
            ._description_selection(self.env)
        ),
        readonly=True,
        help="事由",
    )
    state = fields.Selection(
        lambda self: (
            self.env["yichuang.market.dispute"]
            ._fields["state"]
            ._description_selection(self.env)
        ),
        readonly=True,
    )
    result = fields.Selection(
        [("upheld", "Upheld"), ("part", "Partly upheld"), ("dismissed", "Dismissed")],
        readonly=True,
        help="成立, 部分成立, 不成立",
    )
    filed_on = fields.Date(readonly=True, help="提出日")
    due_on = fields.Date("Answer Due", readonly=True)
    answered_on = fields.Date(readonly=True, help="答复日期")
    number = fields.Integer("Disputes", readonly=True, help="件数")
    days = fields.Integer(
        "Working Days to the Answer",
        readonly=True,
        aggregator="avg",
        help="答复用时(工作日): of answered ones.",
    )
    late = fields.Integer(
        "Answered Late or Overdue", readonly=True, help="逾期答复件数"
    )
    upheld = fields.Float(
        "Upheld (%)",
        readonly=True,
        aggregator="avg",
        help="成立率(%), wholly or in part, of those with a result.",
    )

    @property
    def _table_query(self):
        today = self.env["yichuang.market.dispute"]._today()
        return SQL(
            """
            SELECT d.id, n.company_id, d.notice_id, n.service_id, d.kind, d.about,
                   d.state, d.result, f.filed_on, d.due_on, d.answered_on,
                   1 AS number, w.days,
                   (d.due_on < CASE
                        WHEN d.state IN ('filed', 'admitted', 'escalated')
                        THEN %(today)s
                        WHEN d.state = 'withdrawn' THEN d.due_on
                        ELSE COALESCE(d.answered_on, d.due_on)
                    END)::int AS late,
                   CASE WHEN d.result IS NOT NULL
                        THEN (d.result != 'dismissed')::int * 100
                    END AS upheld
              FROM yichuang_market_dispute d
              LEFT JOIN yichuang_market_notice n ON n.id = d.notice_id
             CROSS JOIN LATERAL (
                   SELECT (d.filed_on + INTERVAL '8 hours')::date AS filed_on
                   ) f
              LEFT JOIN LATERAL (
                   SELECT count(*) AS days
                     FROM generate_series(f.filed_on + 1, d.answered_on,
                                          INTERVAL '1 day') AS day
                     LEFT JOIN yichuang_calendar_day k ON k.date = day::date
                    WHERE COALESCE(k.is_worked, extract(isodow FROM day) < 6)
                   ) w ON d.answered_on IS NOT NULL
            """,
            today=today,
        )
