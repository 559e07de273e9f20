from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, HttpCase, tagged

from .common import ORDER, ProcessCase


@tagged("post_install", "-at_install")
class TestServiceVersionProcess(ProcessCase):
    """A process is published when it can be done in time by organs that know their
    part; it is copied whole; it is drawn as it is."""

    def faults(self, version):
        return [row for row in version._faults() if row["rule"].startswith("step_")]

    def assertFault(self, version, rule, *words):
        found = {row["rule"]: row for row in self.faults(version)}
        self.assertIn(f"step_{rule}", found)
        for word in words:
            self.assertIn(word, found[f"step_{rule}"]["sentence"])
        return found[f"step_{rule}"]

    # Copies

    def test_a_new_version_has_the_same_process_with_links_of_its_own(self):
        version = self.with_steps()
        self.step(version, "审查").write(
            {"consulted_ids": [Command.link(self.fire.id)], "role": "审查岗"}
        )
        copied = version.copy()
        self.assertEqual(self.links(copied), self.links(version))
        self.assertFalse(copied.step_ids & version.step_ids)
        self.assertFalse(copied.step_ids.after_ids - copied.step_ids)
        twin = self.step(copied, "审查")
        self.assertEqual((twin.role, twin.consulted_ids), ("审查岗", self.fire))

    def test_links_survive_any_order_and_equal_names(self):
        order = (
            ("decision", "同名", 0, ()),
            ("review", "同名甲", 0, ("同名",)),
            ("other", "末", 0, ("同名", "同名甲")),
        )
        version = self.with_steps(order=order)
        version.step_ids.write({"sequence": 1})
        self.step(version, "末").sequence = 0
        self.step(version, "同名甲").name = "同名"
        version.invalidate_recordset()
        numbers = {step: n for n, step in enumerate(version.step_ids)}
        copied = version.copy()
        copied.invalidate_recordset()
        twins = {step: n for n, step in enumerate(copied.step_ids)}
        self.assertEqual(
            [[numbers[other] for other in step.after_ids] for step in version.step_ids],
            [[twins[other] for other in step.after_ids] for step in copied.step_ids],
        )

    def test_several_versions_are_copied_at_once(self):
        versions = self.with_steps() | self.with_steps(item_name="另一事项")
        for version, copied in zip(versions, versions.copy(), strict=True):
            self.assertEqual(self.links(copied), self.links(version))
            self.assertEqual(copied.step_ids.version_id, copied)

    def test_a_copy_of_a_published_version_can_be_changed(self):
        version = self.with_steps()
        version.action_submit()
        version.with_user(self.approver).action_publish()
        draft = version.copy()
        self.step(draft, "踏勘").unlink()
        self.assertEqual(self.links(version)["决定"], ["审查", "踏勘"])
        self.assertEqual(self.links(draft)["决定"], ["审查"])

    def test_a_copy_may_be_given_other_steps(self):
        copied = self.with_steps().copy(
            {"step_ids": [Command.create({"name": "决定", "kind": "decision"})]}
        )
        self.assertEqual(copied.step_ids.mapped("name"), ["决定"])

    # The gate

    def test_a_sound_process_is_published(self):
        version = self.with_steps()
        self.assertEqual(self.faults(version), [])
        version.action_submit()
        version.with_user(self.approver).action_publish()
        self.assertEqual(version.state, "published")

    def test_a_version_without_steps_is_not_held_up_by_them(self):
        self.assertEqual(self.faults(self.draft_version()), [])

    def test_each_fault_names_its_step_and_leads_there(self):
        cases = (
            ("without_organ", "审查", {"department_id": False}),
            (
                "consulted_itself",
                "审查",
                {"consulted_ids": [Command.link(self.department.id)]},
            ),
            ("without_basis", "踏勘", {"basis": " "}),
            ("without_basis", "审查", {"kind": "expert"}),
            ("special_unnamed", "审查", {"kind": "special"}),
            ("unit_differs", "审查", {"limit_unit": "day"}),
            ("over_notice", "受理", {"limit_days": 6}),
            ("over_delivery", "制证", {"limit_days": 10}),
            ("over_promise", "踏勘", {"limit_days": 10}),
        )
        for rule, name, values in cases:
            with self.subTest(rule=rule, values=values):
                version = self.with_steps(item_name=f"{rule}{len(values)}{name}")
                step = self.step(version, name)
                step.write(values)
                row = self.assertFault(version, rule, f"“{name}”")
                self.assertEqual((row["model"], row["id"]), ("yichuang.step", step.id))
                self.assertEqual(row["field"], "step_ids")
                self.assertIn(row["sentence"], version.gaps)

    def test_the_gate_refuses_what_is_faulty(self):
        version = self.with_steps()
        self.step(version, "踏勘").limit_days = 10
        version.action_submit()
        with self.assertRaisesRegex(UserError, "踏勘"):
            version.with_user(self.approver).action_publish()

    def test_there_is_a_decision(self):
        version = self.with_steps()
        self.step(version, "决定").kind = "review"
        self.assertFault(version, "without_decision")

    def test_art42_the_path_is_spelt_out(self):
        version = self.with_steps(promise_days=5)
        self.assertFault(version, "over_promise", "收件 → 受理 → 踏勘 → 决定", "6", "5")
        self.step(version, "踏勘").after_ids = self.step(version, "审查")
        version.promise_days = 9
        self.assertEqual(self.faults(version), [])
        version.promise_days = 8
        self.assertFault(version, "over_promise", "审查 → 踏勘 → 决定", "9")

    def test_art42_without_a_promise_the_law_is_the_measure(self):
        version = self.with_steps(promise_days=0, legal_days=5)
        self.assertFault(version, "over_promise", "law allows")

    def test_art45_a_hearing_stops_the_clock_if_it_is_announced(self):
        version = self.with_steps()
        step = self.step(version, "踏勘")
        step.write({"kind": "special", "special_kind": "hearing", "limit_days": 20})
        self.assertFault(version, "without_basis", "does not announce")
        self.assertFault(version, "over_promise")
        version.special_ids = [
            Command.create({"kind": "hearing", "basis": "行政许可法第四十六条"})
        ]
        self.assertEqual(self.faults(version), [])
        version.special_ids.counted = True
        self.assertFault(version, "over_promise")

    def test_art45_an_inspection_on_site_never_stops_the_clock(self):
        version = self.with_steps(
            special_ids=[Command.create({"kind": "testing", "basis": "测试用法"})]
        )
        self.step(version, "踏勘").write({"special_kind": "testing", "limit_days": 20})
        self.assertFault(version, "over_promise")

    def test_art34_what_is_decided_on_the_spot_takes_no_days(self):
        version = self.with_steps(case_type="instant", promise_days=0, legal_days=0)
        self.assertFault(version, "over_promise", "on the spot")

    def test_a_cycle_in_the_database_is_found_all_the_same(self):
        version = self.with_steps()
        self.env.flush_all()
        self.env.cr.execute(
            "INSERT INTO yichuang_step_after_rel (step_id, after_id) VALUES (%s, %s)",
            [self.step(version, "收件").id, self.step(version, "送达").id],
        )
        version.invalidate_recordset()
        version.step_ids.invalidate_recordset()
        self.assertFault(version, "cycle", "收件", "→")
        self.assertFalse(version._process_svg())
        self.assertFalse(version._critical_path())

    # Entering it

    def test_one_click_begins_with_the_usual_steps(self):
        version = self.draft_version()
        version.action_standard_steps()
        self.assertEqual(
            version.step_ids.mapped("kind"),
            ["receipt", "acceptance", "review", "decision", "certificate", "delivery"],
        )
        for above, step in zip(version.step_ids, version.step_ids[1:], strict=False):
            self.assertEqual(step.after_ids, above)
        self.assertEqual(self.faults(version), [])
        with self.assertRaisesRegex(UserError, "already"):
            version.action_standard_steps()

    def test_nothing_is_certified_where_there_is_no_result(self):
        version = self.draft_version(result_kind="none")
        version.action_standard_steps()
        self.assertNotIn("certificate", version.step_ids.mapped("kind"))

    def test_only_steps_without_a_place_are_chained(self):
        version = self.with_steps()
        version.step_ids = [
            Command.create({"name": "公示", "kind": "other", "sequence": 99})
        ]
        links = self.links(version)
        version.action_chain_steps()
        self.assertEqual(self.links(version), {**links, "公示": ["送达"]})

    def test_chaining_makes_no_cycle(self):
        version = self.with_steps(
            order=(("review", "乙", 0, ()), ("decision", "甲", 0, ("乙",)))
        )
        self.step(version, "甲").sequence = 0
        version.invalidate_recordset()
        version.action_chain_steps()
        self.assertEqual(self.links(version), {"甲": ["乙"], "乙": []})

    def test_a_published_version_keeps_its_steps(self):
        version = self.published_version()
        with self.assertRaises(UserError):
            version.with_user(self.editor).action_standard_steps()

    def test_the_form_shows_faults_and_picture_at_once(self):
        version = self.with_steps()
        with Form(version) as form:
            with form.step_ids.edit(3) as line:
                line.limit_days = 30
            self.assertIn("踏勘", form.gaps)
            self.assertIn("30", form.process_svg)
            with form.step_ids.edit(3) as line:
                line.limit_days = 5
            self.assertFalse(form.gaps)

    # Pictures

    def test_the_picture_tells_each_step_its_organ_and_its_limit(self):
        version = self.with_steps()
        self.step(version, "踏勘").write(
            {"department_id": self.other.id, "role": "勘验岗"}
        )
        svg = version._process_svg()
        for words in (
            "3 审查",
            "4 踏勘",
            "勘验岗",
            "测试县应急管理局",
            "5 working days",
        ):
            self.assertIn(words, svg)
        self.assertEqual(svg, version._process_svg())
        self.assertIn(version.service_id.slug, svg)
        self.assertNotIn(f"-{version.id}-", svg)

    def test_the_longest_path_is_marked(self):
        version = self.with_steps()
        path = version._critical_path()
        self.assertEqual(
            path.mapped("name"), ["收件", "受理", "踏勘", "决定", "制证", "送达"]
        )
        self.assertEqual(version._process_svg().count('stroke-width="3"'), 6)

    def test_a_picture_without_some_steps_keeps_the_order(self):
        version = self.with_steps()
        rest = (
            version.step_ids - self.step(version, "踏勘") - self.step(version, "受理")
        )
        svg = version._process_svg(rest)
        self.assertNotIn("踏勘", svg)
        self.assertEqual(
            version._step_graph(rest)[self.step(version, "审查")],
            list(self.step(version, "收件")),
        )
        self.assertNotIn("踏勘", version._critical_path(rest).mapped("name"))

    def test_names_cannot_break_out_of_the_picture(self):
        version = self.with_steps()
        self.step(version, "审查").name = '<img src=x onerror="alert(1)">'
        for html in (version.process_svg, version.responsibility_html):
            self.assertNotIn("<img", html)
            self.assertIn("&lt;img", html)

    def test_hundreds_of_versions_cost_no_more_queries(self):
        versions = self.with_steps()
        for number in range(4):
            versions |= self.with_steps(item_name=f"第{number}项")

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            for version in some:
                version._process_svg()
                version._critical_path()
            return self.env.cr.sql_log_count - before

        queries(versions)
        self.assertEqual(queries(versions), queries(versions[:1]))

    # Responsibilities

    def test_the_table_says_who_answers_who_is_asked_and_who_is_told(self):
        version = self.with_steps()
        self.step(version, "审查").write(
            {
                "consulted_ids": [Command.link(self.fire.id)],
                "informed_ids": [Command.set((self.fire | self.other).ids)],
            }
        )
        table = version.responsibility_html
        for words in (self.fire.name, self.other.name, "Responsible", "Told"):
            self.assertIn(words, table)
        self.assertEqual(table.count("Consulted"), 1)
        self.assertFalse(self.draft_version(item_name="无环节").responsibility_html)

    # The form

    def test_art31_each_field_of_the_form_has_a_purpose(self):
        version = self.draft_version(
            form_field_ids=[
                Command.create({"name": "联系电话", "basis": "通知申请人"}),
                Command.create({"name": "宗教信仰"}),
                Command.create({"name": "联系 电话", "basis": "再问一次"}),
                Command.create({"name": "业态", "kind": "choice", "basis": "第十条"}),
            ]
        )
        found = {row["rule"]: row["sentence"] for row in version._faults()}
        self.assertIn("宗教信仰", found["field_without_purpose"])
        self.assertIn("联系 电话", found["field_twice"])
        self.assertIn("业态", found["field_without_choice"])
        version.form_field_ids[3].choices = "餐饮\n 零售 \n\n零售"
        self.assertEqual(version.form_field_ids[3]._choices(), ["餐饮", "零售"])
        self.assertNotIn(
            "field_without_choice", [row["rule"] for row in version._faults()]
        )

    def test_a_new_version_asks_the_same(self):
        version = self.draft_version(
            form_field_ids=[Command.create({"name": "面积", "basis": "第十条"})]
        )
        self.assertEqual(version.copy().form_field_ids.mapped("name"), ["面积"])


@tagged("post_install", "-at_install")
class TestProcessPrint(HttpCase, ProcessCase):
    """The process as a document, for staff."""

    def test_it_is_a_document_for_those_who_may_read_it(self):
        version = self.with_steps(order=ORDER)
        url = f"/yichuang/process/{version.id}"
        self.authenticate("test_editor", "test_editor")
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertTrue(response.content.startswith(b"%PDF"))
        self.assertEqual(self.url_open("/yichuang/process/0").status_code, 404)
        self.make_user("process_portal", "base.group_portal")
        self.authenticate("process_portal", "process_portal")
        self.assertNotEqual(self.url_open(url).status_code, 200)
