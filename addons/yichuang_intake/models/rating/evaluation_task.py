from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"
SUPERVISOR = "yichuang_catalog.group_supervisor"
CONCERNED = (CLERK, REVIEWER, DECIDER, MANAGER)
CHECKERS = (MANAGER, SUPERVISOR)


class EvaluationTask(models.Model):
    """Putting a bad rating right (差评整改).

    open → contacted → fixed → closed, when another person has called back (回访) and
    found it right; otherwise it is fixed anew. Who rated without their name cannot be
    contacted: open → fixed. An appeal (申诉) against a mistaken or malicious rating is
    decided by a supervisor: the rating is excluded, or the task goes on.
    """

    _name = "yichuang.evaluation.task"
    _description = "Putting a bad rating right"
    _inherit = ["yichuang.evaluation.task.guard", "yichuang.lifecycle", "mail.thread"]
    _order = "fix_due_on, id"
    _rec_name = "evaluation_id"

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
        Transition(
            "appeal",
            ("open", "contacted"),
            "appealed",
            groups=CONCERNED,
            guards=("_guard_concerned", "_guard_appeal_words"),
        ),
        Transition(
            "exclude",
            "appealed",
            "excluded",
            groups=SUPERVISOR,
            guards=("_guard_independent", "_guard_ruling_words"),
        ),
        Transition(
            "go_on",
            "appealed",
            "contacted",
            groups=SUPERVISOR,
            guards=("_guard_independent", "_guard_ruling_words"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "evaluation_id",
            "department_id",
            "user_id",
            "company_id",
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
            "appeal",
            "appealed_by_id",
            "ruling",
            "ruled_by_id",
        }
    )
    _open_states = ()

    evaluation_id = fields.Many2one(
        "yichuang.evaluation",
        "Rating",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    matter_id = fields.Many2one(related="evaluation_id.matter_id")
    grade = fields.Selection(related="evaluation_id.grade")
    comment = fields.Text(related="evaluation_id.comment")
    anonymous = fields.Boolean(related="evaluation_id.anonymous")
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="责任部门",
    )
    user_id = fields.Many2one(
        "res.users",
        "Rated Clerk",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="被评价人员",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("open", "To Contact"),
            ("contacted", "To Put Right"),
            ("fixed", "To Call Back"),
            ("appealed", "Appealed"),
            ("closed", "Put Right"),
            ("excluded", "Rating Excluded"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        tracking=True,
        help="待联系, 待整改, 待回访, 申诉中, 已整改, 评价不计入",
    )

    # Until when, by whom, what
    contact_due_on = fields.Date(
        "To Contact By", required=True, readonly=True, help="联系期限届满日"
    )
    fix_due_on = fields.Date(
        "To Put Right By", required=True, readonly=True, help="整改期限届满日"
    )
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
    check_note = fields.Text("Call Back", readonly=True, copy=False, help="回访情况")
    appeal = fields.Text(readonly=True, copy=False, help="申诉理由")
    appealed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    ruling = fields.Text(readonly=True, copy=False, help="申诉处理意见")
    ruled_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    _evaluation_uniq = models.UniqueIndex(
        "(evaluation_id)", "This rating is being put right already."
    )
    _inbox_idx = models.Index(
        "(company_id, fix_due_on) WHERE state NOT IN ('closed', 'excluded')"
    )
    _default_order_idx = models.Index("(fix_due_on, id)")

    def _guard_contacted(self, vals):
        """Who gave their name is spoken to before anything is called put right."""
        self.filtered(
            lambda task: task.state == "open" and not task.anonymous
        )._refuse_uncontacted()

    def _refuse_uncontacted(self):
        if self:
            self._guard_words(
                {},
                "",
                self.env._("Contact the applicant first: the rating has a name."),
            )

    @api.model
    def _open(self, evaluations):
        """Open a task for each of these bad ratings; its times begin today."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        today = hall_date()
        return self.sudo()._create_guarded(
            [
                {
                    "evaluation_id": evaluation.id,
                    "department_id": evaluation.department_id.id,
                    "user_id": evaluation.user_id.id,
                    "company_id": evaluation.company_id.id,
                    "contact_due_on": workdays.add(
                        today, evaluation.company_id.evaluation_contact_days
                    ).date,
                    "fix_due_on": workdays.add(
                        today, evaluation.company_id.evaluation_fix_days
                    ).date,
                }
                for evaluation in evaluations.sudo()
            ]
        )

    def _values_contact(self, vals):
        vals.update(contacted_on=fields.Datetime.now(), contacted_by_id=self.env.uid)

    def _values_fix(self, vals):
        vals.update(fixed_on=fields.Datetime.now(), fixed_by_id=self.env.uid)

    def _values_close(self, vals):
        vals.update(checked_on=fields.Datetime.now(), checked_by_id=self.env.uid)

    def _values_send_back(self, vals):
        self._values_close(vals)

    def _values_appeal(self, vals):
        vals["appealed_by_id"] = self.env.uid

    def _values_exclude(self, vals):
        vals["ruled_by_id"] = self.env.uid

    def _values_go_on(self, vals):
        vals["ruled_by_id"] = self.env.uid

    def _after_exclude(self, vals):
        # The decision on the appeal excludes the rating; nobody does it by hand.
        self.evaluation_id.with_user(SUPERUSER_ID)._transition("exclude")

    def action_contact(self):
        """Ask how the applicant was reached."""
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

    def action_appeal(self):
        """Ask why the rating should not count."""
        return self._ask("appeal", self.env._("Appeal"))

    def action_exclude(self):
        """Ask why the rating does not count."""
        return self._ask("exclude", self.env._("Exclude the Rating"))

    def action_go_on(self):
        """Ask why the rating counts."""
        return self._ask("go_on", self.env._("Refuse the Appeal"))

    def _ask(self, step, title):
        """Open the dialog in which this step is put in words."""
        return self._dialog(
            "yichuang.evaluation.task.step", title, task_id=self.id, step=step
        )
