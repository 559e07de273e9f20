from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ...models.conformance import conformance_run, conformance_work
from ...tools import conformance
from .common import ConformanceCase


@tagged("post_install", "-at_install")
class TestConformanceRun(ConformanceCase):
    def test_the_same_at_three_levels(self):
        self.three_levels()
        for profile in conformance.PROFILES:
            with self.subTest(profile):
                run = self.report(profile)
                self.assertEqual("done", run.state)
                self.assertFalse(self.differences(run))
                self.assertEqual(100.0, run.rate)
                self.assertEqual((3, 2, 2, 1, 0), self.counts(run))

    def counts(self, run):
        return (
            run.service_count,
            run.compared_count,
            run.same_count,
            run.top_count,
            run.unmatched_count,
        )

    def test_each_element_that_differs_is_found_alone(self):
        cases = {
            "basis": {"law_ids": [(6, 0, self.other_law().ids)]},
            "materials": {"materials": ("示例申请书",)},
            "limit": {"legal_unit": "day", "promise_unit": "day"},
            "procedure": {"procedure": "申请\n审查\n受理\n决定\n送达"},
            "conditions": {"conditions": "有场所，有人员。"},
            "applicants": {"applicant_kind": "natural"},
            "result": {"result_name": "食品生产许可证"},
        }
        self.assertEqual(set(conformance.CONTENT), set(cases))
        self.published_at(self.city_organ)
        county = self.make_service(self.department)
        for element, content in cases.items():
            self.publish(county, **content)
            for profile, elements in conformance.PROFILES.items():
                with self.subTest(element=element, profile=profile):
                    expected = {(county, element)} if element in elements else set()
                    self.assertEqual(expected, self.differences(self.report(profile)))

    def other_law(self):
        return self.env["yichuang.law"].create(
            {"name": "测试用法", "article": "第四十三条", "text": "…"}
        )

    def test_another_name_is_a_difference_of_the_name(self):
        self.published_at(self.city_organ)
        county = self.published_at(self.department, name="食品销售许可")
        self.assertEqual({(county, "name")}, self.differences(self.report()))

    def test_the_nearest_level_above_counts(self):
        self.published_at(self.province_organ)
        self.published_at(self.city_organ, result_name="市里的证")
        county = self.published_at(self.department)
        found = self.differences(self.report("national"))
        self.assertIn((county, "result"), found)

    def test_a_missing_level_is_passed_over(self):
        upper = self.published_at(self.province_organ, result_name="省里的证")
        county = self.published_at(self.department)
        run = self.report("national")
        row = self.env["yichuang.conformance.difference"].search(
            [("run_id", "=", run.id)]
        )
        self.assertEqual((county, upper), (row.lower_service_id, row.upper_service_id))
        self.assertEqual("省里的证", row.upper_words)
        self.assertEqual("食品经营许可证", row.lower_words)
        self.assertIn("<del>省里的</del>", row.page)

    def test_a_neighbour_is_not_above(self):
        neighbour = self.make_region("邻县", "379902", "4", self.city)
        self.published_at(self.make_organ("邻县局", neighbour))
        self.published_at(self.department, result_name="别的")
        run = self.report("national")
        self.assertEqual((2, 0, 0, 2, 0), self.counts(run))

    def test_a_handling_item_is_compared_with_its_like(self):
        change = self.make_service(
            self.city_organ, name="食品经营许可（变更）", handling_number=2
        )
        self.publish(change, result_name="变更通知书")
        self.publish(self.make_service(self.city_organ, handling_number=1))
        county = self.make_service(
            self.department, name="食品经营许可（变更）", handling_number=2
        )
        self.publish(county, result_name="变更通知书")
        run = self.report("national")
        self.assertEqual(set(), self.differences(run))

    def test_without_divisions_the_organ_above_of_the_hall_counts(self):
        upper = self.make_organ("上级局", None)
        stranger = self.make_organ("无关局", None)
        lower = self.make_organ("下级局", None, parent_id=upper.id)
        self.publish(self.make_service(stranger, level="3"), result_name="无关")
        self.publish(self.make_service(upper, level="3"))
        county = self.make_service(lower, level="4")
        self.publish(county, conditions="别的条件")
        run = self.report("national", self.env["yichuang.region"])
        found = {row for row in self.differences(run) if row[0] == county}
        self.assertEqual({(county, "conditions")}, found)

    def test_what_cannot_be_compared_is_neither_same_nor_different(self):
        self.published_at(self.city_organ)
        cases = {
            "no_code": self.published_at(self.department, self.make_item("无码事项")),
            "no_upper": self.published_at(
                self.department, self.make_item("独有事项", code="000131019000")
            ),
            "unpublished": self.make_service(self.department),
        }
        run = self.report()
        rows = self.env["yichuang.conformance.unmatched"].search(
            [("run_id", "=", run.id), ("reason", "!=", "top")]
        )
        self.assertEqual(cases, {row.reason: row.service_id for row in rows})
        self.assertEqual((4, 0, 0, 1, 3), self.counts(run))
        self.assertFalse(run.rate_ids)

    def test_a_missing_code_shows_against_the_same_name(self):
        self.published_at(self.city_organ)
        item = self.make_item("食品经营许可（县级）", item_type="confirmation")
        county = self.published_at(self.department, item)
        run = self.report()
        self.assertEqual({(county, "code"), (county, "type")}, self.differences(run))
        self.assertEqual(1, run.by_name_count)
        rows = self.env["yichuang.conformance.difference"].search(
            [("run_id", "=", run.id)]
        )
        self.assertEqual(
            {"code": "missing_below", "type": "different"},
            {row.element: row.kind for row in rows},
        )
        kind = rows.filtered(lambda row: row.element == "type")
        self.assertEqual(("行政许可", "行政确认"), (kind.upper_words, kind.lower_words))

    def test_rates_by_organ_level_and_element(self):
        self.three_levels(materials=("示例申请书",))
        run = self.report("article")
        rates = {
            (row.department_id, row.level, row.element): row.rate
            for row in run.rate_ids
        }
        self.assertEqual(0.0, rates[self.department, "4", "materials"])
        self.assertEqual(100.0, rates[self.city_organ, "3", "materials"])
        self.assertAlmostEqual(90.0, run.rate)

    def test_the_rate_of_a_group_is_same_of_compared(self):
        self.three_levels(materials=("示例申请书",))
        for number in range(2):
            item = self.make_item(f"另一事项{number}", code=f"00013102{number}000")
            self.published_at(self.city_organ, item)
            self.published_at(self.department, item)
        run = self.report("article")
        [(_element, rate)] = self.env["yichuang.conformance.rate"]._read_group(
            [("run_id", "=", run.id), ("element", "=", "materials")],
            ["element"],
            ["rate:avg"],
        )
        self.assertAlmostEqual(75.0, rate)

    def test_drift_since_the_report_before(self):
        *_above, county = self.three_levels()
        first = self.report("article")
        self.assertFalse(first.previous_id)
        self.publish(county, materials=("示例申请书",))
        second = self.report("article")
        self.assertEqual(first, second.previous_id)
        self.assertEqual((1, 0), (second.new_count, second.healed_count))
        self.assertAlmostEqual(-10.0, second.rate_change)
        self.publish(county)
        third = self.report("article")
        self.assertEqual((0, 1), (third.new_count, third.healed_count))
        self.assertAlmostEqual(10.0, third.rate_change)
        healed = self.env["yichuang.conformance.difference"].search(
            [("healed_run_id", "=", third.id)]
        )
        self.assertEqual(
            (county, "materials"), (healed.lower_service_id, healed.element)
        )
        change = third.rate_ids.filtered(
            lambda rate: rate.element == "materials" and rate.level == "4"
        )
        self.assertEqual((100.0, 0.0), (change.rate, change.previous_rate))

    def test_what_can_no_longer_be_compared_is_not_healed(self):
        _province, city, county = self.three_levels(materials=("示例申请书",))
        self.report("article")
        (city | _province).active = False
        run = self.report("article")
        self.assertEqual((0, 1), (run.healed_count, run.top_count))
        rows = self.env["yichuang.conformance.unmatched"].search(
            [("run_id", "=", run.id)]
        )
        self.assertEqual((county, "top"), (rows.service_id, rows.reason))

    def test_reports_of_other_scopes_are_not_compared(self):
        self.three_levels()
        self.report("article")
        self.assertFalse(self.report("official").previous_id)
        narrow = self.report("article", self.region)
        self.assertFalse(narrow.previous_id)
        self.assertEqual(1, narrow.service_count)

    def test_old_reports_keep_their_rates_only(self):
        self.three_levels(materials=("示例申请书",))
        runs = [self.report("article") for _turn in range(conformance_run.KEPT + 2)]
        self.assertEqual([True, True, False, False, False], [r.pruned for r in runs])
        self.assertFalse(self.differences(runs[0]))
        self.assertTrue(runs[0].rate_ids)
        self.assertEqual(90.0, runs[0].rate)
        self.assertTrue(self.differences(runs[-1]))

    def test_the_database_compares_as_the_plain_functions_do(self):
        """The set-based statement against the record-by-record definition."""
        variants = (
            {},
            {"materials": ("示例申请书",), "case_type": "instant", "legal_days": 0},
            {"conditions": "有场所", "applicant_kind": "legal"},
            {"result_kind": "none", "result_name": False},
        )
        county = []
        for number, above in enumerate(variants):
            for place, below in enumerate(variants):
                item = self.make_item(
                    f"事项{number}{place}", code=f"0001310{number}{place}000"
                )
                upper = self.published_at(self.city_organ, item, **above)
                county.append(
                    (upper, self.published_at(self.department, item, **below))
                )
        for profile, elements in conformance.PROFILES.items():
            expected = {
                (lower, element)
                for upper, lower in county
                for element in elements
                if element in conformance.CONTENT
                and conformance.compare(
                    *(self.statement(service, element) for service in (upper, lower))
                )
                not in (conformance.SAME, conformance.UNSTATED)
            }
            self.assertEqual(expected, self.differences(self.report(profile)))

    def statement(self, service, element):
        version = service.current_version_id
        return version._statements()[version][element][0]

    def test_in_portions_it_comes_to_the_same(self):
        self.three_levels(materials=("示例申请书",))
        whole = self.report("article")
        with patch.object(conformance_work, "PORTION", 1):
            parts = self.report("article")
        self.assertEqual(self.counts(whole), self.counts(parts))
        self.assertEqual(self.differences(whole), self.differences(parts))
        self.assertEqual(whole.rate, parts.rate)

    def test_queries_do_not_grow_with_the_services(self):
        self.three_levels()
        self.queries_of_a_report()  # the first has none before it to be held against
        few = self.queries_of_a_report()
        for number in range(6):
            item = self.make_item(f"更多{number}", code=f"00013199{number}000")
            self.published_at(self.city_organ, item)
            self.published_at(self.department, item, materials=("示例申请书",))
        self.assertEqual(few, self.queries_of_a_report())

    def queries_of_a_report(self):
        run = self.env["yichuang.conformance.run"]._start("article", self.province)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        run._work_through()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_a_large_catalogue_is_done_in_the_background(self):
        self.three_levels(materials=("示例申请书",))
        with patch.object(conformance_run, "AT_ONCE", 1):
            run = self.report("article")
        self.assertEqual("waiting", run.state)
        with self.enter_registry_test_mode():
            self.env.ref(
                "yichuang_catalog.cron_conformance_work"
            ).method_direct_trigger()
        run.invalidate_recordset()
        self.assertEqual("done", run.state)
        self.assertEqual(1, len(self.differences(run)))

    def test_the_monthly_report_is_made_for_every_hall(self):
        self.three_levels()
        runs = self.env["yichuang.conformance.run"]
        with self.enter_registry_test_mode():
            self.env.ref(
                "yichuang_catalog.cron_conformance_start"
            ).method_direct_trigger()
        found = runs.search([("company_id", "=", self.department.company_id.id)])
        self.assertEqual({"official", "article"}, set(found.mapped("profile")))

    def test_a_report_that_fails_does_not_hold_up_the_others(self):
        self.three_levels()
        runs = self.env["yichuang.conformance.run"]
        broken, sound = runs._start("article"), runs._start("official")
        work = type(runs)._work

        def fail_once(run):
            if run == broken:
                raise ValueError("broken on purpose")
            return work(run)

        logger = "odoo.addons.yichuang_catalog.models.conformance.conformance_run"
        with (
            self.enter_registry_test_mode(),
            patch.object(type(runs), "_work", fail_once),
            self.assertLogs(logger, "ERROR"),
        ):
            self.env.ref(
                "yichuang_catalog.cron_conformance_work"
            ).method_direct_trigger()
        self.assertEqual(["failed", "done"], [broken.state, sound.state])

    def test_figures_are_written_by_nobody(self):
        self.three_levels(materials=("示例申请书",))
        run = self.report("article")
        everyone = new_test_user(
            self.env,
            "test_everyone",
            groups=",".join(
                f"yichuang_catalog.group_{role}"
                for role in ("editor", "approver", "manager", "supervisor")
            ),
        )
        rows = self.env["yichuang.conformance.difference"].search(
            [("run_id", "=", run.id)]
        )
        for records in (run, run.rate_ids, rows):
            mine = records.with_user(everyone)
            self.assertTrue(mine.read(["display_name"]))
            with self.assertRaises(AccessError):
                mine.write({"run_id": False} if "run_id" in mine else {"rate": 100})
            with self.assertRaises(AccessError):
                mine.unlink()
            with self.assertRaises(AccessError):
                mine.create({})

    def test_another_halls_reports_are_not_shown(self):
        self.three_levels(materials=("示例申请书",))
        run = self.report("article")
        _hall, stranger, _approver = self.hall_above()
        for model in ("run", "rate", "difference", "unmatched"):
            rows = self.env[f"yichuang.conformance.{model}"].with_user(stranger)
            self.assertFalse(rows.search([]), model)
        with self.assertRaises(AccessError):
            run.with_user(stranger).action_again()

    def test_a_level_above_in_another_hall_is_compared_with(self):
        self.published_at(self.city_organ, result_name="市里的证")
        hall, _editor, _approver = self.hall_above()
        self.city_organ.company_id = hall
        county = self.published_at(self.department)
        self.env.flush_all()
        self.env.invalidate_all()
        run = self.report("national")
        self.assertEqual({(county, "result")}, self.differences(run))
        row = self.env["yichuang.conformance.difference"].with_user(self.editor)
        row = row.search([("run_id", "=", run.id)])
        with self.assertRaises(AccessError):
            row.upper_version_id.read(["result_name"])
        self.assertIn("<del>市里的</del>", row.page)
