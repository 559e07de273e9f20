from odoo import fields, models


class StaffingLine(models.TransientModel):
    """What to expect of one number of windows, dedicated or shared."""

    _name = "yichuang.staffing.line"
    _description = "Outlook of a number of windows"
    _order = "kind, windows, id"

    staffing_id = fields.Many2one(
        "yichuang.staffing", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [("dedicated", "Dedicated"), ("shared", "Shared")],
        required=True,
        help="部门窗口各排各队, 综合窗口统一排队",
    )
    windows = fields.Integer(help="窗口数")
    occupancy = fields.Float(aggregator="avg", help="窗口占用率")
    mean_wait = fields.Float(
        "Minutes of Waiting", aggregator="avg", help="平均等候（分钟）, by Erlang C."
    )
    overloaded = fields.Boolean(
        "Never Ends", help="排队无限增长: more come than can be served."
    )
    within = fields.Float("Within the Target", aggregator="avg", help="达标比例")
    replay_wait = fields.Float(
        "Waiting in the Replay", aggregator="avg", help="仿真平均等候（分钟）"
    )
    replay_half = fields.Float(
        "Plus or Minus", aggregator="avg", help="95%置信区间半宽（分钟）"
    )
    replay_within = fields.Float(
        "Within in the Replay", aggregator="avg", help="仿真达标比例"
    )
    enough = fields.Boolean("Meets the Target", help="达标")
