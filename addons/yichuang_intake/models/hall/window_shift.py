from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.suitability import AT_EVERY_WINDOW
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .window import KIND_HELP, KINDS

CLERK = "yichuang_intake.group_clerk"
MANAGER = "yichuang_catalog.group_manager"
MINUTE = 60


class WindowShift(models.Model):
    """A clerk at a window, from opening to closing (窗口班次): open ⇄ paused → closed.

    It keeps what the window took in those hours, whatever the layout says later.
    """

    _name = "yichuang.window.shift"
    _description = "Shift at a window"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "pause",
            "open",
            "paused",
            groups=(CLERK, MANAGER),
            guards=("_guard_own", "_guard_nobody_served"),
        ),
        Transition(
            "resume",
            "paused",
            "open",
            groups=CLERK,
            guards=("_guard_own", "_guard_qualified"),
        ),
        Transition(
            "close",
            ("open", "paused"),
            "closed",
            groups=(CLERK, MANAGER),
            guards=("_guard_own", "_guard_nobody_served"),
        ),
        Transition("lapse", ("open", "paused"), "closed", system=True),
    )
    _guarded_fields = frozenset(
        {
            "window_id",
            "user_id",
            "company_id",
            "layout_id",
            "zone_id",
            "kind",
            "department_id",
            "opened_on",
            "closed_on",
            "paused_on",
            "paused_minutes",
            "forgotten",
        }
    )
    _open_states = ("open", "paused")

    window_id = fields.Many2one(
        "yichuang.window", required=True, ondelete="restrict", index=True, readonly=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Clerk",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
        help="窗口人员",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, index=True, readonly=True
    )
    layout_id = fields.Many2one(
        "yichuang.hall.layout", ondelete="restrict", index=True, readonly=True
    )
    zone_id = fields.Many2one(
        "yichuang.zone", required=True, ondelete="restrict", index=True, readonly=True
    )
    kind = fields.Selection(
        [kind for kind in KINDS if kind[0] != "comprehensive"],
        required=True,
        readonly=True,
        help=KIND_HELP,
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Resident Organ",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="部门窗口的进驻部门",
    )
    state = fields.Selection(
        [("open", "On Duty"), ("paused", "Paused"), ("closed", "Off Duty")],
        required=True,
        default="open",
        help="在岗, 暂停服务, 已关窗",
    )
    opened_on = fields.Datetime("Opened", readonly=True, help="开窗时间")
    closed_on = fields.Datetime(readonly=True, help="关窗时间")
    paused_on = fields.Datetime("Paused Since", readonly=True, help="暂停开始时间")
    paused_minutes = fields.Float(readonly=True, help="暂停分钟数")
    forgotten = fields.Boolean(
        "Closed by the System",
        readonly=True,
        help="未关窗: nobody closed it; the hours end with the last ticket.",
    )
    remark = fields.Char(help="备注")
    ticket_ids = fields.One2many("yichuang.ticket", "shift_id", "Tickets")
    open_minutes = fields.Float(
        compute="_compute_open_minutes",
        store=True,
        help="在岗分钟数, without the pauses; known when it is closed.",
    )
    busy_minutes = fields.Float(
        compute="_compute_busy_minutes",
        store=True,
        help="占用分钟数: handling of its tickets.",
    )

    _one_per_window = models.UniqueIndex(
        "(window_id) WHERE state != 'closed'",
        "Somebody is at this window already. They close it first.",
    )
    _one_per_clerk = models.UniqueIndex(
        "(user_id) WHERE state != 'closed'",
        "You are at another window still. Close it first.",
    )
    _day_idx = models.Index("(company_id, opened_on)")

    @api.depends("window_id.number", "window_id.name", "user_id.name")
    def _compute_display_name(self):
        for shift in self:
            window = shift.window_id.display_name
            shift.display_name = f"{window} · {shift.user_id.name}"

    @api.depends("opened_on", "closed_on", "paused_minutes")
    def _compute_open_minutes(self):
        for shift in self:
            shift.open_minutes = (
                max(
                    0, _minutes(shift.opened_on, shift.closed_on) - shift.paused_minutes
                )
                if shift.closed_on
                else 0
            )

    @api.depends("ticket_ids.handle_minutes")
    def _compute_busy_minutes(self):
        busy = dict(
            self.env["yichuang.ticket"]._read_group(
                [("shift_id", "in", self.ids)], ["shift_id"], ["handle_minutes:sum"]
            )
        )
        for shift in self:
            shift.busy_minutes = busy.get(shift._origin, 0)

    @api.model
    def _of(self, user):
        """The shift that somebody is at."""
        return self.search(
            [("user_id", "=", user.id), ("state", "!=", "closed")], limit=1
        )

    def _current_ticket(self):
        """The number that is called to the window, or served there."""
        self.ensure_one()
        return self.env["yichuang.ticket"].search(
            [("shift_id", "=", self.id), ("state", "in", ("called", "serving"))],
            limit=1,
        )

    def _takes(self, service):
        """Whether a service belongs at this window while the shift lasts."""
        self.ensure_one()
        if service.window_mode == "none":
            return False
        if self.kind == "department":
            return service.department_id == self.department_id
        if service.window_mode not in AT_EVERY_WINDOW:
            return False
        groups = self.zone_id.group_ids if self.kind == "by_class" else None
        return not groups or service in groups.service_ids

    def _guard_own(self, vals):
        others = self.filtered(lambda shift: shift.user_id != self.env.user)
        if others and not self.env.user.has_group(MANAGER):
            raise UserError(
                self.env._(
                    "%(shift)s is somebody else's. They, or the hall manager, do this.",
                    shift=others[0].display_name,
                )
            )

    def _guard_nobody_served(self, vals):
        current = self.env["yichuang.ticket"].search(
            [("shift_id", "in", self.ids), ("state", "in", ("called", "serving"))],
            limit=1,
        )
        if current:
            raise UserError(
                self.env._(
                    "%(ticket)s is at the window still. Finish, pass on or mark it as "
                    "not come first.",
                    ticket=current.number,
                )
            )

    def _guard_qualified(self, vals):
        for shift in self:
            shift.window_id._check_clerk_qualified(shift.user_id, shift)

    def _values_pause(self, vals):
        vals["paused_on"] = fields.Datetime.now()

    def _values_resume(self, vals):
        now = fields.Datetime.now()
        vals["paused_on"] = False
        return {shift.id: shift._paused_until(now) for shift in self}

    def _values_close(self, vals):
        now = fields.Datetime.now()
        vals.update(closed_on=now, paused_on=False)
        return {shift.id: shift._paused_until(now) for shift in self}

    def _paused_until(self, moment):
        paused = _minutes(self.paused_on, moment) if self.paused_on else 0
        return {"paused_minutes": self.paused_minutes + paused}

    def action_pause(self):
        """Take no further number for a while."""
        return self._step("pause")

    def action_resume(self):
        """Go on calling numbers."""
        return self._step("resume")

    def action_close(self):
        """Close the window."""
        return self._step("close")

    @api.model
    def _cron_close_forgotten(self):
        """Close what nobody closed on an earlier day, with its last sign of life."""
        for shift in self.search([("state", "!=", "closed")]):
            if hall_date(shift.opened_on) >= hall_date():
                continue
            shift.ticket_ids.filtered(
                lambda ticket: ticket.state in ("called", "serving")
            )._transition("lapse")
            moments = [
                moment
                for ticket in shift.ticket_ids
                for moment in (ticket.last_called_on, ticket.ended_on)
                if moment
            ]
            ended = shift.paused_on or max([shift.opened_on, *moments])
            shift._transition(
                "lapse", {"closed_on": ended, "paused_on": False, "forgotten": True}
            )


def _minutes(start, end):
    return (end - start).total_seconds() / MINUTE if start and end else 0
