from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestStatutoryLimits(CatalogueCase):
    """Limits are held against the library of statutory limits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.building = cls.env.ref("yichuang_catalog.limit_158")

    def limit(self, number, unit="workday", **values):
        return self.env["yichuang.statutory.limit"].create(
            {
                "law_name": "测试用法",
                "article": "第四十二条",
                "action": "作出决定",
                "number": number,
                "unit": unit,
                "verified": True,
                "note": "已对照",
                **values,
            }
        )

    def linked(self, limit, **values):
        version = self.draft_version(**values)
        version.item_id.sudo().limit_ids = limit
        return version

    def test_the_library_is_shipped(self):
        limits = self.env["yichuang.statutory.limit"].with_context(active_test=False)
        self.assertGreaterEqual(limits.search_count([]), 353)
        self.assertEqual(
            (
                self.building.law_name,
                self.building.article,
                self.building.number,
                self.building.unit,
                self.building.starts,
            ),
            ("建筑法", "第八条", 7, "day", "receipt"),
        )

    def test_art42_a_promise_beyond_the_law_is_not_published(self):
        for values, words in (
            ({"legal_days": 16}, "statutory limit of 16 working days"),
            ({"legal_days": 20, "promise_days": 16}, "promised limit of 16"),
        ):
            with self.subTest(words=words):
                version = self.linked(self.limit(15), **values)
                version.action_submit()
                with self.assertRaisesRegex(UserError, words):
                    version.with_user(self.approver).action_publish()

    def test_a_limit_that_nobody_verified_only_warns(self):
        version = self.linked(self.limit(15, verified=False), legal_days=20)
        self.assertEqual(version._faults(), [])
        self.assertIn(
            "unverified", [finding.rule for finding in version._limit_findings()]
        )

    def test_a_doubt_leads_to_where_it_is_settled(self):
        limit = self.limit(20, verified=False, starts="receipt")
        version = self.linked(limit)
        hints = {row["rule"]: row for row in version.checklist["hints"]}
        self.assertEqual(
            (hints["unverified"]["model"], hints["unverified"]["id"]),
            ("yichuang.statutory.limit", limit.id),
        )
        self.assertEqual(hints["starts_differ"]["field"], "legal_note")
        version.legal_note = "自收到申请之日起"
        self.assertNotIn(
            "starts_differ", [row["rule"] for row in version.checklist["hints"]]
        )

    def test_what_is_no_longer_in_force_binds_nobody(self):
        limit = self.limit(5)
        version = self.linked(limit)
        self.assertIn("legal_over_law", [row["rule"] for row in version._faults()])
        limit.active = False
        self.assertEqual(version._faults(), [])
        version.service_id.action_check_limits()
        self.assertFalse(
            self.env["yichuang.limit.finding"].search(
                [("version_id", "=", version.id), ("blocking", "=", True)]
            )
        )

    def test_art42_more_than_20_days_need_a_law(self):
        version = self.draft_version(legal_days=30)
        self.assertEqual([row["rule"] for row in version._faults()], ["legal_over_law"])
        version.legal_note = "《测试条例》第九条"
        self.assertEqual(version._faults(), [])

    def test_art42_several_organs_have_45_days(self):
        version = self.draft_version(legal_days=45, case_type="joint")
        self.assertEqual(version._faults(), [])

    def test_units_are_not_mixed_silently(self):
        version = self.linked(self.limit(20, "day"), legal_days=14, promise_days=5)
        [finding] = version._limit_findings()
        self.assertEqual((finding.rule, finding.verdict), ("unit_mixed", "unclear"))
        self.assertEqual(version._faults(), [])
        [hint] = version.checklist["hints"]
        self.assertEqual((hint["rule"], hint["field"]), ("unit_mixed", "legal_days"))
        self.assertIn("about 20 calendar days", hint["sentence"])

    def test_the_check_keeps_its_findings(self):
        version = self.linked(self.limit(15), legal_days=20, promise_days=10)
        service = version.service_id
        action = service.with_user(self.editor).action_check_limits()
        findings = self.env["yichuang.limit.finding"].search(action["domain"])
        self.assertEqual(findings.mapped("rule"), ["legal_over_law"])
        self.assertTrue(findings.blocking)
        self.assertEqual(findings.department_id, self.department)
        self.assertIn("15 working days", findings.sentence)
        version.legal_days = 15
        service.with_user(self.editor).action_check_limits()
        self.assertFalse(findings.exists())

    def test_the_check_agrees_with_the_gate(self):
        version = self.linked(
            self.limit(7, "day", starts="receipt"), legal_days=8, promise_days=3
        )
        version.service_id.action_check_limits()
        found = self.env["yichuang.limit.finding"].search(
            [("version_id", "=", version.id)]
        )
        self.assertCountEqual(
            [(row.rule, row.blocking, row.verdict or "") for row in found],
            [
                (finding.rule, finding.blocking, finding.verdict)
                for finding in version._limit_findings()
            ],
        )
        self.assertTrue(all(found.mapped("sentence")))

    def test_every_finding_has_its_words(self):
        version = self.linked(
            self.limit(5, on_organ=False) | self.limit(9, "hour", starts="other"),
            legal_days=20,
        )
        version.service_id.action_check_limits()
        found = self.env["yichuang.limit.finding"].search(
            [("version_id", "=", version.id)]
        )
        self.assertGreaterEqual(len(found), 4)
        for row in found:
            self.assertIn(str(row.law_number), row.sentence)

    def test_the_check_asks_few_queries_whatever_the_number(self):
        services = self.env["yichuang.service"].concat(
            *(
                self.draft_version(item_name=f"核查事项{n}", legal_days=30).service_id
                for n in range(15)
            )
        )
        findings = self.env["yichuang.limit.finding"]
        counts = []
        for batch in (services[:3], services):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            findings._check([("id", "in", batch.ids)])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)

    def test_another_hall_is_not_checked(self):
        hall = self.env["res.company"].create({"name": "另一大厅"})
        organ = self.env["yichuang.department"].create(
            {"name": "另一局", "company_id": hall.id}
        )
        other = self.env["yichuang.service"].create(
            {
                "item_id": self.env["yichuang.item"].create({"name": "别处事项"}).id,
                "department_id": organ.id,
            }
        )
        self.env["yichuang.service.version"].create(
            {"service_id": other.id, "legal_days": 99}
        )
        findings = self.env["yichuang.limit.finding"]
        findings.with_user(self.editor)._check([])
        self.assertFalse(findings.search([("service_id", "=", other.id)]))

    def test_all_halls_are_checked_every_day(self):
        version = self.linked(self.limit(15), legal_days=20)
        with self.enter_registry_test_mode():
            self.env.ref("yichuang_catalog.limit_cron_check").method_direct_trigger()
        self.assertTrue(
            self.env["yichuang.limit.finding"].search(
                [("version_id", "=", version.id), ("rule", "=", "legal_over_law")]
            )
        )

    def test_nobody_writes_findings(self):
        version = self.linked(self.limit(15), legal_days=20)
        version.service_id.action_check_limits()
        finding = self.env["yichuang.limit.finding"].search(
            [("version_id", "=", version.id)], limit=1
        )
        for user in (self.editor, self.approver, self.supervisor):
            row = finding.with_user(user)
            self.assertTrue(row.read(["rule", "sentence"]))
            for attack in (
                lambda row=row: row.write({"blocking": False}),
                row.unlink,
                lambda row=row: row.copy(),
            ):
                with self.assertRaises(AccessError), mute_logger("odoo.addons.base"):
                    attack()

    def test_only_approvers_verify(self):
        values = {
            "law_name": "某条例",
            "article": "第一条",
            "action": "决定",
            "number": 10,
            "note": "读过",
        }
        limits = self.env["yichuang.statutory.limit"].with_user(self.editor)
        with self.assertRaisesRegex(UserError, "Only an approver"):
            limits.create({**values, "verified": True})
        limit = limits.create(values)
        with self.assertRaisesRegex(UserError, "Only an approver"):
            limit.verified = True

    def test_a_changed_fact_wants_to_be_verified_again(self):
        limit = self.limit(15)
        limit.with_user(self.editor).number = 30
        self.assertFalse(limit.verified)
        limit.with_user(self.editor).keywords = "测试"
        self.assertFalse(limit.verified)

    def test_items_are_suggested_limits_and_a_person_decides(self):
        item = self.env["yichuang.item"].create({"name": "测试缆车运营许可"})
        limit = self.limit(15, keywords="缆车运营", article="第九条")
        action = item.with_user(self.editor).action_suggest_limits()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(dialog.line_ids.limit_id, limit)
        self.assertFalse(item.limit_ids)
        with self.assertRaisesRegex(UserError, "Tick the limits"):
            dialog.action_confirm()
        with Form(dialog.with_user(self.editor)) as form:
            form.cite = True
            with form.line_ids.edit(0) as line:
                line.chosen = True
        dialog.with_user(self.editor).action_confirm()
        self.assertEqual(item.limit_ids, limit)
        self.assertEqual(
            (item.law_ids.name, item.law_ids.article), ("测试用法", "第九条")
        )
        self.assertFalse(item._limit_suggestions()[item])

    def test_an_article_is_entered_once(self):
        law = self.env["yichuang.law"].create(
            {"name": "中华人民共和国测试法", "article": "第九条"}
        )
        limit = self.limit(15, law_name="《测试法》", article="第九条")
        self.assertEqual(limit._law_row(), law)
        other = self.limit(15, law_name="测试法", article="第十条")
        self.assertEqual(other._law_row(), other._law_row())
