import base64

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase
from .test_scan import pdf


@tagged("post_install", "-at_install")
class TestMandateCover(IntakeCase):
    """Who may accept what today, on which agreement (行政许可法 Art. 24)."""

    def cover(self, user=None, **terms):
        # Another day, another list: what was read of it before is stale.
        self.env["yichuang.mandate.cover"].invalidate_model()
        return (
            self.env["yichuang.mandate.cover"]
            .with_user(user or self.manager)
            .search(
                [
                    ("department_id", "=", self.department.id),
                    *((name, "=", value) for name, value in terms.items()),
                ]
            )
        )

    def test_rows_agree_with_what_acceptance_asks(self):
        narrow = self.published_service(item_name="示例另一事项")
        with freeze_time("2026-03-02 02:00:00"):
            self.given_mandate(
                user_ids=self.second_clerk.ids,
                service_ids=narrow.ids,
                until_on="2026-03-03",
            )
            self.given_mandate(user_ids=self.reviewer.ids, kind="receive_only")
            self.given_mandate(user_ids=self.manager.ids, from_on="2026-03-03")
        mandates = self.env["yichuang.mandate"]
        users = self.clerk | self.second_clerk | self.reviewer | self.manager
        for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
            with freeze_time(f"{day} 02:00:00"):
                rows = {(row.service_id, row.user_id) for row in self.cover()}
                for service in self.service | narrow:
                    case = self.env["yichuang.case"].new({"service_id": service.id})
                    for user in users:
                        with self.subTest(day, user=user.login, service=service.name):
                            may = mandates._covering(user, case, hall_date())
                            self.assertEqual((service, user) in rows, bool(may))

    def test_services_nobody_may_accept_stand_first(self):
        self.env["yichuang.mandate.end"].with_user(self.manager).create(
            {"mandate_id": self.mandate.id, "revision": 1, "reason": "期满"}
        ).action_confirm()
        other = self.published_service(item_name="示例另一事项")
        self.given_mandate(service_ids=other.ids)
        rows = self.cover()
        self.assertEqual(rows[0].service_id, self.service)
        self.assertEqual(rows.mapped("nobody"), [True, False, False])
        self.assertFalse(rows[0].user_id)

    def test_drafts_and_former_staff_are_not_listed(self):
        self.draft_version(item_name="示例草稿事项")
        self.clerk.active = False
        rows = self.cover()
        self.assertEqual(rows.service_id, self.service)
        self.assertEqual(rows.user_id, self.second_clerk)

    def test_management_and_supervision_read_it(self):
        self.assertTrue(self.cover(self.supervisor))
        for user in (self.clerk, self.decider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.cover(user)

    def test_agreement_is_told_by_its_content(self):
        mandate = self.draft_mandate(agreement_file=base64.b64encode(pdf()))
        self.assertTrue(mandate.has_agreement)
        self.assertEqual(mandate.agreement_file_name[-4:], ".pdf")
        for data in (b"<script>1</script>", b"%PDF-1.7"):
            with self.subTest(data), self.assertRaises(ValidationError):
                self.draft_mandate(agreement_file=base64.b64encode(data))

    def test_agreement_may_follow_but_is_not_replaced(self):
        self.assertFalse(self.cover(has_agreement=True))
        scan = base64.b64encode(pdf())
        with self.assertRaises(AccessError):
            self.mandate.with_user(self.clerk).agreement_file = scan
        self.mandate.with_user(self.manager).agreement_file = scan
        self.assertTrue(self.cover(has_agreement=True))
        for value in (False, base64.b64encode(pdf(linearize=True))):
            with (
                self.subTest(bool(value)),
                self.assertRaisesRegex(UserError, "on file"),
            ):
                self.mandate.with_user(self.manager).agreement_file = value
        with self.assertRaises(UserError):
            self.mandate.with_user(self.manager).has_agreement = False


@tagged("post_install", "-at_install")
class TestDelegationsPage(IntakeCase, HttpCase):
    def test_art24_everybody_sees_who_accepts_for_whom(self):
        self.given_mandate(
            name="示例公告协议〔2025〕7号", announced_where="县政府门户网站"
        )
        self.given_mandate(name="示例机关授权〔2025〕8号", kind="staff")
        self.draft_mandate(name="示例未生效协议〔2025〕9号")
        page = self.url_open("/delegations")
        self.assertEqual(page.status_code, 200)
        for words in (
            "示例公告协议〔2025〕7号",
            "县政府门户网站",
            self.department.name,
        ):
            self.assertIn(words, page.text)
        for words in ("示例机关授权〔2025〕8号", "示例未生效协议", self.clerk.name):
            self.assertNotIn(words, page.text)
