from datetime import datetime

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import PERSON
from ..desk.test_apply import STATED, ApplyCase

SIGNED_ON = datetime(2026, 3, 2, 1)
SIGN = {"signed_by": "示例申请人", "agreed": "1"}


@tagged("post_install", "-at_install")
class TestPromiseOnline(ApplyCase):
    """A promise in place of proof, made online (优化营商环境条例 Art. 40)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisors = cls.env["yichuang.department"].create(
            {
                "name": "测试县监管局",
                "short_name": "测监",
                "region_id": cls.region.id,
                "notice_email": "supervise@example.com",
            }
        )
        cls.promised_service = cls.promise_service(
            online_depth="3",
            online_url="https://example.com/apply",
            promise_conditions="1. 场所面积不少于二十平方米。\n2. 配备灭火器。",
            promise_unit_ids=[(4, cls.supervisors.id)],
        )
        reference = cls.promised_service._public_reference()
        cls.begin = f"/my/apply/service/{reference}"

    def draft(self, **stated):
        """A draft with everything but what a promise may stand for."""
        self.enter()
        token = self.send(self.begin).headers["Location"].rsplit("/", 1)[1]
        case = self.env["yichuang.case"].search([("apply_token", "=", token)])
        files = {
            name: file
            for name, file in self.files(case).items()
            if name != self.promisable_input(case)
        }
        self.send(self.url(case), files, do="save", **{**STATED, **stated})
        return case

    def promisable_input(self, case):
        names = case.material_ids.mapped("name")
        return f"file_{names.index('示例营业执照') + 1}"

    def promise_url(self, case):
        return f"{self.url(case)}/promise"

    def ticks(self, case):
        stated = case._promise_told()["commitments"]
        return {f"commit_{number}": "1" for number in range(1, len(stated) + 1)}

    def sign(self, case, **values):
        return self.send(
            self.promise_url(case), **{**self.ticks(case), **SIGN, **values}
        )

    def signed(self):
        case = self.draft()
        answered = self.sign(case)
        self.assertIn(answered.status_code, (302, 303), answered.text[:2000])
        return case

    def received(self):
        case = self.signed()
        self.send(self.url(case), do="submit", revision="0", **STATED)
        self.assertEqual(case.state, "submitted")
        case.with_user(self.clerk).action_receive_online()
        return case

    def accept(self, case, **values):
        return self.confirm("yichuang.case.promise.sign", case, self.clerk, **values)

    def test_art40_applicant_reads_all_of_the_notice_before(self):
        case = self.draft()
        self.assertIn('value="promise"', self.url_open(self.url(case)).text)
        led = self.send(self.url(case), do="promise", **STATED)
        self.assertIn(self.promise_url(case), led.headers["Location"])
        page = self.url_open(self.promise_url(case)).text
        for words in (
            "第四十条",
            "场所面积不少于二十平方米。",
            "配备灭火器。",
            "示例营业执照",
            "60个工作日",
            "撤销行政许可决定",
            "国办发〔2020〕42号",
        ):
            self.assertIn(words, page)

    def test_art40_each_commitment_is_stated_by_itself(self):
        case = self.draft()
        answered = self.sign(case, commit_2="")
        self.assertEqual(answered.status_code, 422)
        self.assertIn('id="commit_2_fault"', answered.text)
        self.assertRegex(answered.text, r'id="commit_1"[^>]*checked')
        self.assertIn('value="示例申请人"', answered.text)
        self.assertFalse(case.promise_offered_on)

    def test_art40_signed_with_the_real_name_and_of_ones_own_will(self):
        case = self.draft()
        for values, fault in (
            ({"signed_by": "别人"}, "signed_by_fault"),
            ({"signed_by": ""}, "signed_by_fault"),
            ({"agreed": ""}, "agreed_fault"),
        ):
            with self.subTest(values):
                answered = self.sign(case, **values)
                self.assertEqual(answered.status_code, 422)
                self.assertIn(fault, answered.text)
        self.assertFalse(case.promise_offered_on)

    def test_nobody_promises_before_saying_who_they_are(self):
        case = self.draft(applicant_name="")
        answered = self.sign(case)
        self.assertEqual(answered.status_code, 422)
        self.assertFalse(case.promise_offered_on)

    def test_art40_whoever_broke_trust_is_refused_with_the_article(self):
        case = self.draft()
        self.imposed_ban(
            ground="credit", item_id=False, public_safety=False, id_number=PERSON
        )
        answered = self.sign(case)
        self.assertEqual(answered.status_code, 422)
        self.assertRegex(
            answered.text, "until trust is restored.*Art. 40|信用修复前.*第四十条"
        )
        self.assertFalse(case.promise_offered_on)

    def test_trust_lost_after_signing_bars_the_submission(self):
        case = self.signed()
        self.imposed_ban(
            ground="credit", item_id=False, public_safety=False, id_number=PERSON
        )
        answered = self.send(self.url(case), do="submit", revision="0", **STATED)
        self.assertEqual(answered.status_code, 422)
        self.assertEqual(case.state, "draft")

    def test_service_that_is_not_open_to_a_promise_has_no_such_page(self):
        case = self.begun()
        self.assertEqual(self.url_open(self.promise_url(case)).status_code, 404)
        self.assertEqual(self.send(self.promise_url(case)).status_code, 404)
        with self.assertRaisesRegex(UserError, "not given on a promise|who applies"):
            case.with_user(self.applicant).sudo()._offer_promise([], "", True)

    def test_what_is_promised_need_not_be_sent_in_and_all_else_must(self):
        case = self.draft()
        refused = self.send(self.url(case), do="submit", revision="0", **STATED)
        self.assertEqual(refused.status_code, 422)
        self.sign(case)
        self.assertEqual(case._offered_lines().mapped("name"), ["示例营业执照"])
        self.send(self.url(case), do="submit", revision="0", **STATED)
        self.assertEqual(case.state, "submitted")

    def test_art40_signature_does_not_outlive_the_name_it_was_given_for(self):
        case = self.signed()
        other = {**STATED, "applicant_name": "改名后的人"}
        answered = self.send(self.url(case), do="submit", revision="0", **other)
        self.assertEqual(answered.status_code, 422)
        self.assertRegex(answered.text, "sign it anew|重新阅读并签署")

    def test_promise_is_taken_back_before_it_is_submitted(self):
        case = self.signed()
        self.send(self.promise_url(case), do="take_back")
        self.assertFalse(case.promise_offered_on)
        self.assertFalse(case._offered_lines())
        refused = self.send(self.url(case), do="submit", revision="0", **STATED)
        self.assertEqual(refused.status_code, 422)

    def test_signing_twice_is_refused_and_changes_nothing(self):
        case = self.signed()
        case._write_guarded({"promise_offered_on": SIGNED_ON})
        with self.assertRaisesRegex(UserError, "signed on .*2026.*back first"):
            case.with_user(self.applicant).sudo()._offer_promise(["1"], "某人", True)
        for values in ({"commit_1": ""}, {"signed_by": "别人"}, {"agreed": ""}):
            with self.subTest(values):
                self.assertEqual(self.sign(case, **values).status_code, 422)
        self.assertEqual(case.promise_offered_on, SIGNED_ON)
        self.assertEqual(self.signings(case), 1)

    def test_second_click_leads_back_to_the_draft_as_the_first(self):
        case = self.signed()
        case._write_guarded({"promise_offered_on": SIGNED_ON})
        again = self.sign(case)
        self.assertIn(again.status_code, (302, 303))
        self.assertTrue(again.headers["Location"].endswith(self.url(case)))
        self.assertEqual(case.promise_offered_on, SIGNED_ON)
        self.assertEqual(self.signings(case), 1)

    def test_taken_back_it_is_signed_anew(self):
        case = self.signed()
        case._write_guarded({"promise_offered_on": SIGNED_ON})
        self.send(self.promise_url(case), do="take_back")
        self.sign(case)
        self.assertNotIn(case.promise_offered_on, (False, SIGNED_ON))
        self.assertEqual(self.signings(case), 2)

    def signings(self, case):
        """How often the log of this case says that a promise was signed."""
        return self.events_of(case).count("offer_promise")

    def test_hall_accepts_on_the_signature_of_the_page(self):
        case = self.received()
        self.assertTrue(case.promisable)
        self.accept(case)
        promise = case.promise_ids
        self.assertEqual(
            (promise.signed_by, promise.signed_how), ("示例申请人", "online")
        )
        self.assertEqual((case.state, case.promised), ("accepted", True))

    def test_art40_nobody_signs_online_but_the_applicant(self):
        case = self.received()
        with self.assertRaisesRegex(UserError, "Nobody signed this promise online"):
            self.accept(case, signed_by="窗口人员")
        paper = self.promisable_case()
        with self.assertRaisesRegex(UserError, "Nobody signed this promise online"):
            self.accept(paper, signed_how="online")
        self.accept(paper, signed_how="paper")
        self.assertTrue(paper.promised)

    def test_applicant_is_told_that_it_is_accepted(self):
        self.applicant.partner_id.email = "applicant@example.com"
        case = self.received()
        self.accept(case)
        kinds = case.sudo().outbox_ids.mapped("kind")
        self.assertEqual(sorted(kinds), ["accepted", "received"])

    def test_units_that_supervise_are_told_of_the_grant_through_the_outbox(self):
        case = self.received()
        self.accept(case)
        self.assertNotIn("promise_told", case.sudo().outbox_ids.mapped("kind"))
        self.decide(case, on_the_spot=True)
        [told] = case.sudo().outbox_ids.filtered(
            lambda notice: notice.kind == "promise_told"
        )
        self.assertEqual(told.address, "supervise@example.com")
        self.assertIn("测试县监管局", told.body)
        self.assertIn("示*", told.body)
        self.assertNotIn("示例申请人", told.body)

    def test_units_are_not_told_where_nothing_was_granted_on_a_promise(self):
        case = self.received()
        self.accept(case)
        self.decide(case, on_the_spot=True, outcome="denied")
        self.assertNotIn("promise_told", case.sudo().outbox_ids.mapped("kind"))

    def test_guide_is_not_published_with_a_unit_nobody_can_reach(self):
        version = self.draft_version(
            promise_open=True,
            promise_conditions="场所面积不少于二十平方米。",
            promise_unit_ids=[(4, self.supervisors.id)],
        )
        version.material_line_ids[0].by_promise = True
        self.assertFalse(version.gaps)
        self.supervisors.notice_email = False
        self.assertIn("测试县监管局", version.gaps or "")
        with self.assertRaises(ValidationError):
            self.supervisors.notice_email = "无"

    def test_stranger_gets_the_answer_for_what_is_not_there(self):
        case = self.signed()
        self.enter("test_stranger_portal")
        self.assertEqual(self.url_open(self.promise_url(case)).status_code, 404)
        for do in ("sign", "take_back"):
            self.assertEqual(
                self.send(self.promise_url(case), do=do, **SIGN).status_code, 404
            )
        self.assertTrue(case.promise_offered_on)
        with self.assertRaisesRegex(UserError, "not an application of yours"):
            case.with_user(self.stranger).sudo()._take_back_offer()

    def test_nothing_is_signed_on_get_or_without_the_forms_token(self):
        case = self.draft()
        self.url_open(f"{self.promise_url(case)}?signed_by=示例申请人&agreed=1")
        refused = self.url_open(self.promise_url(case), data=SIGN)
        self.assertEqual(refused.status_code, 400)
        self.assertFalse(case.promise_offered_on)

    def test_offer_is_not_written_by_hand(self):
        case = self.received_case()
        mine = case.with_user(self.clerk)
        for door in (
            lambda: mine.write({"promise_offered_by": "某人"}),
            lambda: mine.material_ids[0].write({"promise_offered": True}),
        ):
            with self.assertRaises(UserError):
                door()
