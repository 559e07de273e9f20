from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"


class JointMeeting(models.Model):
    """A joint review (联合会审) of a joint case, called by the organ in the lead:
    planned → called → held.

    Each organ that is called gives its opinion in writing by a day. One that says
    nothing has said nothing, unless a local rule that the hall has entered takes its
    silence for agreement. The minutes name both. It replaces no organ's own decision.
    """

    _name = "yichuang.joint.meeting"
    _description = "Joint review of a joint case"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "subject"

    _transitions = (
        Transition(
            "call",
            "planned",
            "called",
            groups=(REVIEWER, DECIDER),
            guards=("_guard_lead", "_guard_joint_open", "_guard_call_whole"),
        ),
        Transition(
            "hold",
            "called",
            "held",
            groups=(REVIEWER, DECIDER),
            guards=("_guard_lead", "_guard_minutes", "_guard_organs_heard"),
        ),
    )
    _open_states = ("planned",)
    _free_fields = frozenset({"minutes"})

    joint_id = fields.Many2one(
        "yichuang.joint.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="joint_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="joint_id.department_id",
        string="Called By",
        store=True,
        index=True,
        precompute=True,
    )
    subject = fields.Char("Matter", required=True, help="会审事项")
    held_at = fields.Datetime("Time of Review", copy=False, help="会审时间")
    place = fields.Char(help="会审地点, or how it is held.")
    opinions_due_on = fields.Date("Opinions By", copy=False, help="反馈意见截止日")
    organ_ids = fields.Many2many(
        "yichuang.department",
        "yichuang_joint_meeting_organ",
        "meeting_id",
        "department_id",
        "Organs Called",
        compute="_compute_organ_ids",
        store=True,
        readonly=False,
        precompute=True,
        help="参加部门: by default all of the joint case.",
    )
    opinion_ids = fields.One2many(
        "yichuang.joint.opinion", "meeting_id", "Opinions", readonly=True, copy=False
    )
    minutes = fields.Text(copy=False, help="会审纪要")
    state = fields.Selection(
        [("planned", "Planned"), ("called", "Called"), ("held", "Held")],
        required=True,
        default="planned",
        copy=False,
        index=True,
        help="拟定, 已通知, 已会审",
    )

    @api.depends("joint_id")
    def _compute_organ_ids(self):
        for meeting in self:
            meeting.organ_ids = meeting.joint_id.organ_ids

    def action_call(self):
        """Call the organs and ask each for its opinion."""
        return self._step("call")

    def action_hold(self):
        """File the minutes."""
        return self._step("hold")

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if "minutes" in vals and "held" in self.mapped("state"):
            raise UserError(self.env._("The minutes are filed and stay as they are."))

    def _guard_lead(self, vals):
        for meeting in self:
            organ = meeting.department_id.sudo()
            if self.env.user not in organ.member_ids:
                raise UserError(
                    self.env._(
                        "%(organ)s leads this joint case and calls its joint reviews; "
                        "you are not one of its members.",
                        organ=organ.name,
                    )
                )

    def _guard_joint_open(self, vals):
        for meeting in self:
            meeting.joint_id._check_open(("received", "supplement", "accepted"))

    def _guard_call_whole(self, vals):
        for meeting in self:
            self._ask_for(meeting, ("held_at", "place", "opinions_due_on", "organ_ids"))
            strangers = meeting.organ_ids - meeting.joint_id.organ_ids
            if strangers:
                raise UserError(
                    self.env._(
                        "%(organs)s takes no part in this joint case. Take it off the "
                        "list, or write to it separately.",
                        organs=", ".join(strangers.mapped("name")),
                    )
                )
            if meeting.opinions_due_on < hall_date():
                raise UserError(
                    self.env._("The day for opinions is over. Set one to come.")
                )

    def _guard_minutes(self, vals):
        for meeting in self:
            self._ask_for(meeting, ("minutes",))
            if meeting.held_at > fields.Datetime.now():
                raise UserError(
                    self.env._("The meeting is still to come. Record it afterwards.")
                )

    def _guard_organs_heard(self, vals):
        today = hall_date()
        for meeting in self:
            waiting = meeting.opinion_ids.filtered(lambda one: one.state == "asked")
            if waiting and meeting.opinions_due_on >= today:
                raise UserError(
                    self.env._(
                        "%(organs)s may give an opinion until %(date)s. Wait for it "
                        "before the minutes are filed.",
                        organs=", ".join(waiting.department_id.mapped("name")),
                        date=meeting.joint_id._date_words(meeting.opinions_due_on),
                    )
                )

    @api.model
    def _ask_for(self, meeting, names):
        lacking = [
            self._fields[name]._description_string(self.env)
            for name in names
            if not meeting[name]
        ]
        if lacking:
            raise UserError(
                self.env._(
                    "A joint review says when, where, by whom and with which result. "
                    "Fill in: %(fields)s.",
                    fields=", ".join(lacking),
                )
            )

    def _after_call(self, vals):
        # Opinions are asked for by this step and never made by hand.
        self.env["yichuang.joint.opinion"].sudo()._create_guarded(
            [
                {"meeting_id": meeting.id, "department_id": organ.id}
                for meeting in self
                for organ in meeting.organ_ids
            ]
        )
        self.invalidate_recordset(["opinion_ids"])

    def _after_hold(self, vals):
        self.opinion_ids.filtered(lambda one: one.state == "asked").with_user(
            SUPERUSER_ID
        )._transition("lapse")
