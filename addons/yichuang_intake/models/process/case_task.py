from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.yichuang_catalog.tools import graph
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"
IN_HAND = ("open", "signed")


class CaseTask(models.Model):
    """One step of one case for one organ (环节任务).

    waiting → open → signed → done, or cancelled when the case ends before. Acceptance
    lays the tasks out as the guide has published the process; a task opens when all
    that comes before it is done. The organ signs for it, and the reviewer who was
    drawn for it gives an opinion with reasons. A finished task may be sent back; what
    builds on it waits again. The last opinion completes the review of the case
    (``case_tasks``), exactly once: whoever finishes or sends back holds the case
    first.

    Rules are in ``case_task_guard``, the draw of the reviewer in ``case_task_draw``,
    time in ``case_task_time``.
    """

    _name = "yichuang.case.task"
    _description = "Step of a case"
    _inherit = [
        "yichuang.case.part",
        "yichuang.case.named",
        "yichuang.case.task.guard",
        "yichuang.case.task.draw",
        "yichuang.case.task.time",
        "yichuang.lifecycle",
    ]
    _order = "case_id desc, sequence, id"
    _rec_names_search = ["name", "case_id.receipt_number", "case_id.applicant_name"]

    _transitions = (
        Transition("open", "waiting", "open", system=True),
        Transition(
            "sign",
            "open",
            "signed",
            groups=REVIEWER,
            guards=("_guard_case_under_way", "_guard_member", "_guard_may_examine"),
        ),
        Transition(
            "opine",
            "signed",
            "done",
            groups=REVIEWER,
            guards=(
                "_guard_case_under_way",
                "_guard_member",
                "_guard_may_examine",
                "_guard_drawn",
                "_guard_opinion",
                "_guard_consulted",
                "_guard_seen_on_site",
                "_guard_special_held",
            ),
        ),
        Transition(
            "send_back",
            "done",
            "open",
            groups=(REVIEWER, DECIDER),
            guards=(
                "_guard_case_under_way",
                "_guard_reason",
                "_guard_concerned",
            ),
        ),
        Transition(
            "draw_anew",
            IN_HAND,
            "open",
            groups=(REVIEWER, MANAGER),
            guards=("_guard_case_under_way", "_guard_reason", "_guard_may_draw_anew"),
        ),
        Transition("wait", (*IN_HAND, "done"), "waiting", system=True),
        Transition("cancel", ("waiting", *IN_HAND), "cancelled", system=True),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "step_id",
            "organ_id",
            "consulted",
            "assignee_id",
            "excluded_ids",
            "opened_on",
            "signed_by_id",
            "signed_on",
            "done_on",
            "recommendation",
            "opinion",
            "return_reason",
            "returns",
            "clock_id",
            "due_on",
            "due_provisional",
        }
    )
    _open_states = ()
    # Whoever takes one of these holds the case, so that the review is complete once.
    _joining = frozenset({"sign", "opine", "send_back"})

    # What is to be done
    step_id = fields.Many2one(
        "yichuang.step",
        "Step of the Guide",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="环节 of the version of the guide that the case began with.",
    )
    name = fields.Char(related="step_id.name", store=True, precompute=True)
    kind = fields.Selection(related="step_id.kind")
    sequence = fields.Integer(related="step_id.sequence", store=True, precompute=True)
    consulted = fields.Boolean(
        "Consultation",
        readonly=True,
        help="征求意见: the organ is asked for its view and does not answer for the "
        "step.",
    )

    # The file lies beside the opinion
    material_ids = fields.One2many(related="case_id.material_ids")
    file_ids = fields.One2many(related="case_id.file_ids", string="Scans and Files")

    # Who does it
    organ_id = fields.Many2one(
        "yichuang.department",
        "Handling Organ",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="责任单位 of the step.",
    )
    assignee_id = fields.Many2one(
        "res.users",
        "Reviewer",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="审查人, drawn among the members of the organ; nobody chooses.",
    )
    excluded_ids = fields.Many2many(
        "res.users",
        "yichuang_case_task_excluded_rel",
        "task_id",
        "user_id",
        readonly=True,
        copy=False,
        help="回避: who is not drawn for it any more.",
    )

    # How far it is
    state = fields.Selection(
        [
            ("waiting", "Waiting for Others"),
            ("open", "To Sign For"),
            ("signed", "In Hand"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="waiting",
        copy=False,
        help="待前置环节, 待签收, 办理中, 已完成, 已取消",
    )
    opened_on = fields.Datetime(readonly=True, copy=False, help="到达时间")
    signed_by_id = fields.Many2one(
        "res.users", "Signed For By", readonly=True, copy=False, help="签收人"
    )
    signed_on = fields.Datetime(
        "Signed For", readonly=True, copy=False, help="签收时间"
    )
    done_on = fields.Datetime(readonly=True, copy=False, help="完成时间")

    # What came of it
    recommendation = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")],
        readonly=True,
        copy=False,
        help="建议",
    )
    opinion = fields.Text(readonly=True, copy=False, help="环节意见, internal.")
    opinion_ids = fields.One2many(
        "yichuang.opinion", "task_id", "All Opinions", readonly=True
    )
    return_reason = fields.Text(
        "Sent Back Because", readonly=True, copy=False, help="退回原因"
    )
    returns = fields.Integer(
        "Times Sent Back", readonly=True, copy=False, help="退回次数"
    )

    _once = models.UniqueIndex(
        "(case_id, step_id, organ_id, consulted)",
        "An organ has a step of a case once.",
    )
    _order_idx = models.Index("(case_id DESC, sequence, id)")
    _mine_idx = models.Index(
        "(assignee_id, due_on, id) WHERE state IN ('open', 'signed')"
    )
    _organ_idx = models.Index(
        "(organ_id, due_on, id) WHERE state IN ('open', 'signed')"
    )

    @api.depends("name", "case_id.receipt_number")
    def _compute_display_name(self):
        for task in self:
            task.display_name = f"{task.case_id.receipt_number or ''} {task.name or ''}"

    def _transition(self, name, vals=None, payload=None, expected_revision=None):
        if name in self._joining:
            self.check_access("write")
            self.case_id._hold()
        return super()._transition(name, vals, payload, expected_revision)

    # Opening

    def _open(self, moment):
        """Open these tasks: draw a reviewer for each and start its clock.

        :param moment: when they reach their organs; acceptance may lie in the past
        """
        self.with_user(SUPERUSER_ID)._transition("open", {"opened_on": moment})

    def _values_open(self, vals):
        drawn = self._draw()
        clocks = self._start_step_clocks(hall_date(vals["opened_on"]))
        return {
            task.id: {"assignee_id": drawn[task.id].id, **clocks[task.id]}
            for task in self
        }

    # In the organ's hands

    def action_sign(self):
        """Sign for the papers in the name of the organ."""
        return self._step("sign")

    def _values_sign(self, vals):
        vals.update(signed_by_id=self.env.uid, signed_on=fields.Datetime.now())
        return {
            # Where nobody could be drawn, whoever takes it up has it.
            task.id: {"assignee_id": (task.assignee_id or self.env.user).id}
            for task in self
        }

    def _after_sign(self, vals):
        self.case_id._begin_review()

    def action_opine(self):
        """Ask for the opinion."""
        return self._dialog(
            "yichuang.case.task.opine", self.env._("Opinion"), task_id=self.id
        )

    def _values_opine(self, vals):
        vals["done_on"] = now = fields.Datetime.now()
        self._stop_step_clocks(self.env._("done"))
        self.env["yichuang.opinion"].sudo().create(
            [
                {
                    "case_id": task.case_id.id,
                    "task_id": task.id,
                    "user_id": self.env.uid,
                    "given_on": now,
                    "recommendation": vals["recommendation"],
                    "text": vals["opinion"],
                }
                for task in self
            ]
        )

    def _after_opine(self, vals):
        self.case_id._advance()

    # Anew

    def action_send_back(self):
        """Ask why the step is to be done anew."""
        return self._ask_why("send_back", self.env._("Send Back"))

    def action_draw_anew(self):
        """Ask why another reviewer is to be drawn."""
        return self._ask_why("draw_anew", self.env._("Draw Another Reviewer"))

    def _ask_why(self, move, title):
        return self._dialog(
            "yichuang.case.task.return", title, task_id=self.id, move=move
        )

    def _values_send_back(self, vals):
        self._set_aside(vals["return_reason"])
        vals.update(self._undone(), opened_on=fields.Datetime.now())
        clocks = self._start_step_clocks(hall_date())
        return {
            task.id: {"returns": task.returns + 1, **clocks[task.id]} for task in self
        }

    def _after_send_back(self, vals):
        for task in self:
            task.case_id._retreat(task, vals["return_reason"])

    def _values_wait(self, vals):
        self._stop_step_clocks(self.env._("an earlier step is done anew"))
        vals.update(self._undone(), opened_on=False, due_on=False, clock_id=False)

    def _set_aside(self, reason):
        self.sudo().opinion_ids.filtered(lambda one: not one.set_aside)._set_aside(
            reason
        )

    @api.model
    def _undone(self):
        return dict.fromkeys(
            ("signed_by_id", "signed_on", "done_on", "recommendation", "opinion"), False
        )

    def _values_draw_anew(self, vals):
        vals.update(signed_by_id=False, signed_on=False)
        out = {task.id: task.excluded_ids | task.assignee_id for task in self}
        drawn = self._draw(out)
        return {
            task.id: {
                "assignee_id": drawn[task.id].id,
                "excluded_ids": [(6, 0, out[task.id].ids)],
            }
            for task in self
        }

    def _values_cancel(self, vals):
        self._stop_step_clocks(self.env._("the case has ended"))

    # Order of the steps, as the guide has it

    def _siblings(self):
        """All steps of the case, without rights of one's own."""
        return self.case_id.sudo().task_ids

    def _order_of_steps(self):
        """What each step of the case comes after, as ``tools/graph.py`` takes it."""
        self.ensure_one()
        guide = self.case_id.version_id.sudo()
        return guide._step_graph(self._siblings().step_id)

    def _before_undone(self):
        """The steps before this one that are not done."""
        before = self._order_of_steps()[self.step_id.sudo()]
        return self._siblings().filtered(
            lambda task: (
                task.step_id in before
                and not task.consulted
                and task.state not in ("done", "cancelled")
            )
        )

    def _later(self):
        """The steps that build on this one; the view of a consulted organ is built on
        by the step it was asked for."""
        later = graph.descendants(self._order_of_steps(), self.step_id.sudo())
        return self._siblings().filtered(
            lambda task: (
                task.step_id in later
                or (
                    self.consulted
                    and task.step_id == self.step_id
                    and not task.consulted
                )
            )
        )
