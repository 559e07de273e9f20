from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .follow_up import MANAGER


class Referral(models.Model):
    """A matter that somebody told the 12345 hotline, or the window for what does not
    get done (“办不成事”反映窗口), and that the hall sees to and answers (热线转办).

    draft → open → contacted → fixed → closed, by the same steps as a bad rating. What
    is not the hall's goes back to the hotline within its hours (退回). The time for the
    answer is extended once, while it runs, with reasons (国办发〔2020〕53号; how long
    is the hall's to say). Times begin when it came, not when somebody entered it.
    """

    _name = "yichuang.referral"
    _description = "Matter handed over by the hotline"
    _inherit = ["yichuang.follow.up", "yichuang.lifecycle", "mail.thread"]
    _step_model = "yichuang.referral.step"
    _order = "fix_due_on, id"
    _rec_name = "subject"

    _transitions = (
        Transition(
            "take_on",
            "draft",
            "open",
            groups=MANAGER,
            guards=("_guard_whole", "_guard_own_hall"),
        ),
        Transition(
            "hand_back",
            "open",
            "returned",
            groups=MANAGER,
            guards=("_guard_hand_back_words", "_guard_hand_back_hours"),
        ),
        Transition(
            "extend",
            "contacted",
            "contacted",
            groups=MANAGER,
            guards=("_guard_extension_words", "_guard_extended_once"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "company_id",
            "unmet_id",
            "first_due_on",
            "taken_on_by_id",
            "hand_back_reason",
            "extended_on",
            "extension_reason",
        }
    )
    _open_states = ("draft",)

    # What came, from where
    source = fields.Selection(
        [("hotline", "12345 Hotline"), ("window", "Window for What Gets Stuck")],
        required=True,
        readonly=True,
        default="hotline",
        help="来源: 12345热线, “办不成事”反映窗口",
    )
    number = fields.Char("Order Number", copy=False, help="热线工单编号")
    came_on = fields.Datetime(
        "Referred On",
        required=True,
        default=fields.Datetime.now,
        copy=False,
        help="转办时间",
    )
    kind = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("help", "Request for Help"),
            ("question", "Inquiry"),
            ("proposal", "Proposal"),
            ("praise", "Praise"),
        ],
        required=True,
        default="complaint",
        help="诉求类型: 投诉举报, 求助, 咨询, 建议, 表扬",
    )
    subject = fields.Char("Matter Called About", required=True, help="诉求标题")
    content = fields.Text("What the Caller Said", help="诉求内容")
    person = fields.Char("Caller", copy=False, help="诉求人")
    phone = fields.Char(copy=False, help="联系电话")
    unmet_id = fields.Many2one(
        "yichuang.unmet.request",
        "Unmet Request",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
    )

    # What it is about
    case_id = fields.Many2one(
        "yichuang.case", ondelete="restrict", index="btree_not_null", help="关联办件"
    )
    service_id = fields.Many2one(
        "yichuang.service",
        ondelete="restrict",
        index="btree_not_null",
        help="关联事项",
    )
    company_id = fields.Many2one(default=lambda self: self.env.company)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("open", "To Contact"),
            ("contacted", "To Answer"),
            ("fixed", "To Call Back"),
            ("closed", "Closed"),
            ("returned", "Handed Back"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        help="草稿, 待联系, 待办理答复, 待回访, 已办结, 已退回",
    )

    # How it goes on
    fix_due_on = fields.Date("To Answer By", help="办理答复期限届满日")
    fix_note = fields.Text("Answer Given", help="办理结果和答复内容")
    fixed_on = fields.Datetime("Answer Given On")
    fixed_by_id = fields.Many2one(string="Answer Given By")
    taken_on_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    hand_back_reason = fields.Text(readonly=True, copy=False, help="退回理由")
    first_due_on = fields.Date(
        "First To Answer By", readonly=True, copy=False, help="延期前的期限届满日"
    )
    extended_on = fields.Datetime(readonly=True, copy=False, help="延期时间")
    extension_reason = fields.Text(readonly=True, copy=False, help="延期理由")

    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "This order of the hotline has been entered already."
    )
    _default_order_idx = models.Index("(fix_due_on, id)")
    _inbox_idx = models.Index(
        "(company_id, fix_due_on) WHERE state NOT IN ('closed', 'returned')"
    )

    @api.onchange("case_id")
    def _onchange_case_id(self):
        if self.case_id:
            self.service_id = self.case_id.service_id
            self.department_id = self.case_id.department_id

    @api.onchange("service_id")
    def _onchange_service_id(self):
        if self.service_id and not self.department_id:
            self.department_id = self.service_id.department_id

    def _guard_whole(self, vals):
        for referral in self:
            if not (referral.number or "").strip():
                raise UserError(
                    self.env._("Enter the number under which the hotline keeps it.")
                )
            if not (referral.content or "").strip():
                raise UserError(self.env._("Enter what the person told the hotline."))
            if not referral.department_id:
                raise UserError(
                    self.env._("Choose the organ that sees to it and answers.")
                )
            if not (referral.anonymous or (referral.phone or "").strip()):
                raise UserError(
                    self.env._(
                        "Enter the phone number under which the person is contacted, "
                        "or that they gave no name."
                    )
                )
            if referral.came_on > fields.Datetime.now():
                raise UserError(
                    self.env._(
                        "It cannot have been handed over later than now: correct the "
                        "time."
                    )
                )

    def _guard_own_hall(self, vals):
        for referral in self:
            # Whose they are is asked whoever may read them.
            if referral.sudo()._halls() - referral.company_id:
                raise UserError(
                    self.env._(
                        "The case, the service or the organ belongs to another hall."
                    )
                )

    def _halls(self):
        """Whose is what it is about."""
        self.ensure_one()
        return (
            self.department_id.company_id
            | self.service_id.company_id
            | self.case_id.company_id
        )

    def _guard_hand_back_words(self, vals):
        self._guard_words(
            vals,
            "hand_back_reason",
            self.env._("Write whose it is, so that the hotline can hand it on."),
        )

    def _guard_hand_back_hours(self, vals):
        now = fields.Datetime.now()
        for referral in self:
            hours = referral.company_id.referral_return_hours
            if referral.source != "hotline":
                raise UserError(
                    self.env._("It was told at our own window; nobody else answers it.")
                )
            if now > referral.came_on + timedelta(hours=hours):
                raise UserError(
                    self.env._(
                        "It can be handed back within %(hours)s hours of coming. Now "
                        "the hall answers it, or agrees with the hotline who does.",
                        hours=hours,
                    )
                )

    def _guard_extension_words(self, vals):
        self._guard_words(
            vals,
            "extension_reason",
            self.env._("Write why it takes longer, and when the person was told."),
        )

    def _guard_extended_once(self, vals):
        for referral in self:
            if referral.extended_on:
                raise UserError(self.env._("Its time was extended once already."))
            if referral.fix_due_on < hall_date():
                raise UserError(
                    self.env._("Its time has run out: it is too late to extend it.")
                )

    def _values_take_on(self, vals):
        vals["taken_on_by_id"] = self.env.uid
        return self._times()

    def _times(self):
        """The days of each of these, counted from the day it came, by id."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        times = {}
        for referral in self:
            hall, came = referral.company_id, hall_date(referral.came_on)
            due = workdays.add(came, hall.referral_answer_days).date
            times[referral.id] = {
                "contact_due_on": workdays.add(came, hall.referral_contact_days).date,
                "fix_due_on": due,
                "first_due_on": due,
            }
        return times

    def _values_extend(self, vals):
        vals["extended_on"] = fields.Datetime.now()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        return {
            referral.id: {
                "fix_due_on": workdays.add(
                    referral.fix_due_on, referral.company_id.referral_more_days
                ).date
            }
            for referral in self
        }

    @api.model
    def _open_unmet(self, requests):
        """See to what these people could not get done; the times begin today."""
        # Opened by the request that was not met, whoever wrote that down.
        opened = self.sudo()._create_guarded(
            [
                {
                    "source": "window",
                    "unmet_id": request.id,
                    "came_on": fields.Datetime.now(),
                    "subject": request.subject,
                    "content": request.reason,
                    "person": request.person,
                    "phone": request.phone,
                    "anonymous": not request.phone,
                    "service_id": request.service_id.id,
                    "department_id": request.department_id.id,
                    "company_id": request.company_id.id,
                    "state": "open",
                }
                for request in requests.sudo()
            ]
        )
        for referral, times in zip(opened, opened._times().values(), strict=True):
            referral._write_guarded(times)
        return opened

    def action_take_on(self):
        """Let the organs begin, by the times counted from when it came."""
        return self._step("take_on")

    def action_hand_back(self):
        """Ask whose it is."""
        return self._ask("hand_back", self.env._("Hand Back"))

    def action_extend(self):
        """Ask why it takes longer."""
        return self._ask("extend", self.env._("Extend"))
