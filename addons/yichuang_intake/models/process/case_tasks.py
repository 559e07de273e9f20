from collections import defaultdict

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import graph
from odoo.addons.yichuang_catalog.tools.transition import Transition

REVIEWER = "yichuang_intake.group_reviewer"
# Steps that examine; receipt, acceptance, decision and what follows are moves of the
# case itself.
EXAMINING = ("review", "site", "expert", "special", "other")
ENDED = (
    "decided",
    "closed",
    "refused",
    "withdrawn",
    "revoked",
    "terminated",
    "void",
)


class Case(models.Model):
    """The steps of a case between acceptance and decision, and their join.

    Acceptance by the organ that decides, on whatever way, lays out the steps that the
    guide publishes and the situation calls for, side by side or one after another. A
    process that is nothing but one review by the deciding organ needs no steps: it is
    the review of the case itself, by the reviewer drawn for it. What is decided on the
    spot has none either.
    """

    _inherit = "yichuang.case"

    _transitions = (
        Transition("begin_review", "accepted", "reviewing", system=True),
        Transition("join_opinions", "reviewing", "reviewing", system=True),
        Transition("reopen_review", "reviewing", "reviewing", system=True),
    )
    _added_guards = {
        "start_review": ("_guard_without_steps",),
        "review": ("_guard_without_steps",),
        "decide": ("_guard_no_own_opinion",),
    }
    _guarded_fields = frozenset({"tasks_left"})

    task_ids = fields.One2many(
        "yichuang.case.task", "case_id", "Steps", readonly=True, help="办理环节"
    )
    tasks_left = fields.Integer(
        "Steps Left",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Steps that are not done yet; the last one completes the review.",
    )
    step_now = fields.Char(
        "Now At", compute="_compute_step_now", help="当前环节: where the papers are."
    )

    def _compute_step_now(self):
        # Names for whoever may read the case, such as the window it came from.
        tasks = (
            self.env["yichuang.case.task"]
            .sudo()
            .search_fetch(
                [("case_id", "in", self.ids), ("state", "in", ("open", "signed"))],
                ["case_id", "name", "organ_id"],
                order="case_id, sequence, id",
            )
        )
        names = defaultdict(list)
        for task in tasks:
            names[task.case_id.id].append(f"{task.organ_id.name} {task.name}")
        for case in self:
            case.step_now = "；".join(names[case.id]) or False

    # Laying out

    def _transition(self, name, vals=None, payload=None, expected_revision=None):
        result = super()._transition(name, vals, payload, expected_revision)
        target = self._lifecycle_transitions()[name].target
        if target == "accepted":
            self.filtered(
                lambda case: not case.sudo().task_ids and case._is_with_its_organ()
            )._lay_out()
        elif target in ENDED:
            self._cancel_tasks()
        return result

    def _lay_out(self):
        """Create the steps of these accepted cases and open the first of them."""
        tasks = self.env["yichuang.case.task"].sudo()
        tasks._create_guarded(
            [
                {
                    "case_id": case.id,
                    "step_id": step.id,
                    "organ_id": (organ or case.department_id).id,
                    "consulted": consulted,
                }
                for case in self
                for step, organ, consulted in case._planned()
            ]
        )
        self.invalidate_recordset(["task_ids"])
        for moment, cases in self.grouped(lambda case: case._steps_begin_on()).items():
            cases._advance(moment)

    def _is_with_its_organ(self):
        """Whether the organ that decides has the papers."""
        self.ensure_one()
        return True

    def _steps_begin_on(self):
        """From when the organ that decides has the case in hand."""
        self.ensure_one()
        return self.accepted_on

    def _planned(self):
        """Which organ has which step, as answerable or as consulted."""
        self.ensure_one()
        guide = self.version_id.sudo()
        if guide.case_type == "instant":
            return
        steps = self._examining_steps()
        own = self.department_id
        if (
            len(steps) == 1
            and steps.kind == "review"
            and (steps.department_id or own) == own
            and not steps.consulted_ids
        ):
            return
        for step in steps:
            yield step, step.department_id, False
            for organ in step.consulted_ids:
                yield step, organ, True

    def _examining_steps(self):
        """The steps of the guide that apply to this case and come before the
        decision."""
        self.ensure_one()
        guide = self.version_id.sudo()
        steps = guide.step_ids
        answers = self._situation_answers()
        if answers:
            steps &= guide._applicable(answers.sudo())[1]
        decisions = steps.filtered(lambda step: step.kind == "decision")
        after = graph.descendants(guide._step_graph(steps), *decisions)
        return steps.filtered(
            lambda step: step.kind in EXAMINING and step not in after
        ).sorted(lambda step: (step.sequence, step.id))

    def _steps_are_timed(self):
        """Whether the guide sets the steps times of their own; a step without one is
        then to be done at once."""
        self.ensure_one()
        return any(self.version_id.sudo().step_ids.mapped("limit_days"))

    # Join

    def _hold(self):
        """Wait until nobody else is finishing a step of these cases.

        Who changed the case meanwhile makes this transaction begin anew, so nobody
        counts what is left from an outdated picture.
        """
        self.env.cr.execute(
            "SELECT id FROM yichuang_case WHERE id = ANY(%s) ORDER BY id "
            "FOR NO KEY UPDATE",
            [self.ids],
        )

    def _advance(self, moment=None):
        """Open every step whose turn it is; with none left the review is complete.

        :param moment: when the steps reach their organs; now by default
        """
        cases = self.sudo()
        ready = cases.task_ids.filtered(
            lambda task: task.state == "waiting" and not task._before_undone()
        )
        ready._open(moment or fields.Datetime.now())
        for left, same in cases.grouped(lambda case: len(case._undone_tasks())).items():
            # Each opinion changes it, so whoever waits to count begins anew.
            same._write_guarded({"tasks_left": left})
        complete = cases.filtered(
            lambda case: (
                case.task_ids and not case.tasks_left and not case.reviewed_by_id
            )
        )
        complete.with_user(SUPERUSER_ID)._transition("join_opinions")

    def _undone_tasks(self):
        return self.task_ids.filtered(
            lambda task: task.state in ("waiting", "open", "signed")
        )

    def _retreat(self, task, reason):
        """What builds on a step that is done anew waits again.

        :param task: the step that was sent back
        """
        self.ensure_one()
        later = task._later().filtered(lambda other: other.state != "waiting")
        later._set_aside(reason)
        later.with_user(SUPERUSER_ID)._transition("wait")
        case = self.sudo()
        case._write_guarded({"tasks_left": len(case._undone_tasks())})
        if case.reviewed_by_id:
            case.with_user(SUPERUSER_ID)._transition("reopen_review")

    def _begin_review(self):
        """The first organ has signed: the case is under review."""
        waiting = self.filtered(lambda case: case.state == "accepted")
        waiting.with_user(SUPERUSER_ID)._transition("begin_review")

    def _values_join_opinions(self, vals):
        now = fields.Datetime.now()
        values = {}
        for case in self:
            answered = case.task_ids.filtered(lambda task: task.state == "done")
            last = answered.sorted(lambda task: (task.done_on, task.id))[-1:]
            denied = "denied" in answered.filtered(
                lambda task: not task.consulted
            ).mapped("recommendation")
            values[case.id] = {
                "reviewed_by_id": last.assignee_id.id,
                "reviewed_on": now,
                "review_recommendation": "denied" if denied else "granted",
                "review_opinion": "\n".join(
                    f"【{task.organ_id.name} · {task.name}】"
                    f"{task.assignee_id.name}：{task.opinion}"
                    for task in answered
                ),
            }
        return values

    def _values_reopen_review(self, vals):
        vals.update(
            dict.fromkeys(
                (
                    "reviewed_by_id",
                    "reviewed_on",
                    "review_recommendation",
                    "review_opinion",
                ),
                False,
            )
        )

    def _cancel_tasks(self):
        """The case has ended, on whatever way: nothing of it is done any more."""
        self.sudo()._undone_tasks().with_user(SUPERUSER_ID)._transition("cancel")

    def _rederive_due(self):
        result = super()._rederive_due()
        for task in self.sudo()._undone_tasks():
            clock = task.clock_id or task.case_id
            provisional = (
                clock.provisional if task.clock_id else task.case_id.due_provisional
            )
            if task.state != "waiting" and task.due_on != clock.due_on:
                task._write_guarded(
                    {"due_on": clock.due_on, "due_provisional": provisional}
                )
        return result

    # Rules

    def _guard_without_steps(self, vals):
        for case in self:
            if case.sudo().task_ids:
                raise UserError(
                    self.env._(
                        "%(case)s is reviewed step by step. Sign for your step under "
                        "My Steps and give your opinion there.",
                        case=case.display_name,
                    )
                )

    def _guard_reviewed(self, vals):
        for case in self:
            # Which steps are open is no secret from those who are to decide.
            left = case.sudo()._undone_tasks()
            if left:
                raise UserError(
                    self.env._(
                        "%(case)s has steps that are not done (行政许可法 Art. 34): "
                        "%(steps)s. Nothing is decided before the last of them.",
                        case=case.display_name,
                        steps=", ".join(
                            f"{task.organ_id.name} {task.name}" for task in left
                        ),
                    )
                )
        return super()._guard_reviewed(vals)

    def _guard_no_own_opinion(self, vals):
        for case in self:
            if self.env.user in case.sudo().task_ids.opinion_ids.user_id:
                raise UserError(
                    self.env._(
                        "You gave an opinion in a step of %(case)s, so somebody else "
                        "must decide it.",
                        case=case.display_name,
                    )
                )

    def _guard_involved(self, vals):
        """As ``_guard_member``, for every organ that has a step of the case."""
        for case in self:
            organs = case.sudo().department_id | case.sudo().task_ids.organ_id
            if self.env.user not in organs.member_ids:
                case._guard_member(vals)

    def _reviewers_of(self, organ):
        """Who of an organ may examine this case: its reviewers, without those who have
        handled it before, at the window or below, and those who chair a hearing on it
        (行政许可法 Art. 48)."""
        self.ensure_one()
        case = self.sudo()
        group = self.env["ir.model.data"]._xmlid_to_res_id(REVIEWER)
        reviewers = self.env["res.groups"].sudo().browse(group).all_user_ids
        members = organ.sudo().member_ids & reviewers
        return members - case._handlers() - case.hearing_ids.chair_id
