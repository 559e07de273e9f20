from odoo import fields, models
from odoo.tools import SQL


class FiguresNotice(models.Model):
    """From the need to the award: a row for each notice that was published, with its
    competition and what the award saved against the price stated."""

    _name = "yichuang.market.figures.notice"
    _description = "Notices and competition"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "published_on desc, id desc"
    _depends = {
        "yichuang.market.notice": [
            "amount_fen",
            "mode",
            "redraw_count",
            "repeat_number",
            "stage",
            "state",
        ],
        "yichuang.market.signup": ["notice_id", "state"],
        "yichuang.market.contract": ["notice_id", "amount_fen", "state"],
        "yichuang.market.offering": ["service_id", "agency_id", "is_complete"],
        "yichuang.market.agency": ["state"],
    }

    notice_id = fields.Many2one("yichuang.market.notice", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    owner_id = fields.Many2one("res.partner", readonly=True)
    service_id = fields.Many2one("yichuang.market.service", readonly=True)
    department_id = fields.Many2one(
        "yichuang.department", "Industry Department", readonly=True
    )
    funding = fields.Selection(
        [
            ("fiscal", "Fiscal money"),
            ("state_owned", "State-owned enterprise"),
            ("social", "Other money"),
        ],
        readonly=True,
        help="资金来源",
    )
    mode = fields.Selection(
        lambda self: (
            self.env["yichuang.market.notice"]
            ._fields["mode"]
            ._description_selection(self.env)
        ),
        "Way of Selection",
        readonly=True,
        help="选取方式",
    )
    redraws = fields.Integer("Further Draws", readonly=True, help="重新抽取次数")
    stage = fields.Selection(
        [
            ("planned", "To be Published"),
            ("open", "Open for Sign-up"),
            ("selecting", "To be Selected"),
            ("selected", "Selected"),
            ("signing", "To be Signed"),
            ("service", "In Service"),
            ("paused", "Standing Still"),
            ("delivered", "Delivered"),
            ("accepted", "Accepted"),
            ("failed", "Without Result"),
        ],
        readonly=True,
    )
    fail_reason = fields.Char(readonly=True, help="流标原因")
    published_on = fields.Date(readonly=True, help="发布日")
    valid_count = fields.Integer(
        "Valid Sign-ups",
        readonly=True,
        aggregator="avg",
        help="有效报名数, of notices whose sign-up has closed.",
    )
    offering_count = fields.Integer(
        "Agencies Offering It",
        readonly=True,
        aggregator="avg",
        help="可承接机构数: active agencies that offer the service today, to compare "
        "with those who sign up.",
    )
    repeats = fields.Integer(readonly=True, help="重新公告次数")
    single = fields.Integer(
        "With One Valid Sign-up Only", readonly=True, help="仅一家有效报名"
    )
    cap = fields.Float("Price Stated (yuan)", readonly=True, help="公告金额(元)")
    award = fields.Float(
        "Price of the Award (yuan)", readonly=True, help="中选金额(元)"
    )
    saving = fields.Float(
        "Saving (%)", readonly=True, aggregator="avg", help="节约率(%)"
    )
    agreements = fields.Integer(
        "Contracts Drawn Up",
        readonly=True,
        help="合同份数: more than one where a winner did not sign.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT n.id, n.id AS notice_id, n.company_id, n.owner_id, n.service_id,
                   v.department_id, n.funding, n.mode, n.redraw_count AS redraws,
                   n.stage, n.fail_reason, n.repeat_number AS repeats,
                   COALESCE(o.offering, 0) AS offering_count,
                   (n.published_on + INTERVAL '8 hours')::date AS published_on,
                   s.valid AS valid_count,
                   (s.valid = 1)::int AS single,
                   n.amount_fen / 100.0 AS cap, c.fen / 100.0 AS award,
                   CASE WHEN n.amount_fen > 0
                        THEN round((n.amount_fen - c.fen) * 100.0 / n.amount_fen, 2)
                    END AS saving,
                   COALESCE(c.n, 0) AS agreements
              FROM yichuang_market_notice n
              JOIN yichuang_market_service v ON v.id = n.service_id
              LEFT JOIN (
                   SELECT o.service_id, count(DISTINCT o.agency_id) AS offering
                     FROM yichuang_market_offering o
                     JOIN yichuang_market_agency a ON a.id = o.agency_id
                    WHERE o.is_complete AND a.state = 'active'
                    GROUP BY o.service_id
                   ) o ON o.service_id = n.service_id
              LEFT JOIN LATERAL (
                   SELECT count(*) AS valid
                     FROM yichuang_market_signup
                    WHERE notice_id = n.id
                      AND state IN ('valid', 'winner', 'reserve', 'not_selected',
                                    'declined')
                   ) s ON n.closed_on IS NOT NULL
              LEFT JOIN LATERAL (
                   SELECT count(*) AS n,
                          (array_agg(amount_fen ORDER BY id DESC))[1] AS fen
                     FROM yichuang_market_contract
                    WHERE notice_id = n.id
                   HAVING count(*) > 0
                   ) c ON TRUE
             WHERE n.published_on IS NOT NULL
            """
        )
