import base64
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import freeze_time, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase
from ..web_client import Inbox, open_form

SHEET = """工单编号,转办时间,诉求类型,诉求内容,联系电话,承办单位,办件编号
{number},2026-03-02 09:30,投诉,窗口不收材料,13800000001,{organ},{case}
{number}b,2026/03/02 10:00,咨询,几时办结,,没有的部门,
"""


@tagged("post_install", "-at_install")
class TestReferral(IntakeCase):
    def test_times_count_from_when_it_came(self):
        with freeze_time("2026-03-04 02:00:00"):
            referral = self.open_referral(came_on="2026-03-02 01:30:00")
        self.assertEqual(
            (referral.contact_due_on, referral.fix_due_on),
            (date(2026, 3, 3), date(2026, 3, 9)),
        )

    def test_contact_answer_call_back(self):
        referral = self.open_referral(user_id=self.clerk.id)
        with self.assertRaisesRegex(UserError, "Contact the person"):
            self.referral_step(referral, self.reviewer, "fix", "已答复。")
        self.referral_step(referral, self.clerk, "contact", "已电话联系。")
        self.referral_step(referral, self.reviewer, "fix", "已收件并致歉。")
        self.referral_step(referral, self.supervisor, "send_back", "仍不满意。")
        self.referral_step(referral, self.manager, "fix", "已当面答复。")
        with self.assertRaisesRegex(UserError, "Another person"):
            self.referral_step(referral, self.manager, "close", "满意。")
        self.referral_step(referral, self.supervisor, "close", "满意。")
        self.assertEqual(referral.state, "closed")

    def test_only_what_is_whole_is_taken_on(self):
        for values, words in (
            ({"number": False}, "number"),
            ({"content": " "}, "told the hotline"),
            ({"department_id": False, "service_id": False}, "organ"),
            ({"phone": False}, "phone"),
            ({"came_on": "2099-01-01 00:00:00"}, "later than now"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.open_referral(**values)
        self.assertEqual(self.open_referral(phone=False, anonymous=True).state, "open")
        with self.assertRaises(AccessError):
            self.draft_referral().with_user(self.reviewer).action_take_on()

    def test_what_is_another_hall_s_is_refused(self):
        other = self.env["res.company"].create({"name": "另一大厅"})
        organ = self.department.copy({"company_id": other.id, "name": "另一部门"})
        with self.assertRaisesRegex(UserError, "another hall"):
            self.open_referral(department_id=organ.id)

    def test_handed_back_within_its_hours(self):
        referral = self.open_referral()
        with self.assertRaisesRegex(UserError, "whose it is"):
            self.referral_step(referral, self.manager, "hand_back", " ")
        self.plant(referral, came_on="=came_on - interval '25 hours'")
        with self.assertRaisesRegex(UserError, "24 hours"):
            self.referral_step(referral, self.manager, "hand_back", "属交通局。")
        self.plant(referral, came_on="=came_on + interval '25 hours'")
        self.referral_step(referral, self.manager, "hand_back", "属交通局。")
        self.assertEqual(referral.state, "returned")

    def test_extended_once_while_it_runs(self):
        referral = self.open_referral()
        self.referral_step(referral, self.reviewer, "contact", "已联系。")
        with self.assertRaises(AccessError):
            self.referral_step(referral, self.reviewer, "extend", "需现场核实。")
        first = referral.fix_due_on
        self.plant(referral, fix_due_on=hall_date() - timedelta(days=1))
        with self.assertRaisesRegex(UserError, "too late"):
            self.referral_step(referral, self.manager, "extend", "需现场核实。")
        self.plant(referral, fix_due_on=first)
        self.referral_step(referral, self.manager, "extend", "需现场核实，已告知。")
        self.assertGreater(referral.fix_due_on, first)
        self.assertEqual(referral.first_due_on, first)
        with self.assertRaisesRegex(UserError, "once already"):
            self.referral_step(referral, self.manager, "extend", "仍需时间。")

    def test_what_gets_stuck_is_seen_to_and_answered(self):
        request = self.draft_request(kind="stuck", phone="13800000002")
        request.with_user(self.clerk).action_record()
        referral = request.referral_ids
        self.assertEqual((referral.state, referral.source), ("open", "window"))
        self.assertTrue(referral.contact_due_on and referral.fix_due_on)
        with self.assertRaisesRegex(UserError, "our own window"):
            self.referral_step(referral, self.manager, "hand_back", "不属于。")
        boss = request.with_user(self.manager)
        boss.judgement = "已协调办理。"
        with self.assertRaisesRegex(UserError, "called back"):
            boss.action_put_right()
        self.referral_step(referral, self.reviewer, "contact", "已联系。")
        self.referral_step(referral, self.reviewer, "fix", "已办理。")
        self.referral_step(referral, self.manager, "close", "满意。")
        boss.action_put_right()
        self.assertEqual(request.state, "put_right")
        self.assertFalse(self.recorded_request().referral_ids, "not for papers")

    def test_sheet_is_brought_in_whole_and_once(self):
        case = self.received_case()
        text = SHEET.format(
            number="GD260302", organ=self.department.name, case=case.number
        )
        self.bring(text)
        found = self.env["yichuang.referral"].search([("number", "like", "GD260302")])
        first, second = found.sorted("number")
        self.assertEqual(
            (first.case_id, first.department_id, first.service_id, first.state),
            (case, self.department, self.service, "draft"),
        )
        self.assertEqual(str(first.came_on), "2026-03-02 01:30:00")
        self.assertFalse(second.department_id, "the manager chooses")
        self.assertTrue(second.anonymous)
        with self.assertRaisesRegex(UserError, "here already"):
            self.bring(text)
        with self.assertRaisesRegex(UserError, "(?s)Row 2.*Row 3"):
            self.bring("工单编号,转办时间,诉求内容\nG1,昨天,内容\nG2,2026-03-02,\n")
        with self.assertRaises(AccessError):
            self.bring(text, self.clerk)

    def bring(self, text, user=None):
        content = base64.b64encode(text.encode("gb18030"))
        wizards = self.env(user=(user or self.manager).id)["yichuang.referral.bring"]
        return wizards.create({"content": content}).action_confirm()

    def test_left_too_long_gets_one_card_a_duty(self):
        referral = self.open_referral(case_id=self.received_case().id)
        hidden = self.open_referral(phone=False, anonymous=True)
        # Of the demo some may be overdue.
        self.assertNotIn(referral.case_id, self.sweep("referral_overdue").case_id)
        self.plant(referral | hidden, contact_due_on=hall_date() - timedelta(days=1))
        card = self.sweep("referral_overdue")
        self.assertEqual((card.case_id, len(card)), (referral.case_id, 1))
        self.plant(hidden, fix_due_on=hall_date() - timedelta(days=1))
        self.assertEqual(len(self.sweep("referral_overdue")), 1)
        self.assertFalse(self.sweep("referral_overdue"))

    def test_inbox_and_form(self):
        referral = self.open_referral(user_id=self.clerk.id)
        for user in (self.clerk, self.reviewer, self.manager, self.supervisor):
            with self.subTest(user.login):
                box = Inbox(self.env(user=user.id), "yichuang_intake.referral_action")
                mine = box.look(Domain("id", "=", referral.id))
                self.assertEqual(mine["length"], 1)
                open_form(referral.with_user(user))
        stranger = self.env(user=self.second_clerk.id)["yichuang.referral"]
        self.assertFalse(stranger.search([("id", "=", referral.id)]))
