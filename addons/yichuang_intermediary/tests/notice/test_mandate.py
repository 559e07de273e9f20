from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestMandate(MarketCase):
    """The hall buys for nobody without a mandate and the owner's own confirmation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.market_service.legal_basis = "示例条例 第十条"
        cls.case = cls.received_case()

    def drafted(self, user, **values):
        notices = self.env["yichuang.market.notice"].with_user(user)
        values = self.notice_vals(**values)
        return notices.create(values).with_env(self.env)

    def test_threat24_mandate_is_made_of_the_case_when_the_owner_confirms(self):
        notice = self.drafted(self.market_reviewer, case_id=self.case.id)
        self.assertFalse(notice.mandate_id)
        self.submit(notice)
        mandate = notice.mandate_id
        self.assertEqual((mandate.kind, mandate.case_id), ("market_mandate", self.case))
        self.assertEqual(mandate.addressee, notice.company_id.name)
        facts = dict(mandate.facts)
        self.assertEqual(facts["委托人"], notice.owner_id.name)
        self.assertEqual(facts["确认人"], self.owner.name)
        self.assertEqual(facts["采购公告"], f"{notice.number} {notice.title}")
        self.assertEqual(facts["收件号"], self.case.receipt_number)
        self.assertIn("不包括选定中介服务机构", facts["委托权限"])
        self.assertEqual(mandate.issued_by_id, self.owner)

    def test_mandate_is_a_file(self):
        notice = self.drafted(self.market_reviewer, case_id=self.case.id)
        self.submit(notice)
        files = notice.mandate_id.file_ids
        files._render()
        self.assertEqual(files.state, "ready", files.problem)
        self.assertTrue(files.pdf)

    def test_threat24_hall_cannot_give_itself_a_mandate(self):
        notice = self.drafted(self.market_reviewer, case_id=self.case.id)
        for user in (self.market_reviewer, self.market_publisher, self.user_a):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.as_portal(notice, user)._submit_by_owner("00" * 32)
        self.assertFalse(notice.mandate_id)
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            notice.with_user(self.market_reviewer).write({"mandate_id": 1})

    def test_notice_confirmed_again_has_a_new_mandate(self):
        notice = self.drafted(self.market_reviewer, case_id=self.case.id)
        self.submit(notice)
        first = notice.mandate_id
        notice.with_user(self.market_reviewer)._transition(
            "send_back", {"return_reason": "请补充范围"}
        )
        notice.write({"title": "更正后的公告"})
        self.as_portal(notice, self.owner)._transition("submit")
        second = notice.mandate_id
        self.assertNotEqual(first, second)
        self.assertEqual((first.state, second.state), ("replaced", "issued"))
        self.assertEqual(second.replaces_id, first)
        self.assertIn("更正后的公告", dict(second.facts)["采购公告"])

    def test_owner_who_writes_alone_and_notices_without_a_case_need_none(self):
        own = self.drafted(self.market_reviewer)
        self.submit(own)
        self.assertFalse(own.mandate_id)
        notice = self.drafted(self.market_reviewer, case_id=self.case.id)
        notice._write_guarded({"author_id": self.owner.id})
        self.submit(notice)
        self.assertFalse(notice.mandate_id)
