from datetime import datetime

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PERSON
from .test_apply import STATED, ApplyCase

SIGNED_ON = datetime(2026, 3, 2, 1)
SIGN = {"signed_by": "示例申请人", "agreed": "1"}


@tagged("post_install", "-at_install")
class TestUndertakingOnline(ApplyCase):
    """The undertaking to hand materials in later (容缺受理承诺书), signed online by
    the applicant."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.online.current_version_id.material_line_ids
        cls.licence = cls.lines.filtered(lambda line: line.name == "示例营业执照")
        cls.licence._unguarded().write({"necessity": "deferrable", "defer_days": 4})

    def draft(self, **stated):
        """A draft with everything but what may follow later."""
        case = self.begun()
        names = case.material_ids.mapped("name")
        skipped = f"file_{names.index('示例营业执照') + 1}"
        files = {name: one for name, one in self.files(case).items() if name != skipped}
        self.send(self.url(case), files, do="save", **{**STATED, **stated})
        return case

    def undertaking_url(self, case):
        return f"{self.url(case)}/undertaking"

    def sign(self, case, **values):
        return self.send(self.undertaking_url(case), **{**SIGN, **values})

    def signed(self):
        case = self.draft()
        answered = self.sign(case)
        self.assertIn(answered.status_code, (302, 303), answered.text[:2000])
        return case

    def submit(self, case, **stated):
        return self.send(
            self.url(case), do="submit", revision="0", **{**STATED, **stated}
        )

    def received(self):
        case = self.signed()
        self.submit(case)
        self.assertEqual(case.state, "submitted")
        case.with_user(self.clerk).action_receive_online()
        return case

    def defer(self, case, **values):
        return self.confirm("yichuang.case.defer", case, self.clerk, **values)

    def test_applicant_reads_materials_time_and_consequence_before(self):
        case = self.draft()
        self.assertIn('value="undertake"', self.url_open(self.url(case)).text)
        led = self.send(self.url(case), do="undertake", **STATED)
        self.assertIn(self.undertaking_url(case), led.headers["Location"])
        page = self.url_open(self.undertaking_url(case)).text
        for words in ("示例营业执照", "4个工作日", "撤销受理", "不作出决定"):
            self.assertIn(words, page)

    def test_signed_with_the_real_name_and_of_ones_own_will(self):
        case = self.draft()
        for values, fault in (
            ({"signed_by": "别人"}, "signed_by_fault"),
            ({"agreed": ""}, "agreed_fault"),
        ):
            with self.subTest(values):
                answered = self.sign(case, **values)
                self.assertEqual(answered.status_code, 422)
                self.assertIn(fault, answered.text)
        self.assertFalse(case.undertaken_on)

    def test_art32_only_what_the_guide_marks_may_follow(self):
        self.licence._unguarded().write({"necessity": "required"})
        case = self.draft()
        self.assertNotIn('value="undertake"', self.url_open(self.url(case)).text)
        self.assertEqual(self.url_open(self.undertaking_url(case)).status_code, 404)
        self.assertEqual(self.sign(case).status_code, 404)
        with self.assertRaisesRegex(UserError, r"may follow later.*Art. 32\(4\)"):
            case.with_user(self.applicant).sudo()._sign_undertaking("示例申请人", True)

    def test_whoever_broke_trust_does_not_sign_nor_submit(self):
        case = self.signed()
        other = self.draft()
        self.imposed_ban(
            ground="credit", item_id=False, public_safety=False, id_number=PERSON
        )
        self.assertEqual(self.sign(other).status_code, 422)
        self.assertFalse(other.undertaken_on)
        self.assertEqual(self.submit(case).status_code, 422)
        self.assertEqual(case.state, "draft")

    def test_signature_does_not_outlive_the_name_or_the_consequence(self):
        case = self.signed()
        answered = self.submit(case, applicant_name="改名后的人")
        self.assertEqual(answered.status_code, 422)
        self.submit(case)
        case.with_user(self.clerk).action_receive_online()
        self.env.company.deferral_overdue = "terminated"
        with self.assertRaisesRegex(UserError, "changed since"):
            self.defer(case)
        self.defer(case, signed_how="paper")
        self.assertEqual(case.deferral_signed_how, "paper")

    def test_taken_back_before_it_is_submitted(self):
        case = self.signed()
        self.send(self.undertaking_url(case), do="take_back")
        self.assertFalse(case.undertaken_on or case._undertaken_lines())

    def test_signature_that_stands_is_not_replaced(self):
        case = self.signed()
        case._write_guarded({"undertaken_on": SIGNED_ON})
        with self.assertRaisesRegex(UserError, "signed on .*2026.*back first"):
            case.with_user(self.applicant).sudo()._sign_undertaking("某人", True)
        for values in ({"signed_by": "别人"}, {"agreed": ""}):
            with self.subTest(values):
                self.assertEqual(self.sign(case, **values).status_code, 422)
        again = self.sign(case)
        self.assertIn(again.status_code, (302, 303))
        self.assertTrue(again.headers["Location"].endswith(self.url(case)))
        self.assertEqual(case.undertaken_on, SIGNED_ON)
        self.assertEqual(self.signings(case), 1)
        self.send(self.undertaking_url(case), do="take_back")
        self.sign(case)
        self.assertNotIn(case.undertaken_on, (False, SIGNED_ON))
        self.assertEqual(self.signings(case), 2)

    def signings(self, case):
        """How often the log of this case says that an undertaking was signed."""
        return self.events_of(case).count("sign_undertaking")

    def test_hall_accepts_on_the_signature_of_the_page_and_documents_it(self):
        case = self.received()
        self.assertTrue(case.deferrable)
        self.defer(case)
        self.assertEqual(
            (case.state, case.deferral_signed_by, case.deferral_signed_how),
            ("accepted", "示例申请人", "online"),
        )
        self.assertTrue(case.deferral_due_on)
        paper = case.document_ids.filtered(lambda one: one.kind == "undertaking")
        facts = dict(paper.facts)
        self.assertEqual(facts["签署方式"], "网上签署")
        self.assertIn("4个工作日内补齐：示例营业执照", facts["承诺内容"])
        with self.assertRaisesRegex(UserError, "before they are in"):
            self.decided(case)

    def decided(self, case):
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case)

    def test_nobody_signs_online_but_the_applicant(self):
        case = self.received()
        with self.assertRaisesRegex(UserError, "Nobody signed this undertaking"):
            self.defer(case, signed_by="窗口人员")
        window = self.received_case()
        window.material_ids[-1].requirement_id._unguarded().write(
            {"necessity": "deferrable"}
        )
        window.material_ids[:-1].with_user(self.clerk)._take()
        with self.assertRaisesRegex(UserError, "Nobody signed this undertaking"):
            self.defer(window, signed_by="示例申请人", signed_how="online")

    def test_online_signature_covers_nothing_beyond_what_was_signed(self):
        form = self.lines.filtered(lambda line: line.name == "示例申请书")
        case = self.received()
        form._unguarded().write({"necessity": "deferrable"})
        case.material_ids.filtered(lambda line: line.requirement_id == form).with_user(
            self.clerk
        ).defect = "不清楚"
        with self.assertRaisesRegex(UserError, "does not speak of 示例申请书"):
            self.defer(case)

    def test_promise_and_undertaking_exclude_each_other(self):
        guide = self.online.current_version_id
        guide._write_guarded({"promise_open": True, "promise_conditions": "有场所。"})
        self.licence._unguarded().write({"by_promise": True})
        case = self.signed()
        self.assertFalse(case._promisable_lines())
        with self.assertRaisesRegex(UserError, "not on both"):
            case.with_user(self.applicant).sudo()._offer_promise([], "", True)

    def test_stranger_gets_the_answer_for_what_is_not_there(self):
        case = self.signed()
        self.enter("test_stranger_portal")
        self.assertEqual(self.url_open(self.undertaking_url(case)).status_code, 404)
        for do in ("sign", "take_back"):
            self.assertEqual(self.sign(case, do=do).status_code, 404)
        self.assertTrue(case.undertaken_on)
        with self.assertRaisesRegex(UserError, "not an application of yours"):
            case.with_user(self.stranger).sudo()._take_back_undertaking()

    def test_nothing_is_signed_on_get_without_token_or_by_hand(self):
        case = self.draft()
        self.url_open(f"{self.undertaking_url(case)}?signed_by=示例申请人&agreed=1")
        refused = self.url_open(self.undertaking_url(case), data=SIGN)
        self.assertEqual(refused.status_code, 400)
        self.assertFalse(case.undertaken_on)
        mine = self.received_case().with_user(self.clerk)
        for door in (
            lambda: mine.write({"undertaken_by": "某人"}),
            lambda: mine.write({"deferral_signed_how": "online"}),
            lambda: mine.material_ids[0].write({"undertaken": True}),
        ):
            with self.assertRaises(UserError):
                door()
