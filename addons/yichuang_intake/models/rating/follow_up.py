from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"
SUPERVISOR = "yichuang_catalog.group_supervisor"
CONCERNED = (CLERK, REVIEWER, DECIDER, MANAGER)
CHECKERS = (MANAGER, SUPERVISOR)


class FollowUp(models.AbstractModel):
    """What somebody was not content with, seen to until they are called back
    (整改回访): bad ratings, and what the hotline hands over.

    open → contacted → fixed → closed, when another person has called back and found it
    right; otherwise it is seen to anew. Who handled it answers for it (谁办理、谁负责).
    Whoever gave no name cannot be contacted: open → fixed.
    """

    _name = "yichuang.follow.up"
    _description = "Seeing to what somebody was not content with"
    # The dialog in which a step is put in words.
    _step_model = ""

    _transitions = (
        Transition(
            "contact",
            "open",
            "contacted",
            groups=CONCERNED,
            guards=("_guard_concerned", "_guard_contact_words"),
        ),
        Transition(
            "fix",
            ("contacted", "open"),
            "fixed",
            groups=CONCERNED,
            guards=("_guard_concerned", "_guard_contacted", "_guard_fix_words"),
        ),
        Transition(
            "close",
            "fixed",
            "closed",
            groups=CHECKERS,
            guards=("_guard_independent", "_guard_check_words"),
        ),
        Transition(
            "send_back",
            "fixed",
            "contacted",
            groups=CHECKERS,
            guards=("_guard_independent", "_guard_check_words"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "contact_due_on",
            "fix_due_on",
            "contacted_on",
            "contacted_by_id",
            "contact_note",
            "fixed_on",
            "fixed_by_id",
            "fix_note",
            "checked_on",
            "checked_by_id",
            "check_note",
        }
    )

    # About whom
    anonymous = fields.Boolean(help="匿名")
    department_id = fields.Many2one(
        "yichuang.department",
        "Responsible Organ",
        ondelete="restrict",
        index="btree_not_null",
        help="责任部门",
    )
    user_id = fields.Many2one(
        "res.users",
        "Person Concerned",
        ondelete="restrict",
        index="btree_not_null",
        help="被反映人员",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, ondelete="restrict"
    )

    # Until when, by whom, what
    contact_due_on = fields.Date("To Contact By", readonly=True, help="联系期限届满日")
    fix_due_on = fields.Date("To Put Right By", readonly=True, help="整改期限届满日")
    contacted_on = fields.Datetime(readonly=True, copy=False, help="联系时间")
    contacted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    contact_note = fields.Text("Contact", readonly=True, copy=False, help="联系情况")
    fixed_on = fields.Datetime("Put Right On", readonly=True, copy=False)
    fixed_by_id = fields.Many2one(
        "res.users", "Put Right By", readonly=True, copy=False
    )
    fix_note = fields.Text(
        "What Was Put Right", readonly=True, copy=False, help="整改情况"
    )
    checked_on = fields.Datetime("Called Back On", readonly=True, copy=False)
    checked_by_id = fields.Many2one(
        "res.users", "Called Back By", readonly=True, copy=False, help="回访人"
    )
    check_note = fields.Text(
        "What They Said", readonly=True, copy=False, help="回访情况"
    )

    def _guard_words(self, vals, name, message):
        if not (vals.get(name) or "").strip():
            raise UserError(message)

    def _guard_contact_words(self, vals):
        self._guard_words(
            vals,
            "contact_note",
            self.env._(
                "Write when and how you reached the applicant and what they said."
            ),
        )

    def _guard_fix_words(self, vals):
        self._guard_words(
            vals, "fix_note", self.env._("Write what was found and put right.")
        )

    def _guard_check_words(self, vals):
        self._guard_words(
            vals,
            "check_note",
            self.env._("Write what the call back showed, or why nobody was reached."),
        )

    def _guard_contacted(self, vals):
        """Who gave their name is spoken to before anything is called put right."""
        if self.filtered(lambda task: task.state == "open" and not task.anonymous):
            raise UserError(
                self.env._("Contact the person first: they have given their name.")
            )

    def _guard_concerned(self, vals):
        user = self.env.user
        for task in self:
            # Membership is looked up whoever may read the organ.
            members = task.department_id.sudo().member_ids
            if not (user == task.user_id or user in members or user.has_group(MANAGER)):
                raise AccessError(
                    self.env._(
                        "This is about another organ. Its members, the person it is "
                        "about or the hall manager see to it."
                    )
                )

    def _guard_independent(self, vals):
        """Nobody checks their own work."""
        for task in self:
            if self.env.user in task._own_people():
                raise UserError(
                    self.env._(
                        "It is about you, or you have seen to it yourself. Another "
                        "person calls back and checks."
                    )
                )

    def _own_people(self):
        """Whoever it is about or has had it in hand."""
        self.ensure_one()
        return self.user_id | self.contacted_by_id | self.fixed_by_id

    def _values_contact(self, vals):
        vals.update(contacted_on=fields.Datetime.now(), contacted_by_id=self.env.uid)

    def _values_fix(self, vals):
        vals.update(fixed_on=fields.Datetime.now(), fixed_by_id=self.env.uid)

    def _values_close(self, vals):
        vals.update(checked_on=fields.Datetime.now(), checked_by_id=self.env.uid)

    def _values_send_back(self, vals):
        self._values_close(vals)

    def action_contact(self):
        """Ask how the person was reached."""
        return self._ask("contact", self.env._("Contact"))

    def action_fix(self):
        """Ask what was put right."""
        return self._ask("fix", self.env._("Put Right"))

    def action_close(self):
        """Ask what the call back showed."""
        return self._ask("close", self.env._("Call Back"))

    def action_send_back(self):
        """Ask why it is not put right."""
        return self._ask("send_back", self.env._("Not Put Right"))

    def _ask(self, step, title):
        """Open the dialog in which this step is put in words."""
        return self._dialog(self._step_model, title, task_id=self.id, step=step)
