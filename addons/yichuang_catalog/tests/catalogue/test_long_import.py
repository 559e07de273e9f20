"""Long lists: imported in the background, part by part."""

import base64
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ...wizard import item_import, item_import_run
from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestLongImport(CatalogueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.classPatch(item_import, "LONG", 5)
        cls.classPatch(item_import_run, "PART_ROWS", 4)

    def wizard(self, rows=10, **changed):
        """A wizard that has looked at a list; ``changed`` gives cells by row."""
        lines = ["实施主体,事项名称,事项类型,权力来源"]
        lines += [
            changed.get(f"row{number}", f"长清单局,长清单事项{number:03},行政许可,")
            for number in range(rows)
        ]
        wizard = (
            self.env["yichuang.item.import"]
            .with_user(self.editor)
            .create({"file": base64.b64encode("\n".join(lines).encode())})
        )
        wizard.action_preview()
        return wizard

    def services(self):
        return self.env["yichuang.service"].search_count(
            [("department_id.name", "=", "长清单局")]
        )

    def go_on(self):
        with self.enter_registry_test_mode():
            self.env.ref("yichuang_catalog.item_import_cron").method_direct_trigger()
        self.env.invalidate_all()

    def test_a_long_list_is_left_to_the_background(self):
        wizard = self.wizard()
        wizard.action_import()
        self.assertEqual((wizard.state, self.services()), ("running", 0))
        cron = self.env.ref("yichuang_catalog.item_import_cron")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertTrue(triggers)

    def test_it_is_done_to_the_last_row_by_the_person_who_started_it(self):
        wizard = self.wizard()
        wizard.action_import()
        self.go_on()
        self.assertEqual((wizard.state, wizard.done_count), ("done", 10))
        self.assertEqual(self.services(), 10)
        service = self.env["yichuang.service"].search(
            [("department_id.name", "=", "长清单局")], limit=1
        )
        self.assertEqual(service.create_uid, self.editor)

    def test_while_it_runs_nobody_starts_or_changes_it(self):
        wizard = self.wizard()
        wizard.action_import()
        for action in (wizard.action_import, wizard.action_preview, wizard.action_back):
            with (
                self.subTest(action=action),
                self.assertRaisesRegex(UserError, "under way"),
            ):
                action()

    def test_it_goes_on_with_the_first_row_that_is_not_done(self):
        wizard = self.wizard()
        wizard.action_import()
        seen = []
        real = type(wizard)._import_rows

        def watch(self, examination, scope, rows):
            seen.append([row.number for row in rows])
            return real(self, examination, scope, rows)

        with patch.object(type(wizard), "_import_rows", watch):
            wizard.done_count = 4
            self.go_on()
        self.assertEqual([len(rows) for rows in seen], [4, 2])
        self.assertEqual(seen[0][0], 6)

    def test_a_refusal_ends_it_names_the_row_and_keeps_whole_parts(self):
        wizard = self.wizard(row6="长清单局,长清单事项006,行政许可,上级委托")
        wizard.action_import()
        self.go_on()
        self.assertEqual(wizard.state, "preview")
        self.assertRegex(wizard.failure, "Row 8: |第 8 行")
        self.assertEqual((wizard.done_count, self.services()), (4, 4))

    def test_it_can_be_stopped_between_two_parts_and_begun_again(self):
        wizard = self.wizard()
        wizard.action_import()
        wizard.done_count = 4
        wizard.action_stop()
        self.go_on()
        self.assertEqual((wizard.state, self.services()), ("preview", 0))
        self.assertIn(self.editor.name, wizard.failure)
        wizard.action_import()
        self.go_on()
        self.assertEqual((wizard.state, self.services()), ("done", 10))
        self.assertFalse(wizard.failure)

    def test_a_stop_while_it_runs_is_heeded_after_the_part(self):
        wizard = self.wizard()
        wizard.action_import()
        real = type(wizard)._import_rows

        def stop(self, examination, scope, rows):
            real(self, examination, scope, rows)
            self.action_stop()

        with patch.object(type(wizard), "_import_rows", stop):
            self.go_on()
        self.assertEqual((wizard.state, wizard.done_count), ("preview", 4))
        self.assertEqual(self.services(), 4)

    def test_the_corrected_list_completes_it_without_duplicates(self):
        wizard = self.wizard(row6="长清单局,长清单事项006,行政许可,上级委托")
        wizard.action_import()
        self.go_on()
        again = self.wizard()
        self.assertEqual((again.create_count, again.unchanged_count), (6, 4))
        again.action_import()
        self.go_on()
        self.assertEqual((again.state, self.services()), ("done", 10))

    def test_two_imports_under_way_are_both_done(self):
        first, second = self.wizard(), self.wizard(rows=12)
        first.action_import()
        second.action_import()
        self.go_on()
        self.assertEqual((first.state, second.state), ("done", "done"))
        self.assertEqual(self.services(), 12)

    def test_only_the_first_defects_are_shown_and_all_are_reported(self):
        self.patch(item_import, "PREVIEW_DEFECTS", 3)
        wizard = self.wizard()
        self.assertEqual(wizard.warning_count, 10)
        self.assertEqual(len(wizard.defect_ids), 3)
        self.assertEqual(len(wizard._all_defects()), 10)


@tagged("post_install", "-at_install", "slow")
class TestImportProgress(HttpCase, CatalogueCase):
    def test_the_form_shows_how_far_it_is_and_when_it_is_done(self):
        wizard = (
            self.env["yichuang.item.import"]
            .with_user(self.editor)
            .create(
                {
                    "file": base64.b64encode(b"x"),
                    "state": "running",
                    "row_count": 10,
                    "done_count": 4,
                }
            )
        )
        self.start_tour(
            f"/odoo/yichuang.item.import/{wizard.id}",
            "yichuang_import_progress",
            login="test_editor",
        )
