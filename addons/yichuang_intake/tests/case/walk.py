"""Random walks: whatever people try, in whatever order, no case is ever illegal.

Each walk takes a case through random actions, lawful and unlawful, by random people on
random days, with the scheduled jobs in between. After every action the rules that must
always hold are checked, whether the action was refused or not.
"""

from collections import Counter
from datetime import date, timedelta

from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user

from ...models.case.case_paper import ENDED_ASIDE
from ..common import PERSON, IntakeCase

STEPS = 24
BEGIN = date(2026, 3, 2)
REFUSED = (AccessError, UserError, ValidationError)
ACCEPTANCES = {"acceptance", "deferral", "deemed_acceptance"}


class CaseWalk(IntakeCase):
    """People, actions and rules of a walk; who runs it says how a case begins."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()
        cls.almighty = new_test_user(
            cls.env,
            "walking_almighty",
            groups="yichuang_intake.group_clerk,yichuang_intake.group_reviewer,"
            "yichuang_intake.group_decider,yichuang_catalog.group_manager",
        )
        cls.department.member_ids = [(4, cls.almighty.id)]
        cls.department.head_id = cls.decider
        cls.given_mandate(user_ids=cls.almighty.ids)
        cls.service.current_version_id.material_line_ids[-1]._unguarded().write(
            {"necessity": "deferrable"}
        )
        cls.stepped = cls.two_organs()
        cls.limited = cls.published_service(item_name="示例限额事项", quota=2)
        cls.people = (
            cls.other_reviewer
            | cls.clerk
            | cls.second_clerk
            | cls.reviewer
            | cls.decider
            | cls.manager
            | cls.almighty
        )

    def _walk(self, rng, seen, reached, service):
        day = BEGIN
        with freeze_time(f"{day} 02:00:00"):
            case = self._begin(rng, service)
        for _step in range(STEPS):
            day += timedelta(days=rng.choice((0, 0, 0, 1, 1, 3, 9)))
            if rng.random() < 0.6:
                name, user, action = rng.choice(self._sensible(case, rng))
            else:
                name, action = rng.choice(self._actions(rng))
                user = rng.choice(self.people)
            before = case.state, case.revision
            with freeze_time(f"{day} 02:00:00"):
                try:
                    with self.env.cr.savepoint():
                        action(case.with_user(user))
                        self.env.flush_all()
                    seen["done"] += case.revision != before[1]
                except REFUSED:
                    self.env.invalidate_all()
                    seen["refused"] += 1
                    self.assertEqual((case.state, case.revision), before, name)
            reached[case.state] += 1
            self._check(case, before, f"{name} by {user.login} on {day}")
            seen["banned"] += bool(self._bans_of(case))
        seen["opinions"] += len(case.task_ids.opinion_ids)
        # Another walk begins with an applicant who may apply.
        self._lift(case.with_user(self.decider))

    def _begin(self, rng, service):
        return self.draft_case(
            clerk=rng.choice((self.clerk, self.almighty)), service_id=service.id
        )

    def _sensible(self, case, rng):
        """What somebody who knows the procedure would do next."""
        clerk = case.received_by_id or self.clerk
        outcome = rng.choice(("granted", "denied"))
        steps = {
            "draft": [("receive", clerk, lambda case: case.action_receive())],
            "received": [
                ("take all", clerk, lambda case: case.action_take_all_materials()),
                ("take one", clerk, lambda case: case.material_ids[:1]._take()),
                ("accept", clerk, lambda case: case.action_accept()),
                ("accept", clerk, lambda case: case.action_accept()),
                ("notify", clerk, self._notify),
                ("defer", clerk, lambda case: self._defer(case, clerk)),
            ],
            "supplement": [
                ("supplement", clerk, lambda case: case.action_take_supplements()),
                ("accept", clerk, lambda case: case.action_accept()),
            ],
            "accepted": [
                ("start", self.reviewer, lambda case: case.action_start_review())
            ],
            "reviewing": [
                ("review", self.reviewer, self.review),
                (
                    "decide",
                    self.decider,
                    lambda case: self.decide(case, outcome=outcome),
                ),
                ("make good", clerk, lambda case: case.action_make_good()),
            ],
            "decided": [("close", self.decider, lambda case: case.action_close())],
        }
        if case._undone_tasks():
            return self._sensible_in_steps(case)
        return steps.get(case.state) or [("look", clerk, lambda case: case.read())]

    def _sensible_in_steps(self, case):
        """What those do whose step it is."""
        return [
            ("opine", task.assignee_id, lambda _case, task=task: self.opine(task))
            for task in case.task_ids
            if task.state in ("open", "signed")
        ]

    def _actions(self, rng):
        """What anybody may try; arguments are drawn anew each time."""
        outcome = rng.choice(("granted", "denied"))
        kind = rng.choice(("not_needed", "not_competent", "not_supplemented"))

        def by(builder, *args, **values):
            return lambda case: builder(case, *args, user=case.env.user, **values)

        def sweep(job):
            return lambda case: getattr(
                self.env["yichuang.case"].with_user(SUPERUSER_ID), job
            )()

        return (
            ("receive", lambda case: case.action_receive()),
            ("receive", lambda case: case.action_receive()),
            ("take all", lambda case: case.action_take_all_materials()),
            ("take one", lambda case: case.material_ids[:1]._take()),
            ("accept", lambda case: case.action_accept()),
            ("accept", lambda case: case.action_accept()),
            ("notify", self._notify),
            ("take supplements", lambda case: case.action_take_supplements()),
            ("defer", by(self._defer)),
            ("make good", lambda case: case.action_make_good()),
            ("start review", lambda case: case.action_start_review()),
            ("start review", lambda case: case.action_start_review()),
            ("review", by(self.review, recommendation=outcome)),
            ("review", by(self.review, recommendation=outcome)),
            ("decide", by(self.decide, outcome=outcome)),
            ("decide", by(self.decide, outcome=outcome)),
            ("decide without reasons", by(self.decide, outcome="denied", reasons="")),
            ("refuse", by(self.refuse, refusal_kind=kind)),
            ("withdraw", by(self.end, "withdraw")),
            ("void", by(self.end, "void")),
            ("revoke", by(self.end, "revoke")),
            ("terminate", by(self.end, "terminate")),
            ("close", lambda case: case.action_close()),
            ("pause", self._pause),
            ("sign", lambda case: case.task_ids.action_sign()),
            ("opine", self._opine_any(rng)),
            ("ban", self._ban),
            ("lift ban", self._lift),
            ("send back", self._send_back_any(rng)),
            ("write state", lambda case: case.write({"state": "decided"})),
            ("write outcome", lambda case: case.write({"outcome": "granted"})),
            ("delete", lambda case: case.revision and case.unlink()),
            ("sweep silence", sweep("_cron_deem_accepted")),
            ("sweep overdue", sweep("_cron_lapse")),
        )

    def _opine_any(self, rng):
        def opine(case):
            for task in case.task_ids and rng.choice(case.task_ids):
                self.opine(task, user=case.env.user, sign=False)

        return opine

    def _send_back_any(self, rng):
        def send_back(case):
            for task in case.task_ids and rng.choice(case.task_ids):
                self.send_back(task, case.env.user)

        return send_back

    def _notify(self, case):
        self.env["yichuang.case.notify"].with_user(case.env.user).create(
            {"case_id": case.id, "revision": case.revision}
        ).action_confirm()

    def _defer(self, case, user):
        self.confirm("yichuang.case.defer", case, user, signed_by="示例申请人")

    def _ban(self, case):
        """Keep the applicant from the matter for a year (Art. 78)."""
        ban = self.draft_ban(id_number=PERSON, item_id=case.service_id.item_id.id)
        ban.with_user(case.env.user).action_impose()

    def _lift(self, case):
        bans = self._bans_of(case).with_user(case.env.user)
        bans._transition("lift", {"lift_reason": "原决定已撤销。"})

    def _bans_of(self, case):
        """Bans that keep the applicant from this matter."""
        return self.env["yichuang.applicant.ban"].search(
            [
                ("state", "=", "imposed"),
                ("item_id", "=", case.service_id.item_id.id),
            ]
        )

    def _pause(self, case):
        special = case.env["yichuang.case.special"].create(
            {
                "case_id": case.id,
                "ground": "review",
                "basis": "示例条例 第十条",
                "first_on": date.today(),  # noqa: DTZ011 - the frozen day
                "last_on": date.today() + timedelta(days=3),  # noqa: DTZ011
            }
        )
        special.action_start()

    def _check(self, case, before, what):
        """The rules that hold whatever happened."""
        moves = case._lifecycle_transitions().values()
        lawful = {(source, move.target) for move in moves for source in move.sources}
        if case.revision != before[1]:
            self.assertIn((before[0], case.state), lawful, what)
        kinds = Counter(case.document_ids.mapped("kind"))
        running = Counter(
            case.clock_ids.filtered(lambda clock: clock.state == "running").mapped(
                "kind"
            )
        )
        window = case.received_by_id | case.accepted_by_id
        self._check_steps(case, running.pop("step", 0), what)
        self._check_bans(case, before, what)
        self._check_quota(case, before, what)

        self.assertFalse(case.reviewed_by_id & window, what)
        self.assertFalse(case.decided_by_id & (window | case.reviewed_by_id), what)
        self.assertLessEqual(kinds["supplement"], 1, what)
        self.assertLessEqual(kinds["receipt"], 1, what)
        accepted = sum(kinds[kind] for kind in ACCEPTANCES)
        self.assertEqual(accepted, int(bool(case.accepted_on)), what)
        self.assertTrue(all(number == 1 for number in running.values()), what)
        if case.accepted_on:
            self.assertTrue(case.mandate_id or case.deemed_accepted, what)
            self.assertGreaterEqual(case.accepted_on, case.received_on, what)
            self.assertFalse(running["notice"] + running["supplement"], what)
            self.assertTrue(case._clock("legal"), what)
        if case.outcome:
            self.assertTrue(case.reviewed_by_id and case.decided_by_id, what)
            self.assertFalse(case._owing(), what)
        if case.outcome == "denied" or case.state == "refused":
            self.assertTrue(case.reasons and case.legal_basis, what)
        if case.state in (*ENDED_ASIDE, "closed"):
            self.assertFalse(set(running) - {"delivery"}, what)
            self.assertTrue(case.ended_on, what)
        events = self._moves(case)
        self.assertEqual(events, case.revision, what)

    def _check_bans(self, case, before, what):
        """Nobody takes in or accepts what a banned person applies for (Art. 78, 79);
        silence may."""
        moved = before[0] in ("draft", "submitted", "received", "supplement")
        taken = case.state in ("received", "accepted") and case.state != before[0]
        if moved and taken and not case.deemed_accepted:
            self.assertFalse(self._bans_of(case), what)

    def _check_quota(self, case, before, what):
        """What is limited in number goes to those accepted first (Art. 57)."""
        quota = case.version_id.quota
        if not quota:
            return
        cases = case.search([("service_id", "=", case.service_id.id)])
        granted = cases.filtered(lambda one: one.outcome == "granted")
        self.assertLessEqual(len(granted), quota, what)
        if case in granted and before[0] == "reviewing":
            waiting = cases.filtered(lambda one: one.state in ("accepted", "reviewing"))
            mine = case.accepted_on, case.id
            earlier = waiting.filtered(lambda one: (one.accepted_on, one.id) < mine)
            self.assertFalse(earlier, what)

    def _check_steps(self, case, running, what):
        """The rules of the steps of a case."""
        tasks, opinions = case.task_ids, case.task_ids.opinion_ids
        in_hand = tasks.filtered(lambda task: task.state in ("open", "signed"))
        done = tasks.filtered(lambda task: task.state == "done")
        window = case.received_by_id | case.accepted_by_id
        self.assertFalse(opinions.user_id & (window | case.decided_by_id), what)
        self.assertFalse(tasks.assignee_id & window, what)
        self.assertEqual(running, len(in_hand), what)
        self.assertEqual(
            opinions.filtered(lambda one: not one.set_aside).task_id, done, what
        )
        if case.state in ("accepted", "reviewing") and tasks:
            left = case._undone_tasks()
            self.assertEqual(case.tasks_left, len(left), what)
            self.assertEqual(bool(case.reviewed_by_id), not left, what)
        else:
            self.assertFalse(case._undone_tasks(), what)
        for task in tasks:
            self.assertEqual(self._moves(task), task.revision, what)

    def _moves(self, record):
        """How many moves of a record the log knows."""
        return self.env["yichuang.event"].search_count(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("payload", "like", '"revision":'),
            ]
        )
