from datetime import timedelta

from odoo import api, fields, models

# How long the reports of these jobs are kept.
KEPT_DAYS = 90


class FigureRun(models.Model):
    """One run of the job that counts (统计任务记录): what it took up, up to which
    event, and what the recount found."""

    _name = "yichuang.figure.run"
    _description = "Run of the counting"
    _order = "id desc"
    _rec_name = "ran_on"
    _log_access = False

    kind = fields.Selection(
        [("refresh", "Counted What Changed"), ("recount", "Counted All Again")],
        required=True,
        readonly=True,
        help="增量统计, 全量复核",
    )
    ran_on = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now, help="统计时间"
    )
    event_id = fields.Integer(
        "Up to Event", readonly=True, aggregator=None, help="已统计至的事件序号"
    )
    counters = fields.Char(
        "Counted As",
        readonly=True,
        help="口径版本: digest of what was counted, and how.",
    )
    day_count = fields.Integer("Days Counted", readonly=True)
    row_count = fields.Integer("Rows Written", readonly=True)
    incident_count = fields.Integer("Differences Found", readonly=True)
    seconds = fields.Float("Duration (s)", readonly=True, help="用时（秒）")

    @api.autovacuum
    def _forget_old(self):
        last = self.search([], limit=1)
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("ran_on", "<", before), ("id", "!=", last.id)]).unlink()
