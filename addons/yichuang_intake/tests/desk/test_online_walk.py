import random
from collections import Counter

from odoo.tests import tagged

from ..case.walk import CaseWalk
from .test_apply import PICTURE, STATED

WALKS = 16
APPLICANT_STEPS = ("submit", "take_back", "withdraw_online")
STAFF_STEPS = ("receive_online", "send_back")


@tagged("post_install", "-at_install", "slow")
class TestOnlineWalk(CaseWalk):
    """Walks that begin on the portal: besides the window's people the applicant and a
    stranger try what their pages offer, and what they do not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls.make_user("walking_applicant", "base.group_portal")
        cls.stranger = cls.make_user("walking_stranger", "base.group_portal")
        cls.people |= cls.applicant | cls.stranger

    def test_no_random_walk_online_ends_in_an_illegal_state(self):
        seen, reached = Counter(), Counter()
        for seed in range(WALKS):
            with self.subTest(seed=seed):
                service = (self.service, self.limited)[seed % 2]
                self._walk(random.Random(seed), seen, reached, service)
        self.assertTrue(
            {"submitted", "received", "accepted", "withdrawn"} <= set(reached), reached
        )
        self.assertGreater(seen["refused"], WALKS)
        self.assertGreater(seen["done"], WALKS * 3)

    def _begin(self, rng, service):
        answers = self.env["yichuang.situation.answer"]
        cases = self.env["yichuang.case"].with_user(self.applicant)
        return cases._begin_application(service, answers).with_env(self.env)

    def _sensible(self, case, rng):
        applicant, clerk = self.applicant, self.clerk
        steps = {
            "draft": [
                ("fill in", applicant, self._fill_in),
                ("submit", applicant, self._own_step("submit")),
            ],
            "submitted": [
                ("receive", clerk, lambda case: case.action_receive_online()),
                ("receive", clerk, lambda case: case.action_receive_online()),
                ("send back", clerk, self._send_back_online),
                ("take back", applicant, self._own_step("take_back")),
            ],
            "supplement": [("send in", applicant, self._send_in)],
        }
        if rng.random() < 0.03:
            return [("withdraw", applicant, self._own_step("withdraw_online"))]
        return (steps.get(case.state) or []) + (
            super()._sensible(case, rng) if case.state not in steps else []
        )

    def _actions(self, rng):
        return (
            *super()._actions(rng),
            *((name, self._own_step(name)) for name in APPLICANT_STEPS),
            *((name, self._own_step(name)) for name in STAFF_STEPS),
            ("send back online", self._send_back_online),
            ("receive online", lambda case: case.action_receive_online()),
            ("send in", self._send_in_own),
        )

    def _own_step(self, name):
        """What the pages of an applicant do, for whoever is signed in."""

        def step(case):
            reason = {"end_reason": "不再需要"} if name == "withdraw_online" else None
            case.sudo()._transition(name, reason)

        return step

    def _send_back_online(self, case):
        wizard = self.env["yichuang.case.send.back"].with_user(case.env.user)
        wizard.create(
            {"case_id": case.id, "revision": case.revision, "reason": "请补充。"}
        ).action_confirm()

    def _fill_in(self, case):
        own = case.sudo()
        self.assertFalse(own._state_application(dict(STATED)))
        for material in own.material_ids - own.file_ids.material_id:
            self.assertFalse(own.file_ids._keep(material, PICTURE))

    def _send_in(self, case):
        own = case.sudo()
        wanted = own._wanted_online()
        for material in wanted:
            own.file_ids._keep(material, PICTURE, supplement=True)
        own._take_sent_in(wanted)
        for line in own.supplement_ids.filtered("sent_in_on"):
            line.with_user(self.clerk).action_hand_in()

    def _send_in_own(self, case):
        """Files of a case that is not one's own are not kept."""
        if case.env.user == self.applicant:
            self._send_in(case)

    def _check(self, case, before, what):
        super()._check(case, before, what)
        if case.state in ("draft", "submitted"):
            self.assertFalse(case.receipt_number or case.received_on, what)
            self.assertFalse(case.document_ids or case.clock_ids, what)
        if case.state == "submitted":
            self.assertFalse(case._files_lacking(), what)
        self.assertEqual(bool(case.precheck_due_on), case.state == "submitted", what)
        moves = self.env["yichuang.event"].search(
            [("res_model", "=", case._name), ("res_id", "=", case.id)]
        )
        self.assertNotIn(self.stranger, moves.mapped("actor_id"), what)
        own = case.with_user(self.applicant).search([("id", "=", case.id)])
        self.assertEqual(len(own), 1, what)
        others = case.with_user(self.stranger).search([("id", "=", case.id)])
        self.assertFalse(others, what)
