import secrets

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

CLERK = "yichuang_intake.group_clerk"
MANAGER = "yichuang_catalog.group_manager"
HERE = ("waiting", "called", "serving")
MINUTE = 60


class Ticket(models.Model):
    """A number in the queue (票号): waiting → called → serving → done, with no_show
    and left beside.

    A person takes one number for everything they came for; several cases may come of
    it. Waiting, handling, giving up and occupancy are measured from it. Taking and
    calling are in ``ticket_queue``, the other steps in ``ticket_steps``.
    """

    _name = "yichuang.ticket"
    _description = "Ticket"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "number"

    _transitions = (
        Transition(
            "call", "waiting", "called", groups=CLERK, guards="_guard_at_window"
        ),
        Transition("recall", "called", "called", groups=CLERK, guards="_guard_mine"),
        Transition("start", "called", "serving", groups=CLERK, guards="_guard_mine"),
        Transition("finish", "serving", "done", groups=CLERK, guards="_guard_mine"),
        Transition(
            "miss",
            "called",
            "no_show",
            groups=CLERK,
            guards=("_guard_mine", "_guard_called_enough"),
        ),
        Transition(
            "requeue", "no_show", "waiting", groups=CLERK, guards="_guard_today"
        ),
        Transition(
            "transfer",
            ("called", "serving"),
            "waiting",
            groups=CLERK,
            guards=("_guard_mine", "_guard_transfer"),
        ),
        Transition(
            "prioritise",
            "waiting",
            "waiting",
            groups=(CLERK, MANAGER),
            guards="_guard_priority_reason",
        ),
        Transition("leave", ("waiting", "called"), "left", groups=(CLERK, MANAGER)),
        Transition("expire", ("waiting", "called"), "left", system=True),
        Transition("lapse", ("called", "serving"), "done", system=True),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "day",
            "zone_id",
            "company_id",
            "layout_id",
            "window_id",
            "user_id",
            "shift_id",
            "department_id",
            "for_window_id",
            "channel",
            "appointment_id",
            "holder_id",
            "token",
            "priority",
            "priority_reason",
            "taken_on",
            "queued_on",
            "called_on",
            "last_called_on",
            "started_on",
            "ended_on",
            "calls",
            "transfers",
            "handled_before",
            "forgotten",
        }
    )
    _open_states = HERE

    # The number
    number = fields.Char(
        "Ticket Number",
        readonly=True,
        copy=False,
        index="trigram",
        help="票号: prefix of the zone and three digits, new every day.",
    )
    day = fields.Date(readonly=True, copy=False, help="取号日期")
    token = fields.Char(
        readonly=True,
        copy=False,
        default=lambda _self: secrets.token_urlsafe(18),
        groups=fields.NO_ACCESS,
        help="手机页地址 /queue/ticket/…",
    )
    zone_id = fields.Many2one(
        "yichuang.zone",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
        help="服务区",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, index=True, readonly=True
    )
    layout_id = fields.Many2one(
        "yichuang.hall.layout",
        ondelete="restrict",
        index=True,
        readonly=True,
        help="取号当日的大厅布局",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ Chosen",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="取号时选择的部门, where department windows serve; empty for any window.",
    )
    channel = fields.Selection(
        [
            ("kiosk", "Kiosk"),
            ("portal", "From Home"),
            ("appointment", "Appointment"),
            ("desk", "Guide Desk"),
        ],
        required=True,
        default="desk",
        readonly=True,
        help="取号渠道: 取号机, 网上, 预约, 导办台",
    )
    appointment_id = fields.Many2one(
        "yichuang.appointment",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="预约号",
    )
    holder_id = fields.Many2one(
        "res.partner",
        "Taken Online By",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        help="网上取号人",
    )
    priority = fields.Selection(
        [("0", "In Turn"), ("1", "Before Others")],
        required=True,
        default="0",
        readonly=True,
        help="优先叫号",
    )
    priority_reason = fields.Selection(
        [
            ("elderly", "Elderly"),
            ("disabled", "Disabled"),
            ("pregnant", "Pregnant or With an Infant"),
            ("military", "Military, Veteran, Firefighter"),
            ("appointment", "On Appointment"),
            ("green", "Green Channel"),
            ("other", "Other, See the Remark"),
        ],
        "Why Before Others",
        readonly=True,
        help="老年人, 残疾人, 孕妇及携婴人员, 军人、退役军人、消防救援人员, 预约, "
        "绿色通道, 其他",
    )
    remark = fields.Char(help="备注")

    # Where it is served
    window_id = fields.Many2one(
        "yichuang.window", ondelete="restrict", index="btree_not_null", readonly=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Clerk",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="叫号人员",
    )
    shift_id = fields.Many2one(
        "yichuang.window.shift",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )
    for_window_id = fields.Many2one(
        "yichuang.window",
        "Passed On To",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="转移目标窗口: only this window calls it.",
    )
    case_ids = fields.One2many("yichuang.case", "ticket_id", "Cases", readonly=True)

    # When
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("called", "Number Called"),
            ("serving", "Being Served"),
            ("done", "Served and Gone"),
            ("no_show", "Not Come"),
            ("left", "Left"),
        ],
        required=True,
        default="waiting",
        help="等候中, 已叫号, 办理中, 已办结, 过号, 弃号",
    )
    taken_on = fields.Datetime("Taken", readonly=True, help="取号时间")
    queued_on = fields.Datetime("In the Queue Since", readonly=True, help="排队时间")
    called_on = fields.Datetime("First Called", readonly=True, help="首次叫号时间")
    last_called_on = fields.Datetime("Last Called", readonly=True, help="最近叫号时间")
    started_on = fields.Datetime("Served From", readonly=True, help="开始办理时间")
    ended_on = fields.Datetime("Served Until", readonly=True, help="结束时间")
    calls = fields.Integer("Times Called", readonly=True, help="叫号次数")
    transfers = fields.Integer("Times Passed On", readonly=True, help="转移次数")
    handled_before = fields.Float(
        "Minutes at Earlier Windows", readonly=True, help="转移前办理分钟数"
    )
    forgotten = fields.Boolean(
        "Closed by the System",
        readonly=True,
        help="未结束: nobody ended it; left out of what is measured.",
    )
    wait_minutes = fields.Float(
        "Minutes Waited",
        compute="_compute_minutes",
        store=True,
        aggregator="avg",
        help="等候分钟数, from taking the number to the first call.",
    )
    handle_minutes = fields.Float(
        "Minutes Served",
        compute="_compute_minutes",
        store=True,
        aggregator="avg",
        help="办理分钟数, at all windows together.",
    )

    _number_uniq = models.UniqueIndex(
        "(zone_id, day, number)", "This number was given today already."
    )
    _token_uniq = models.UniqueIndex("(token)")
    # What is called next, in this order.
    _queue_idx = models.Index(
        "(zone_id, day, priority DESC, queued_on, id) WHERE state = 'waiting'"
    )
    _here_idx = models.Index(
        "(company_id, day) WHERE state IN ('waiting', 'called', 'serving')"
    )
    _day_idx = models.Index("(company_id, day, id DESC)")
    # A window serves one number at a time.
    _one_per_shift = models.UniqueIndex(
        "(shift_id) WHERE state IN ('called', 'serving')",
        "This window has a number in hand already.",
    )

    @api.depends("taken_on", "called_on", "started_on", "ended_on", "handled_before")
    def _compute_minutes(self):
        for ticket in self:
            ticket.wait_minutes = minutes(ticket.taken_on, ticket.called_on)
            ticket.handle_minutes = ticket.handled_before + minutes(
                ticket.started_on, ticket.ended_on
            )


def minutes(start, end):
    """Minutes from one moment to another, 0 where one is not known."""
    return (end - start).total_seconds() / MINUTE if start and end else 0
