from odoo import fields, models
from odoo.tools import SQL


class FiguresFlag(models.Model):
    """线索: a row for each flag, by its kind and what came of it, and whether one of
    those it is about was selected."""

    _name = "yichuang.market.figures.flag"
    _description = "Flags and what came of them"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "raised_on desc, id desc"
    _depends = {
        "yichuang.market.flag": ["code", "state", "notice_id", "agency_ids"],
        "yichuang.market.notice": ["owner_id", "service_id", "winner_id"],
    }

    notice_id = fields.Many2one("yichuang.market.notice", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    owner_id = fields.Many2one("res.partner", readonly=True)
    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    code = fields.Selection(
        lambda self: (
            self.env["yichuang.market.flag"]
            ._fields["code"]
            ._description_selection(self.env)
        ),
        readonly=True,
        help="线索种类",
    )
    state = fields.Selection(
        [("open", "To look at"), ("explained", "Explained"), ("referred", "Referred")],
        "Outcome",
        readonly=True,
        help="待核查, 已说明, 已移送",
    )
    raised_on = fields.Date("Raised", readonly=True, help="发现日")
    number = fields.Integer("Flags", readonly=True, help="条数")
    agencies = fields.Integer(readonly=True, aggregator="avg", help="涉及机构数")
    open_days = fields.Integer(
        "Days Open", readonly=True, aggregator="max", help="待核查天数, of open ones."
    )
    referred = fields.Float(
        "Referred (%)",
        readonly=True,
        aggregator="avg",
        help="移送率(%), of those that somebody has looked into.",
    )
    won = fields.Integer("About the Winner", readonly=True, help="涉及中选机构的条数")

    @property
    def _table_query(self):
        today = self.env["yichuang.market.flag"]._today()
        return SQL(
            """
            SELECT f.id, f.notice_id, n.company_id, n.owner_id, n.service_id, f.code,
                   f.state, r.raised_on, 1 AS number, a.agencies,
                   CASE WHEN f.state = 'open' THEN %(today)s - r.raised_on
                    END AS open_days,
                   CASE WHEN f.state != 'open'
                        THEN (f.state = 'referred')::int * 100
                    END AS referred,
                   COALESCE(a.won, 0) AS won
              FROM yichuang_market_flag f
              JOIN yichuang_market_notice n ON n.id = f.notice_id
             CROSS JOIN LATERAL (
                   SELECT (f.create_date + INTERVAL '8 hours')::date AS raised_on
                   ) r
              LEFT JOIN LATERAL (
                   SELECT count(*) AS agencies,
                          max((yichuang_market_agency_id = n.winner_id)::int) AS won
                     FROM yichuang_market_agency_yichuang_market_flag_rel
                    WHERE yichuang_market_flag_id = f.id
                   ) a ON TRUE
            """,
            today=today,
        )
