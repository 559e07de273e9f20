from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools import enumerations

from ...tools.figures import RATIOS


class FigureDay(models.Model):
    """What happened on one day in one service, counted (统计日汇总).

    One row for each day, hall, organ, service, theme and person; a scheduled job fills
    it from the raw rows (``figure_refresh``) and another counts again by night. All
    counters are whole numbers, and every rate is a ratio of two sums: also of a group
    of rows, whichever way they are grouped.
    """

    _name = "yichuang.figure.day"
    _description = "Figures of a day"
    _order = "day desc, id desc"
    _rec_name = "day"
    _log_access = False

    # What the row is about
    day = fields.Date(required=True, readonly=True)
    company_id = fields.Many2one("res.company", "Hall", required=True, readonly=True)
    department_id = fields.Many2one(
        "yichuang.department", "Organ", readonly=True, index=True, help="实施主体"
    )
    service_id = fields.Many2one("yichuang.service", readonly=True, help="事项")
    level = fields.Selection(
        selection=enumerations.selection("level"),
        readonly=True,
        help="行使层级 of the service.",
    )
    theme_id = fields.Many2one(
        "yichuang.theme", readonly=True, help="一件事 that the matter belonged to."
    )
    user_id = fields.Many2one(
        "res.users",
        "Done By",
        readonly=True,
        index="btree_not_null",
        help="经办人: who received, accepted or decided; empty where nobody acted.",
    )

    window_id = fields.Many2one(
        "yichuang.window",
        readonly=True,
        index="btree_not_null",
        help="窗口 at which the matter was received, or the number was called to.",
    )

    # Counters
    received = fields.Integer("Matters Received", readonly=True, help="收件量")
    work_points = fields.Integer(
        "Workload",
        readonly=True,
        help="加权工作量: matters received, each by the difficulty of its service.",
    )
    judged = fields.Integer(
        "Looked At Online", readonly=True, help="网上申请预审量, each application once."
    )
    sent_back = fields.Integer(readonly=True, help="退件量")
    noticed = fields.Integer("Supplement Notices", readonly=True, help="补正告知量")
    noticed_once = fields.Integer(
        "Told Once", readonly=True, help="一次告知量: with one notice at most."
    )
    accepted = fields.Integer("Matters Accepted", readonly=True, help="受理量")
    deemed = fields.Integer("Deemed Accepted", readonly=True, help="视为受理数")
    refused = fields.Integer("Not Accepted", readonly=True, help="不予受理量")
    decided = fields.Integer(
        "Matters Decided", readonly=True, help="办结量: with a decision, by its day."
    )
    denied = fields.Integer(readonly=True, help="不予许可量")
    dropped = fields.Integer(
        "Ended Undecided",
        readonly=True,
        help="撤回、终止等: accepted and ended without a decision.",
    )
    in_law = fields.Integer("Within the Law's Limit", readonly=True, help="按时办结量")
    in_promise = fields.Integer(
        "Within the Promise", readonly=True, help="承诺期内办结量"
    )
    promise_kind = fields.Integer(
        "Of the Promised Kind", readonly=True, help="承诺件办结量"
    )
    early = fields.Integer(
        "Decided Early",
        readonly=True,
        help="提前办结量: 承诺件 decided at least a working day before the last.",
    )
    same_day = fields.Integer(
        "Decided the Same Day", readonly=True, help="当日办结量: on the day of receipt."
    )
    timed = fields.Integer(
        "With a Statutory Limit", readonly=True, help="有法定时限（工作日）的办结量"
    )
    used_days = fields.Integer(
        "Working Days Used", readonly=True, help="实际用时合计（工作日）"
    )
    limit_days = fields.Integer(
        "Statutory Working Days", readonly=True, help="法定时限合计（工作日）"
    )
    visits = fields.Integer(readonly=True, help="跑动次数合计")
    once = fields.Integer("One Visit at Most", readonly=True, help="最多跑一次办结量")
    listed = fields.Integer("Materials Listed", readonly=True, help="应交材料份数")
    reused = fields.Integer(
        "Materials Not Asked For", readonly=True, help="复用材料份数"
    )

    tickets = fields.Integer("Tickets Taken", readonly=True, help="取号量")
    served = fields.Integer("Numbers Served", readonly=True, help="办理票数")
    given_up = fields.Integer(
        "Numbers Given Up", readonly=True, help="弃号量: not come when called, or left."
    )
    waited = fields.Integer("Numbers Called", readonly=True, help="叫号量")
    wait_seconds = fields.Integer(
        "Waiting (s)", readonly=True, help="等候时间合计（秒）"
    )
    serve_seconds = fields.Integer(
        "Handling (s)", readonly=True, help="办理时间合计（秒）"
    )
    open_seconds = fields.Integer(
        "Windows Open (s)", readonly=True, help="开窗时间合计（秒）"
    )
    busy_seconds = fields.Integer(
        "Windows Busy (s)", readonly=True, help="占用时间合计（秒）"
    )

    # Figures: ratios of the above
    in_law_rate = fields.Float(
        "On Time (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="按时办结率 = decided within the statutory limit ÷ decided.",
    )
    in_promise_rate = fields.Float(
        "Promise Kept (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="承诺期内办结率 = decided within the promised limit ÷ decided.",
    )
    early_rate = fields.Float(
        "Early (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="提前办结率 = decided a working day or more before the promised day ÷ "
        "decided of the promised kind.",
    )
    same_day_rate = fields.Float(
        "Same Day (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="即办率 = decided on the day of receipt ÷ decided.",
    )
    speedup_rate = fields.Float(
        "Faster Than the Law (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="实际提速 = 1 − mean working days used ÷ mean statutory working days.",
    )
    visits_mean = fields.Float(
        "Visits per Case",
        compute="_compute_rates",
        aggregator="avg",
        help="平均跑动次数 = days on which applicants came ÷ decided.",
    )
    once_rate = fields.Float(
        "At Most One Visit (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="最多跑一次比例 = decided with one visit at most ÷ decided.",
    )
    reuse_rate = fields.Float(
        "Materials Reused (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="材料复用率 = materials taken from what is on file ÷ materials listed.",
    )
    one_notice_rate = fields.Float(
        "Told All at Once (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="一次告知执行率 = one supplement notice at most ÷ any (Art. 32(4)).",
    )
    supplement_rate = fields.Float(
        "Supplements Asked For (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="补正率 = supplement notices ÷ received.",
    )
    refusal_rate = fields.Float(
        "Acceptance Refused (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="不予受理率 = refused ÷ accepted or refused.",
    )
    return_rate = fields.Float(
        "Sent Back Online (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="退件率 = sent back at first sight ÷ online applications looked at.",
    )

    wait_mean = fields.Float(
        "Mean Wait (min)",
        compute="_compute_rates",
        aggregator="avg",
        help="平均等候（分钟）= waiting until the first call ÷ numbers called.",
    )
    serve_mean = fields.Float(
        "Mean Handling (min)",
        compute="_compute_rates",
        aggregator="avg",
        help="平均办理时长（分钟）= handling ÷ numbers served.",
    )
    give_up_rate = fields.Float(
        "Given Up (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="弃号率 = numbers given up ÷ numbers taken.",
    )
    occupancy_rate = fields.Float(
        "Windows Busy (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="窗口忙闲比 = minutes busy ÷ minutes open.",
    )

    # A day has one row for each of these, whoever fills it and how often.
    _grain_uniq = models.UniqueIndex(
        "(company_id, day, department_id, service_id, theme_id, user_id, "
        "window_id) "
        "NULLS NOT DISTINCT"
    )
    _default_order_idx = models.Index("(day DESC, id DESC)")

    @api.depends(
        *{name for ratio in RATIOS.values() for name in (*ratio.above, *ratio.below)}
    )
    def _compute_rates(self):
        for row in self:
            sums = {name: row[name] for name in self._counters()}
            for name, ratio in RATIOS.items():
                row[name] = ratio.value(sums) or 0.0

    @api.model
    def _counters(self):
        """Names of the counters, in their order."""
        return [
            name
            for name, field in self._fields.items()
            if field.type == "integer" and field.store and name != "id"
        ]

    def _read_group_select(self, aggregate_spec, query):
        """A figure of a group is the ratio of the group's sums."""
        name = aggregate_spec.partition(":")[0]
        ratio = RATIOS.get(name)
        if not ratio:
            return super()._read_group_select(aggregate_spec, query)
        above, below = (
            SQL(" + ").join(
                SQL("SUM(%s)", self._field_to_sql(self._table, counter, query))
                for counter in counters
            )
            for counters in (ratio.above, ratio.below)
        )
        part = SQL("(%s)::float / NULLIF(%s, 0) / %s", above, below, ratio.scale)
        if ratio.kind == "mean":
            return part
        return SQL("100 * %s" if ratio.kind == "share" else "100 * (1 - %s)", part)
