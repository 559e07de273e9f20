from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .follow_up import CONCERNED, SUPERVISOR


class EvaluationTask(models.Model):
    """Putting a bad rating right (差评整改).

    An appeal (申诉) against a mistaken or malicious rating is decided by a supervisor:
    the rating is excluded, or the task goes on.
    """

    _name = "yichuang.evaluation.task"
    _description = "Putting a bad rating right"
    _inherit = ["yichuang.follow.up", "yichuang.lifecycle", "mail.thread"]
    _step_model = "yichuang.evaluation.task.step"
    _order = "fix_due_on, id"
    _rec_name = "evaluation_id"

    _transitions = (
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
    department_id = fields.Many2one(readonly=True)
    user_id = fields.Many2one(string="Rated Clerk", readonly=True, help="被评价人员")
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

    contact_due_on = fields.Date(required=True)
    fix_due_on = fields.Date(required=True)
    appeal = fields.Text(
        "Reasons of the Appeal", readonly=True, copy=False, help="申诉理由"
    )
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

    def _guard_appeal_words(self, vals):
        self._guard_words(
            vals, "appeal", self.env._("Write why the rating is a mistake or malice.")
        )

    def _guard_ruling_words(self, vals):
        self._guard_words(
            vals, "ruling", self.env._("The decision on an appeal states its reasons.")
        )

    def _own_people(self):
        return super()._own_people() | self.appealed_by_id

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

    def _values_appeal(self, vals):
        vals["appealed_by_id"] = self.env.uid

    def _values_exclude(self, vals):
        vals["ruled_by_id"] = self.env.uid

    def _values_go_on(self, vals):
        vals["ruled_by_id"] = self.env.uid

    def _after_exclude(self, vals):
        # The decision on the appeal excludes the rating; nobody does it by hand.
        self.evaluation_id.with_user(SUPERUSER_ID)._transition("exclude")

    def action_appeal(self):
        """Ask why the rating should not count."""
        return self._ask("appeal", self.env._("Appeal"))

    def action_exclude(self):
        """Ask why the rating does not count."""
        return self._ask("exclude", self.env._("Exclude the Rating"))

    def action_go_on(self):
        """Ask why the rating counts."""
        return self._ask("go_on", self.env._("Refuse the Appeal"))
