import base64

from odoo.http import Request
from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.common import PERSON

from ..common import PNG, USCC
from ..test_pages import MarketPagesCase


@tagged("post_install", "-at_install")
class TestAgencyPages(MarketPagesCase):
    def send(self, step, user, file=None, **form):
        """Send one of the forms of My Agency."""
        self.log_in(user)
        form["csrf_token"] = Request.csrf_token(self)
        files = {"file": ("a.png", file)} if file is not None else None
        return self.url_open(f"/my/market/agency/{step}", data=form, files=files)

    def test_register_is_public_with_what_agencies_must_publish(self):
        self.draft_agency()
        page = self.get("/market/agencies").text
        self.assertIn(self.agency_a.name, page)
        self.assertNotIn("测试丙检测公司", page)
        page = self.get(f"/market/agencies/{self.agency_a.uscc}").text
        for text in ("提供项目基础资料。", "按市场调节价。", "66.25"):
            self.assertIn(text, page)

    def test_register_is_filtered_and_odd_queries_are_ignored(self):
        self.assertIn(self.agency_a.name, self.get("/market/agencies?q=测试甲").text)
        self.assertNotIn(self.agency_b.name, self.get("/market/agencies?q=测试甲").text)
        for query in ("service=x", "page=99", "q=%27--"):
            answer = self.get(f"/market/agencies?{query}")
            self.assertEqual(answer.status_code, 200)

    def test_draft_and_unknown_agencies_give_the_same_answer(self):
        draft = self.draft_agency()
        for code in (draft.uscc, "91379901MA3T000999"):
            with self.subTest(code=code):
                answer = self.get(f"/market/agencies/{code}")
                self.assertEqual(answer.status_code, 404)

    def test_public_page_tells_no_proposal_and_no_person(self):
        self.draft_event(ground="尚未决定的事实")
        self.verified_practitioner()
        page = self.get(f"/market/agencies/{self.agency_a.uscc}").text
        self.assertNotIn("尚未决定的事实", page)
        self.assertNotIn("测绘 甲", page)

    def test_firm_joins_on_the_portal(self):
        firm = self.owner
        png = base64.b64decode(PNG)
        data = {
            "legal_representative": "某某",
            "address": "示范路 2 号",
            "phone": "0537-7000002",
            "promise_signed_on": "2026-01-05",
        }
        page = self.send("new", firm, png, uscc="91379901MA3T00031X", **data).text
        self.assertIn("0537-7000002", page)  # nothing typed is lost
        self.send("new", firm, png, uscc=USCC[2], **data)
        agency = self.env["yichuang.market.agency"].search([("uscc", "=", USCC[2])])
        self.assertEqual(agency.partner_id, firm.commercial_partner_id)
        self.send(
            "offer",
            firm,
            service="TEST-01",
            conditions="资料",
            process="流程",
            days="8",
            charges="收费",
        )
        self.send("submit", firm)
        self.assertEqual(agency.state, "submitted")

    def test_certificate_and_practitioner_are_entered_and_checked(self):
        form = {
            "kind": "CH",
            "number": "乙测资字3701234",
            "grade": "乙级",
            "scope": "不动产测绘",
            "valid_to": "2030-01-01",
        }
        page = self.send("qualification", self.user_a, b"<html></html>", **form).text
        self.assertIn("乙测资字3701234", page)
        self.assertFalse(self.agency_a.qualification_ids)
        self.send("qualification", self.user_a, base64.b64decode(PNG), **form)
        self.assertEqual(self.agency_a.qualification_ids.state, "entered")
        self.send(
            "practitioner",
            self.user_a,
            kind="P-CHS",
            name="测绘 甲",
            number="T-1",
            id_number=PERSON,
        )
        self.assertEqual(self.agency_a.practitioner_ids.masked_number[:6], "110105")
        self.assertNotIn(PERSON, self.get("/my/market/agency", self.user_a).text)

    def test_change_and_member_are_handed_in(self):
        self.send("change", self.user_a, what="phone", new_value="1", reason="换号")
        self.assertEqual(self.agency_a.change_ids.state, "submitted")
        for login in (self.user_b.login, "nobody"):
            page = self.send("member", self.user_a, login=login, role="agency_admin")
            self.assertIn(login, page.text)
            self.assertFalse(self.agency_a.member_ids)
        self.send("member", self.user_a, login=self.user_a.login, role="agency_admin")
        self.assertEqual(self.agency_a.member_ids.user_id, self.user_a)

    def test_bidder_reads_and_changes_nothing(self):
        colleague = self.make_user("test_agency_a3", "base.group_portal")
        colleague.partner_id.parent_id = self.user_a.commercial_partner_id
        self.member()
        self.member(colleague, "agency_bidder")
        self.assertIn(self.agency_a.name, self.get("/my/market/agency", colleague).text)
        self.send("change", colleague, what="phone", new_value="1")
        self.assertFalse(self.agency_a.change_ids)

    def test_reply_and_appeal_are_sent_for_the_own_agency_only(self):
        event = self.draft_event()
        event.with_user(self.market_reviewer).action_notify()
        self.send("reply", self.user_b, number=event.number, reply="别人的")
        self.assertFalse(event.reply)
        self.send("reply", self.user_a, number=event.number, reply="系业主原因")
        self.assertEqual(event.reply, "系业主原因")

    def test_step_of_nobody_is_not_there(self):
        self.assertEqual(self.send("submit", self.owner).status_code, 404)
        self.assertEqual(self.send("unlink", self.user_a).status_code, 404)

    def test_dispute_is_filed_followed_and_withdrawn(self):
        notice = self.published_notice()
        page = f"/my/market/disputes?notice={notice.number}"
        self.assertIn(notice.title, self.get(page, self.user_b).text)
        form = {"notice": notice.number, "kind": "objection", "about": "notice"}
        answer = self.post("/my/market/disputes/new", self.user_b, **form, text=" ")
        self.assertIn('role="alert"', answer.text)
        self.assertFalse(notice.dispute_ids)
        self.post("/my/market/disputes/new", self.user_b, **form, text="条件限制竞争")
        dispute = notice.dispute_ids
        self.assertIn(dispute.number, self.get("/my/market/disputes", self.user_b).text)
        path = f"/my/market/disputes/{dispute.number}/withdraw"
        self.assertEqual(self.post(path, self.user_a).status_code, 404)
        self.post(path, self.user_b)
        self.assertEqual(dispute.state, "withdrawn")
        draft = self.draft_notice()
        lost = self.post(
            "/my/market/disputes/new",
            self.user_b,
            notice=draft.number,
            kind="tip",
            about="notice",
            text="x",
        )
        self.assertEqual(lost.status_code, 404)
