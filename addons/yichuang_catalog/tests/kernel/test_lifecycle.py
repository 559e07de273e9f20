import json
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from ...models.kernel.lifecycle_pass import Pass
from ...tools.transition import Transition
from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestTransition(BaseCase):
    def test_single_names_become_tuples(self):
        move = Transition("go", "a", "b", groups="x.y", guards="_guard_z")
        self.assertEqual(
            (move.sources, move.groups, move.guards), (("a",), ("x.y",), ("_guard_z",))
        )

    def test_somebody_must_be_able_to_perform_it(self):
        for options in ({}, {"groups": "x.y", "system": True}):
            with self.subTest(options=options), self.assertRaises(ValueError):
                Transition("go", "a", "b", **options)

    def test_it_must_start_somewhere(self):
        with self.assertRaises(ValueError):
            Transition("go", (), "b", system=True)


@tagged("post_install", "-at_install")
class TestLifecycle(CatalogueCase):
    """The lifecycle, seen on the version of a service; the attacks on every model
    with a lifecycle are in the attack set."""

    def _events(self, record):
        return self.env["yichuang.event"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)], order="id"
        )

    def test_transition_moves_counts_and_records(self):
        version = self.draft_version()
        self.assertEqual(version.revision, 0)
        version.action_submit()
        self.assertEqual((version.state, version.revision), ("review", 1))
        event = self._events(version)[-1]
        self.assertEqual((event.action, event.actor_id), ("submit", self.editor))
        facts = json.loads(event.payload)
        self.assertEqual(
            (facts["from"], facts["to"], facts["revision"]), ("draft", "review", 1)
        )

    def test_transition_needs_the_right_state(self):
        version = self.published_version()
        with self.assertRaisesRegex(UserError, "not possible now"):
            version.with_user(self.editor).action_submit()

    def test_refusals_use_the_words_of_the_screen(self):
        """What is refused is named as the reader knows it, not as the log does."""
        version = self.published_version()
        refusals = (
            (self.editor, "submit", UserError, "审核中"),
            (self.editor, "publish", AccessError, "已公布"),
            (self.approver, "supersede", AccessError, "已停用"),
        )
        for user, step, error, target in refusals:
            with self.subTest(step=step, user=user.login):
                reader = version.with_user(user).with_context(lang="zh_CN")
                with self.assertRaises(error) as refused:
                    reader._transition(step)
                said = str(refused.exception)
                self.assertIn(target, said)
                self.assertNotRegex(said, "[A-Za-z]{4}")

    def test_guards_added_elsewhere_follow_the_own_ones(self):
        version = self.draft_version()
        kind = type(version)
        own = version._lifecycle_transitions()["submit"].guards
        extra = {"submit": (*own, "_guard_weather")}
        with (
            patch.object(kind, "_added_guards", extra, create=True),
            patch.object(kind, "_guard_weather", self._rain, create=True),
        ):
            # What is declared is put together once a registry.
            self.env.registry.clear_cache()
            self.addCleanup(self.env.registry.clear_cache)
            guards = version._lifecycle_transitions()["submit"].guards
            self.assertEqual(guards, (*own, "_guard_weather"))
            with self.assertRaisesRegex(UserError, "raining"):
                version.action_submit()

    @staticmethod
    def _rain(_version, _vals=None):
        weather = "It is raining."
        raise UserError(weather)

    def test_transition_needs_a_role(self):
        version = self.draft_version()
        version.action_submit()
        with self.assertRaises(AccessError):
            version.with_user(self.editor).action_publish()
        with self.assertRaises(AccessError):
            version.with_user(self.supervisor)._transition("submit")
        self.assertEqual(version.state, "review")

    def test_system_transition_is_not_for_people(self):
        version = self.published_version()
        with self.assertRaises(AccessError):
            version.with_user(self.approver)._transition("supersede")

    def test_outdated_screen_is_refused(self):
        version = self.draft_version()
        seen = version.revision
        version.action_submit()
        with self.assertRaisesRegex(UserError, "while you were looking"):
            version.with_user(self.approver)._transition(
                "publish", expected_revision=seen
            )

    def test_all_or_none(self):
        young, grown = self.draft_version(), self.published_version(item_name="另一项")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            (young + grown)._transition("submit")
        self.assertEqual((young.state, grown.state), ("draft", "published"))

    def test_many_records_move_together(self):
        versions = self.draft_version()
        for number in range(4):
            versions += self.draft_version(item_name=f"示例事项{number}")
        versions.invalidate_recordset()
        versions.action_submit()
        self.assertEqual(set(versions.mapped("state")), {"review"})
        self.assertEqual(set(versions.mapped("revision")), {1})
        for version in versions:
            self.assertEqual(self._events(version)[-1].action, "submit")

    def test_plain_fields_close_with_the_state(self):
        version = self.draft_version()
        version.conditions = "条件"
        version.action_submit()
        with self.assertRaisesRegex(UserError, "can no longer be edited"):
            version.conditions = "别的条件"

    def test_lines_close_with_the_parent(self):
        version = self.published_version()
        line = version.material_line_ids[0].with_user(self.editor)
        for attack in (
            lambda: line.write({"copies": 9}),
            line.unlink,
            line.copy,
            lambda: version.with_user(self.editor).write(
                {"material_line_ids": [(5, 0, 0)]}
            ),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attack()

    def test_pass_covers_its_records_and_fields_only(self):
        version, other = self.draft_version(), self.draft_version(item_name="另一项")
        with version._leave_to_write(["state"]) as passed:
            self.assertTrue(passed._has_pass(["state"]))
            self.assertFalse(passed._has_pass(["state", "number"]))
            self.assertFalse((passed + other)._has_pass(["state"]))
        self.assertFalse(passed._has_pass(["state"]), "closed with the block")

    def test_pass_of_another_model_does_not_help(self):
        version = self.draft_version()
        foreign = Pass("res.partner", version.ids, ["state"])
        with self.assertRaises(UserError):
            version.with_context(yichuang_lifecycle_pass=foreign).state = "published"

    def test_draft_may_be_deleted_by_its_editor(self):
        version = self.draft_version()
        version.unlink()
        self.assertFalse(version.exists())

    def test_history_opens_for_those_who_may_read(self):
        action = self.draft_version().action_view_events()
        self.assertEqual(action["res_model"], "yichuang.event")
