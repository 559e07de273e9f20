import logging
import time

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

KINDS = [
    ("chain", "Event log"),
    ("clock", "Clock"),
    ("selection", "Selections repeated"),
    ("scripts", "Scripts"),
    ("drill", "Drill with custodians' keys"),
]
# The clocks of server and database may differ by so much.
MOST_OFFSET_MS = 2000
# A night's look at the log, in batches sealed; the auditors' export reads all of it.
SEALS = 200


class Check(models.Model):
    """What the market found when it looked at itself (自查): the sealed event log read
    again, the server's clock against the database's, every selection repeated from its
    inputs; and the drills in which custodians try their keys. Rows are only added."""

    _name = "yichuang.market.check"
    _description = "Check of the market by itself"
    _order = "on_day desc, id desc"
    _rec_name = "kind"

    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        default="drill",
        readonly=True,
        index=True,
        help="事件链, 时钟, 选取复算, 脚本, 开标演练",
    )
    on_day = fields.Date(
        "Day",
        required=True,
        default=lambda self: self.env["yichuang.market.document"]._today(),
        help="日期",
    )
    looked = fields.Integer(
        "Looked At", required=True, help="检查数: in a drill, the custodians asked."
    )
    faults = fields.Integer(
        required=True,
        default=0,
        help="异常数: in a drill, keys that were missing or wrong.",
    )
    offset_ms = fields.Integer(
        "Clock off by Milliseconds", readonly=True, help="时钟偏差(毫秒)"
    )
    custodian_ids = fields.Many2many(
        "yichuang.market.custodian",
        string="Custodians",
        help="参加演练的保管人",
    )
    note = fields.Text("Findings", help="说明")

    _numbers = models.Constraint(
        "CHECK (looked > 0 AND faults BETWEEN 0 AND looked)",
        "Something was looked at, and not more faults were found than that.",
    )
    _order_idx = models.Index("(on_day DESC, id DESC)")

    @api.depends("kind", "on_day")
    @api.depends_context("lang")
    def _compute_display_name(self):
        words = dict(self._fields["kind"]._description_selection(self.env))
        for check in self:
            check.display_name = f"{words.get(check.kind)} {check.on_day or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._check_by_hand(vals)
        return super().create(vals_list)

    def _check_by_hand(self, vals):
        """People enter drills; what the system finds nobody writes by hand."""
        if vals.get("kind", "drill") != "drill" or vals.get("offset_ms"):
            raise UserError(
                self.env._(
                    "Only drills are entered by hand; the other checks are the "
                    "system's own."
                )
            )
        day = fields.Date.to_date(vals.get("on_day"))
        if day and day > self.env["yichuang.market.document"]._today():
            raise UserError(
                self.env._("A drill is entered when it has been held, not before.")
            )
        if vals.get("faults") and not (vals.get("note") or "").strip():
            raise UserError(
                self.env._("Say which keys were missing or wrong, and what is done.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("Checks are kept: a fault that was found stays on record.")
        )

    @api.model
    def _cron_check(self):
        """Look at log, clock and selections, and keep what was found for each hall."""
        checks = self.with_user(SUPERUSER_ID)
        halls = checks.env["yichuang.market.notice"]._read_group(
            [], ["company_id"], ["id:recordset"]
        )
        if not halls:
            return
        common = checks._common_vals()
        vals_list = [
            {**vals, "company_id": company.id}
            for company, notices in halls
            for vals in (*common, notices.selection_ids._check_vals())
            if vals
        ]
        for check in checks.create(vals_list).filtered("faults"):
            _logger.warning("market check %s: %s", check.kind, check.note)

    @api.model
    def _common_vals(self):
        """What is found of the server itself, the same for every hall."""
        return [self._chain_vals(), self._clock_vals()]

    @api.model
    def _chain_vals(self):
        seals = self.env["yichuang.event.seal"].search([], limit=SEALS)
        if not seals:
            return {}
        problems = [text for seal in seals if (text := seal._first_difference())]
        return {
            "kind": "chain",
            "looked": len(seals),
            "faults": len(problems),
            "note": "\n".join(problems),
        }

    @api.model
    def _clock_vals(self):
        [(database,)] = self.env.execute_query(
            SQL("SELECT extract(epoch FROM clock_timestamp())")
        )
        offset = round((time.time() - float(database)) * 1000)
        return {
            "kind": "clock",
            "looked": 1,
            "faults": int(abs(offset) > MOST_OFFSET_MS),
            "offset_ms": offset,
        }
