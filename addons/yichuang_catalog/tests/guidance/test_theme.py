from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from .common import ProcessCase


class ThemeCase(ProcessCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.licence = cls.entered_service(item_name="营业执照", promise_days=5)
        cls.food = cls.entered_service(
            item_name="食品经营许可", department=cls.other, promise_days=8
        )

    @classmethod
    def theme(cls, **values):
        return cls.draft_theme(cls.licence, cls.food, **values)

    @classmethod
    def standing(cls, **values):
        return cls.published_theme(cls.licence, cls.food, **values)

    @classmethod
    def renew(cls, service, **values):
        """Another version of a service, published."""
        draft = service.with_user(cls.editor).current_version_id.copy()
        draft.write(values)
        draft.action_submit()
        draft.with_user(cls.approver).action_publish()
        return draft.with_env(cls.env)

    @classmethod
    def with_materials(cls, service, *lines):
        return cls.renew(
            service,
            material_line_ids=[
                Command.clear(),
                *(
                    Command.create({"material_id": cls.material(name).id, **values})
                    for name, values in lines
                ),
            ],
        )

    @classmethod
    def with_fields(cls, service, *questions):
        return cls.renew(
            service,
            form_field_ids=[
                Command.create({"name": name, "kind": kind, "basis": "第十条"})
                for name, kind in questions
            ],
        )


@tagged("post_install", "-at_install")
class TestTheme(ThemeCase):
    """A theme is written by one, approved by another, never changed, and follows its
    services."""

    def test_the_way_to_the_public(self):
        theme = self.theme()
        self.assertFalse(theme.gaps)
        theme.action_submit()
        self.assertEqual((theme.state, theme.submitted_by_id), ("review", self.editor))
        theme.with_user(self.approver).action_publish()
        self.assertEqual(
            (theme.state, theme.published_by_id), ("published", self.approver)
        )

    def test_nobody_approves_his_own(self):
        theme = self.theme()
        theme.with_user(self.approver).description = "开餐馆的人"
        theme.action_submit()
        with self.assertRaisesRegex(UserError, "wrote or submitted"):
            theme.with_user(self.approver).action_publish()

    def test_whoever_changes_a_line_has_written_it(self):
        for change in (
            lambda line: line.write({"sequence": 99}),
            lambda line: line.unlink(),
            lambda line: line.copy({"service_id": self.entered_service().id}),
        ):
            theme = self.theme()
            line = theme.line_ids[1].with_user(self.approver)
            with self.subTest(change=change):
                change(line)
                self.assertIn(self.approver, theme.author_ids)
                self.env["yichuang.theme"].browse(theme.id).line_ids[2:].unlink()

    def test_what_is_published_does_not_change(self):
        theme = self.standing()
        for attempt in (
            lambda: theme.write({"promise_days": 30}),
            lambda: theme.line_ids[0].write({"sequence": 5}),
            lambda: theme.line_ids[1].write({"after_ids": [Command.clear()]}),
            theme.line_ids[0].unlink,
            theme.unlink,
            lambda: theme.write({"slug": "abc"}),
            lambda: theme.write({"state": "draft"}),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_it_is_sent_back_and_retired_with_a_reason(self):
        theme = self.theme()
        theme.action_submit()
        self.dialog(theme.with_user(self.approver).action_send_back(), "少一个事项")
        self.assertEqual((theme.state, theme.reason), ("draft", "少一个事项"))
        self.dialog(theme.action_discard(), "不做了")
        self.assertEqual(theme.state, "retired")
        standing = self.standing()
        self.dialog(standing.with_user(self.approver).action_retire(), "政策调整")
        self.assertEqual(standing.state, "retired")
        self.assertTrue(standing.retired_on)

    def test_no_reason_no_return(self):
        theme = self.theme()
        theme.action_submit()
        with self.assertRaisesRegex(UserError, "reason"):
            theme.with_user(self.approver)._transition("send_back", {"reason": " "})

    def dialog(self, action, reason):
        user = self.approver
        dialog = (
            self.env[action["res_model"]]
            .with_user(user)
            .with_context(**action["context"])
            .create({"reason": reason})
        )
        dialog.action_confirm()

    def test_only_editors_write_and_only_approvers_publish(self):
        reader = self.make_user("theme_reader", "yichuang_catalog.group_user")
        theme = self.theme()
        theme.with_user(reader).read(["name", "gaps", "process_svg"])
        with self.assertRaises(AccessError):
            theme.with_user(reader).name = "改名"
        theme.action_submit()
        with self.assertRaises(AccessError):
            theme.with_user(
                self.make_user("e2", "yichuang_catalog.group_editor")
            ).action_publish()

    # Order

    def test_a_cycle_is_refused_with_the_names_along_it(self):
        theme = self.theme()
        with self.assertRaisesRegex(
            ValidationError, "营业执照 → 食品经营许可|食品经营许可 → 营业执照"
        ):
            theme.line_ids[0].after_ids = theme.line_ids[1]

    def test_a_line_follows_lines_of_its_own_theme(self):
        theme, stranger = self.theme(), self.theme(name="另一主题")
        with self.assertRaisesRegex(ValidationError, "another theme"):
            theme.line_ids[1].after_ids = stranger.line_ids[0]

    def test_a_line_that_others_follow_cannot_be_moved_away(self):
        theme, target = self.theme(), self.draft_theme(self.food, name="另一主题")
        with self.assertRaisesRegex(ValidationError, "another theme"):
            theme.line_ids[0].theme_id = target

    def test_a_cycle_in_the_database_is_refused_by_the_gate(self):
        theme = self.theme()
        self.env.flush_all()
        self.env.cr.execute(
            "INSERT INTO yichuang_theme_line_after_rel (line_id, after_id) "
            "VALUES (%s, %s)",
            [theme.line_ids[0].id, theme.line_ids[1].id],
        )
        self.env.invalidate_all()
        self.assertIn("wait for one another", theme.gaps)
        self.assertFalse(theme.process_svg)
        theme.action_submit()
        with self.assertRaisesRegex(UserError, "wait for one another"):
            theme.with_user(self.approver).action_publish()

    def test_no_other_version_can_be_slipped_in(self):
        theme = self.theme()
        theme.line_ids[1].version_id = self.licence.current_version_id
        self.assertIn("食品经营许可", theme.gaps)
        theme.action_submit()
        theme.with_user(self.approver).action_publish()
        self.assertEqual(theme.line_ids[1].version_id, self.food.current_version_id)

    # Numbers

    def test_the_next_number_keeps_address_and_order_and_takes_the_place(self):
        first = self.standing()
        action = first.with_user(self.editor).action_new_version()
        second = first.browse(action["res_id"])
        self.assertEqual((second.slug, second.number), (first.slug, 2))
        self.assertEqual(second.line_ids[1].after_ids, second.line_ids[0])
        self.assertEqual(first.action_new_version()["res_id"], second.id)
        second.with_user(self.editor).promise_days = 15
        second.with_user(self.editor).action_submit()
        second.with_user(self.approver).action_publish()
        self.assertEqual((first.state, second.state), ("retired", "published"))
        self.assertTrue(first.retired_on)

    def test_a_plain_copy_is_another_theme(self):
        theme = self.standing()
        copied = theme.copy()
        self.assertNotEqual(copied.slug, theme.slug)
        self.assertEqual((copied.number, copied.state), (1, "draft"))

    # Drift

    def test_a_published_theme_keeps_its_versions_and_says_so(self):
        theme = self.standing()
        before = theme.line_ids[1].version_id
        self.assertFalse(theme.outdated)
        after = self.renew(self.food, promise_days=3)
        self.assertEqual(theme.line_ids[1].version_id, before)
        self.assertTrue(theme.outdated)
        self.assertIn("食品经营许可", theme.drift)
        self.assertIn("version 2", theme.drift)
        draft = theme.browse(theme.action_new_version()["res_id"])
        self.assertEqual(draft.line_ids[1].version_id, after)
        self.assertFalse(draft.outdated)

    def test_a_draft_follows_its_services(self):
        theme = self.theme()
        after = self.renew(self.food)
        self.assertEqual(theme.line_ids[1].version_id, after)

    def test_a_theme_sent_back_follows_again(self):
        theme = self.theme()
        theme.action_submit()
        after = self.renew(self.food)
        theme.with_user(self.approver)._transition("send_back", {"reason": "改"})
        self.assertEqual(theme.line_ids[1].version_id, after)

    def test_what_left_the_hall_is_told(self):
        for values in (
            {
                "entry": "negative",
                "entry_ground": "secrecy",
                "entry_reason": "涉密场所办理",
            },
            {"active": False},
        ):
            with self.subTest(values=values):
                theme = self.standing(name=str(values))
                self.food.with_user(self.approver).write(values)
                self.assertTrue(theme.outdated)
                self.assertIn("no longer offered", theme.drift)
                self.food.with_user(self.approver).write(
                    {"active": True, "entry": "entered", "entry_reason": "恢复进驻"}
                )
                self.assertFalse(theme.outdated)

    def test_outdated_themes_are_found(self):
        theme = self.standing()
        self.renew(self.food)
        self.assertIn(
            theme, self.env["yichuang.theme"].search([("outdated", "=", True)])
        )


@tagged("post_install", "-at_install")
class TestThemeContent(ThemeCase):
    """One form, one set of materials, one promise, and what is wrong about them."""

    def refused(self, theme, *words):
        theme.action_submit()
        with self.assertRaises(UserError) as caught:
            theme.with_user(self.approver).action_publish()
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_a_theme_has_a_lead(self):
        self.refused(self.theme(lead_department_id=False), "in the lead")

    def test_a_theme_joins_at_least_two(self):
        self.refused(self.draft_theme(self.licence), "at least two")

    def test_only_what_is_in_force(self):
        draft = self.draft_version(item_name="未公布事项").service_id
        self.refused(self.draft_theme(self.licence, draft), "未公布事项", "in force")

    def test_a_suspended_service_is_not_in_force(self):
        theme = self.theme()
        change = self.env["yichuang.service.change"].with_user(self.editor)
        version = self.food.current_version_id.with_user(self.editor)
        change._propose(version, "suspend", {"reason": "设备检修"}).with_user(
            self.approver
        ).action_approve()
        self.refused(theme, "食品经营许可", "in force")

    def test_only_what_has_entered_the_hall(self):
        outside = self.published_service(item_name="场外事项")
        self.refused(self.draft_theme(self.licence, outside), "场外事项", "entered")

    def test_art42_2_not_above_45(self):
        self.refused(self.theme(promise_days=46), "46", "45", "第四十二条第二款")
        theme = self.theme(promise_days=45)
        self.assertFalse(theme.gaps)

    def test_a_promise_is_stated(self):
        self.refused(self.theme(promise_days=0), "promised")

    def test_not_below_the_path_of_the_services(self):
        theme = self.theme(promise_days=12)
        self.assertEqual(theme.least_days, 13)
        self.refused(theme, "营业执照 → 食品经营许可", "13", "12")

    def test_side_by_side_takes_as_long_as_the_longest(self):
        theme = self.theme(promise_days=8)
        theme.line_ids[1].after_ids = False
        self.assertEqual(theme.least_days, 8)
        self.assertFalse(theme.gaps)

    def test_art82_other_units_are_refused(self):
        self.renew(self.food, legal_unit="day", promise_unit="day")
        self.refused(self.theme(), "食品经营许可", "calendar days")

    def test_the_same_question_is_asked_once(self):
        self.with_fields(self.licence, ("联系电话", "text"), ("经营面积", "number"))
        self.with_fields(self.food, ("联系 电话", "text"), ("从业人数", "number"))
        theme = self.theme()
        asked = theme._merged_fields()
        self.assertEqual(
            [one.name for one in asked], ["联系电话", "经营面积", "从业人数"]
        )
        self.assertEqual(asked[0].sources, tuple(theme.line_ids))
        self.assertFalse(theme.gaps)
        self.assertEqual(theme.fields_html.count("<tr>"), 4)

    def test_questions_in_different_ways_are_refused(self):
        self.with_fields(self.licence, ("经营面积", "number"))
        self.with_fields(self.food, ("经营面积", "text"))
        self.refused(
            self.theme(), "经营面积", "Numeric, Free Text", "营业执照", "食品经营许可"
        )

    def test_each_material_is_brought_once(self):
        self.with_materials(
            self.licence, ("身份证", {"originals": 0, "copies": 2}), ("章程", {})
        )
        self.with_materials(self.food, ("身份证", {"originals": 1, "copies": 1}))
        theme = self.theme()
        rows = {row["name"]: row for row in theme._material_rows()}
        self.assertEqual(
            (rows["身份证"]["originals"], rows["身份证"]["copies"]), (1, 2)
        )
        self.assertEqual(rows["身份证"]["used_by"], ["营业执照", "食品经营许可"])
        self.assertEqual(theme.saved_sheets, 1)
        self.assertIn("章程", theme.materials_html)

    def test_art31_what_the_theme_produces_is_passed_on(self):
        self.with_materials(self.licence, ("身份证", {}))
        self.with_materials(self.food, ("营业执照正本", {"copies": 1}))
        self.material("营业执照正本").produced_by_item_ids = self.licence.item_id
        theme = self.theme()
        self.assertFalse(theme.gaps)
        data = theme._public_data()
        self.assertEqual([one["name"] for one in data["materials"]], ["身份证"])
        (passed,) = data["passed_on"]
        self.assertEqual(passed["made_by"], ["营业执照"])
        theme.line_ids[1].after_ids = False
        self.refused(theme, "营业执照正本", "come after")

    def test_the_public_page_has_all_it_shows(self):
        self.with_fields(self.licence, ("联系电话", "text"))
        theme = self.standing(description="准备开餐馆的人")
        data = theme._public_data()
        self.assertEqual(data["name"], "我要开餐馆")
        self.assertEqual(data["lead_organ"], self.department.name)
        self.assertEqual(data["promise"], "20 working days")
        self.assertEqual(
            [(one["number"], one["name"], one["after"]) for one in data["services"]],
            [(1, "营业执照", []), (2, "食品经营许可", ["营业执照"])],
        )
        self.assertEqual(data["services"][1]["organ"], self.other.name)
        self.assertTrue(data["services"][0]["reference"])
        self.assertIn("<svg", data["svg"])
        self.assertIn("8 working days", data["svg"])
        self.assertEqual([one["name"] for one in data["fields"]], ["联系电话"])

    def test_what_was_published_is_shown_although_a_service_has_moved_on(self):
        self.with_materials(self.food, ("旧材料", {}))
        theme = self.standing()
        self.with_materials(self.food, ("新材料", {}))
        names = [one["name"] for one in theme._public_data()["materials"]]
        self.assertIn("旧材料", names)
        self.assertNotIn("新材料", names)

    def test_names_cannot_break_out(self):
        theme = self.theme()
        self.food.with_user(self.editor).name = '<img src=x onerror="alert(1)">'
        self.with_fields(self.licence, ("<b>电话</b>", "text"))
        for html in (theme.process_svg, theme.materials_html, theme.fields_html):
            self.assertNotIn("<img", html)
            self.assertNotIn("<b>", html)


@tagged("post_install", "-at_install")
class TestThemePrint(HttpCase, ThemeCase):
    """What a theme is combined from, as a document."""

    def test_it_is_a_document_for_those_who_may_read_it(self):
        theme = self.standing()
        url = theme.action_print()["url"]
        self.authenticate("test_editor", "test_editor")
        response = self.url_open(url)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertTrue(response.content.startswith(b"%PDF"))
        self.assertEqual(self.url_open("/yichuang/theme/0").status_code, 404)
