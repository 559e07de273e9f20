from odoo import fields, models
from odoo.tools import SQL

from ..trust.check import KINDS

# A sign-up closed later than this is told of (marketplace rules 5.6).
LATE_SECONDS = 120


class FiguresIntegrity(models.Model):
    """可信运行: a row for each check the market made of itself, each drill with the
    custodians' keys and each closing of a sign-up."""

    _name = "yichuang.market.figures.integrity"
    _description = "Integrity of the market"
    _inherit = ["yichuang.market.figures"]
    _auto = False
    _order = "on_day desc, id desc"
    _depends = {
        "yichuang.market.check": [
            "kind",
            "company_id",
            "on_day",
            "looked",
            "faults",
            "offset_ms",
        ],
        "yichuang.market.notice": ["closed_on", "sign_close", "company_id"],
    }

    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    kind = fields.Selection(
        [*KINDS, ("closing", "Closing of sign-up")],
        readonly=True,
        help="事件链, 时钟, 选取复算, 脚本, 开标演练, 报名截止",
    )
    notice_id = fields.Many2one("yichuang.market.notice", readonly=True)
    on_day = fields.Date("Day", readonly=True, help="日期")
    looked = fields.Integer("Looked At", readonly=True, help="检查数")
    faults = fields.Integer(
        readonly=True,
        help="异常数: seals that differ, clocks that are off, selections that come out "
        "otherwise, keys that did not open, sign-ups closed two minutes late.",
    )
    seconds = fields.Float(
        "Off or Late by Seconds",
        readonly=True,
        aggregator="max",
        help="时钟偏差或截止延迟(秒)",
    )
    sound = fields.Float(
        "Without Fault (%)", readonly=True, aggregator="avg", help="无异常率(%)"
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id, company_id, kind, notice_id, on_day, looked, faults, seconds,
                   (faults = 0)::int * 100 AS sound
              FROM (
                   SELECT id * 2 AS id, company_id, kind, NULL::int AS notice_id,
                          on_day, looked, faults, abs(offset_ms) / 1000.0 AS seconds
                     FROM yichuang_market_check
                    UNION ALL
                   SELECT id * 2 + 1, company_id, 'closing', id,
                          (closed_on + INTERVAL '8 hours')::date, 1,
                          (closed_on - sign_close
                           > %(late)s * INTERVAL '1 second')::int,
                          GREATEST(extract(epoch FROM closed_on - sign_close), 0)
                     FROM yichuang_market_notice
                    WHERE closed_on IS NOT NULL
                   ) AS facts
            """,
            late=LATE_SECONDS,
        )
