from collections import Counter

from odoo.tests import TransactionCase, tagged

DEPARTMENTS, SERVICES = 11, 229


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """The demo is the hall of the article: what it claims is counted here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hall = cls.env.ref("base.main_company")
        cls.prefix = "yichuang_catalog.demo_"
        names = cls.env["ir.model.data"].search(
            [
                ("module", "=", "yichuang_catalog"),
                ("model", "=", "yichuang.service"),
                ("name", "=like", "demo\\_service\\_%"),
            ]
        )
        cls.listed = (
            cls.env["yichuang.service"]
            .browse(names.mapped("res_id"))
            .filtered(lambda service: service.company_id == cls.hall)
        )
        cls.served = cls.listed.filtered("current_version_id")
        cls.versions = cls.served.current_version_id

    def record(self, name):
        return self.env.ref(self.prefix + name)

    def test_eleven_organs_with_229_published_services(self):
        self.assertEqual(len(self.served), SERVICES)
        self.assertEqual(len(self.served.department_id), DEPARTMENTS)
        self.assertEqual(set(self.served.mapped("entry")), {"entered"})
        self.assertEqual(set(self.served.mapped("level")), {"4"})

    def test_three_zones_and_four_kinds_of_matters(self):
        zones = Counter(self.served.mapped("zone_class"))
        self.assertEqual(set(zones), {"engineering", "business", "citizen"})
        self.assertGreater(min(zones.values()), 30)
        kinds = Counter(self.versions.mapped("case_type"))
        self.assertEqual(set(kinds), {"instant", "promise", "report", "joint"})

    def test_published_by_another_person_than_submitted(self):
        self.assertEqual(
            self.versions.submitted_by_id, self.env.ref("yichuang_catalog.user_editor")
        )
        self.assertEqual(
            self.versions.published_by_id,
            self.env.ref("yichuang_catalog.user_approver"),
        )

    def test_art30_nothing_published_breaks_a_rule(self):
        faults = {
            version.display_name: version._publication_faults()
            for version in self.versions
        }
        self.assertEqual({name: rows for name, rows in faults.items() if rows}, {})

    def test_complete_and_at_the_one_window_or_at_a_dedicated_one(self):
        self.assertEqual(set(self.versions.mapped("completeness")), {100})
        modes = Counter(self.served.mapped("window_mode"))
        self.assertEqual(set(modes), {"any", "authorised", "upward", "dedicated"})
        elsewhere = self.served.filtered(lambda service: not service.one_window)
        self.assertEqual(set(elsewhere.mapped("window_mode")), {"dedicated"})
        self.assertTrue(all(elsewhere.mapped("dedicated_system")))
        self.assertTrue(all(elsewhere.mapped("window_reasons")))

    def test_limits_keep_the_law(self):
        """What the linter still says is a hint for a person, and of these kinds."""
        findings = [
            finding
            for version in self.versions
            for finding in version._limit_findings()
        ]
        self.assertFalse([finding for finding in findings if finding.blocking])
        self.assertLessEqual(
            {finding.rule for finding in findings},
            {
                "limit_without_basis",
                "starts_differ",
                "law_shorter_exists",
                "unit_mixed",
            },
        )

    def test_limits_of_known_laws_number_and_unit(self):
        for name, number, unit in (
            ("water", 45, "workday"),
            ("building", 7, "day"),
            ("fireworkroad", 3, "day"),
            ("firework", 20, "day"),
            ("road", 20, "day"),
            ("net", 20, "workday"),
            ("netfinal", 15, "workday"),
            ("labour", 20, "day"),
            ("pesticide", 20, "workday"),
            ("vetdrug", 30, "workday"),
            ("discharge", 30, "day"),
            ("show", 3, "day"),
            ("travel", 20, "workday"),
            ("invest", 20, "workday"),
            ("estate_inherit", 30, "workday"),
            ("fire", 10, "workday"),
        ):
            with self.subTest(name):
                version = self.record(f"service_{name}").current_version_id
                self.assertEqual(
                    (version.legal_days, version.legal_unit), (number, unit)
                )

    def test_situations_are_sound_and_change_the_list(self):
        asking = self.versions.filtered("situation_ids")
        self.assertFalse(
            [
                version.display_name
                for version in asking
                if version._check_situations().findings
            ]
        )
        rich = asking.filtered(lambda version: 2 <= len(version.situation_ids) <= 5)
        self.assertGreaterEqual(len(rich), 12)
        food = self.record("service_food").current_version_id
        none, _ = food._applicable(self.env["yichuang.situation.answer"])
        company = self.record("answer_food_1b") | self.record("answer_food_2b")
        more, _ = food._applicable(company)
        self.assertEqual(
            (more - none).material_id,
            self.record("material_identity") | self.record("material_proxy"),
        )

    def test_every_process_has_organs_and_several_run_in_parallel(self):
        self.assertTrue(all(version.step_ids for version in self.versions))
        self.assertTrue(all(self.versions.step_ids.mapped("department_id")))
        side_by_side = self.versions.filtered(
            lambda version: any(len(step.after_ids) > 1 for step in version.step_ids)
        )
        self.assertGreaterEqual(len(side_by_side), 5)

    def test_materials_are_marked_as_samples(self):
        asked = self.versions.material_line_ids.material_id
        self.assertTrue(all(asked.mapped("is_sample")))

    def test_art31_no_material_is_asked_of_those_who_apply_for_it(self):
        self.assertFalse(
            [
                version.display_name
                for version in self.versions
                if version._closed_circles()
            ]
        )

    def test_negative_list_with_reasons(self):
        negative = self.listed - self.served
        self.assertEqual(len(negative), 12)
        self.assertEqual(set(negative.mapped("entry")), {"negative"})
        self.assertEqual(
            set(negative.mapped("entry_ground")), {"premises", "safety", "secrecy"}
        )
        self.assertTrue(all(negative.mapped("entry_reason")))

    def test_themes_are_published(self):
        for name in ("restaurant", "newborn", "cancellation", "utilities", "clinic"):
            with self.subTest(name):
                theme = self.record(f"theme_{name}")
                self.assertEqual(theme.state, "published")
                self.assertFalse(theme._publication_faults())
                self.assertGreaterEqual(len(theme.line_ids), 3)

    def test_art24_delegation_is_announced(self):
        delegated = self.served.filtered("delegating_department_id")
        self.assertEqual(
            delegated, self.record("service_device2") | self.record("service_device3")
        )
        self.assertTrue(all(delegated.mapped("delegation_announcement")))

    def test_art25_approval_bureau_keeps_its_record(self):
        bureau = self.record("department_approval")
        self.assertTrue(bureau.is_approval_bureau)
        licences = self.served.filtered(
            lambda service: (
                service.department_id == bureau and service.item_type == "license"
            )
        )
        self.assertFalse(licences.item_id - bureau.transferred_item_ids)

    def test_reference_lists_are_no_part_of_the_hall(self):
        for name, level in (("company_city", "3"), ("company_province", "2")):
            company = self.record(name)
            services = self.env["yichuang.service"].search(
                [("company_id", "=", company.id)]
            )
            self.assertGreaterEqual(len(services), 16)
            self.assertEqual(set(services.mapped("level")), {level})
            self.assertTrue(all(services.mapped("current_version_id")))

    def test_levels_agree_in_part_and_differ_in_part(self):
        editor = self.env.ref("yichuang_catalog.user_editor")
        halls = (
            self.hall | self.record("company_city") | self.record("company_province")
        )
        runs = self.env["yichuang.conformance.run"].with_user(editor)
        for profile in ("official", "article"):
            with self.subTest(profile):
                run = runs._start(profile, companies=halls).sudo()
                run._work_through()
                self.assertEqual(run.state, "done")
                self.assertGreaterEqual(run.compared_count, 24)
                self.assertGreater(run.same_count, 0)
                self.assertLess(run.same_count, run.compared_count)
