import io
from unittest.mock import patch

from PIL import Image

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_catalog.tools import receipt_number

from ...tools import upload
from ..common import PERSON, PERSON_MISTYPED, IntakeCase


def picture():
    """A picture as a telephone takes it, very small."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(stream, "PNG")
    return stream.getvalue()


PICTURE = picture()
STATED = {
    "applicant_kind": "natural",
    "applicant_name": "示例申请人",
    "id_number": PERSON,
    "phone": "13800000000",
    "address": "示例路1号",
    "subject": "示例项目",
}


@tagged("post_install", "-at_install")
class ApplyCase(IntakeCase, HttpCase):
    """An applicant and a stranger, and a service one can apply for online."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls.make_user("test_applicant", "base.group_portal")
        cls.stranger = cls.make_user("test_stranger_portal", "base.group_portal")
        version = cls.asking_version(
            item_name="示例网上许可",
            online_depth="3",
            online_url="https://example.com/apply",
        )
        cls.online = version.service_id.with_env(cls.env)
        cls.page = f"/my/apply/service/{cls.online._public_reference()}"

    def enter(self, login="test_applicant"):
        self.authenticate(login, login)

    def send(self, url, files=None, follow=False, **values):
        """Send a form as the browser does."""
        return self.url_open(
            url,
            data={"csrf_token": http.Request.csrf_token(self), **values},
            files=files,
            allow_redirects=follow,
        )

    def begun(self, answer="1"):
        """A draft of the applicant, begun on the pages."""
        self.enter()
        answered = self.send(self.page, q1=answer)
        self.assertIn(answered.status_code, (302, 303), answered.text[:300])
        token = answered.headers["Location"].rsplit("/", 1)[1]
        return self.env["yichuang.case"].search([("apply_token", "=", token)])

    def files(self, case, data=PICTURE):
        return {
            f"file_{number}": ("../../etc/x.exe", data, "text/html")
            for number, _line in enumerate(case.material_ids, 1)
        }

    def url(self, case):
        return f"/my/apply/{case.apply_token}"

    def submitted(self, answer="1"):
        case = self.begun(answer)
        answered = self.send(
            self.url(case), self.files(case), do="submit", revision="0", **STATED
        )
        self.assertIn(answered.status_code, (302, 303), answered.text[:300])
        self.assertEqual(case.state, "submitted")
        return case


@tagged("post_install", "-at_install")
class TestApply(ApplyCase):
    def test_only_services_one_can_apply_for_online_are_offered(self):
        self.enter()
        page = self.url_open("/my/apply").text
        self.assertIn("示例网上许可", page)
        # The way here names no service before one is chosen.
        self.assertNotRegex(page, r'breadcrumb-item active text-break"')
        self.assertNotIn(f"/my/apply/service/{self.service._public_reference()}", page)
        window_only = f"/my/apply/service/{self.service._public_reference()}"
        self.assertEqual(self.url_open(window_only).status_code, 404)

    def test_questions_decide_the_materials_as_at_the_window(self):
        for answer, count in (("1", 2), ("2", 3)):
            with self.subTest(answer):
                case = self.begun(answer)
                self.assertEqual(len(case.material_ids), count)
                self.assertEqual(case.channel, "online")

    def test_art78_whoever_is_banned_is_not_received_online_either(self):
        case = self.submitted()
        self.imposed_ban(id_number=PERSON, item_id=self.online.item_id.id)
        with self.assertRaisesRegex(UserError, "may not apply.*Art. 78"):
            case.with_user(self.clerk).action_receive_online()
        self.assertEqual(case.state, "submitted")

    def test_every_question_that_appears_is_answered_first(self):
        self.enter()
        before = self.env["yichuang.case"].search_count([])
        self.assertEqual(self.send(self.page).status_code, 422)
        self.assertEqual(self.send(self.page, q1="7").status_code, 422)
        self.assertEqual(self.env["yichuang.case"].search_count([]), before)

    def test_nothing_changes_on_get_and_without_the_forms_token(self):
        case = self.submitted()
        events = self.env["yichuang.event"].search_count([])
        cases = self.env["yichuang.case"].search_count([])
        for url in ("/my/apply", self.page + "?q1=1", self.url(case) + "?do=take_back"):
            self.assertEqual(self.url_open(url).status_code, 200)
        for url in (self.page, self.url(case)):
            refused = self.url_open(url, data={"q1": "1", "do": "take_back"})
            self.assertEqual(refused.status_code, 400)
        self.assertEqual(case.state, "submitted")
        self.assertEqual(self.env["yichuang.case"].search_count([]), cases)
        self.assertEqual(self.env["yichuang.event"].search_count([]), events)

    def test_nothing_typed_is_lost_on_an_error(self):
        case = self.begun()
        typed = {**STATED, "id_number": PERSON_MISTYPED, "phone": "示例"}
        answered = self.send(self.url(case), do="submit", revision="0", **typed)
        self.assertEqual(answered.status_code, 422)
        for name in ("applicant_name", "id_number", "phone", "address", "subject"):
            self.assertIn(f'value="{typed[name]}"', answered.text)
        for name in ("id_number", "phone", "file_1", "file_2"):
            self.assertIn(f'id="{name}_fault"', answered.text)
        self.assertEqual(case.state, "draft")
        self.assertEqual((case.applicant_name, case.phone), ("示例申请人", False))

    def test_what_is_saved_comes_back_with_the_number_masked(self):
        case = self.begun()
        self.send(self.url(case), self.files(case), do="save", **STATED)
        page = self.url_open(self.url(case)).text
        self.assertIn("示例路1号", page)
        self.assertNotIn(PERSON, page)
        self.send(self.url(case), do="save", **{**STATED, "id_number": case.id_number})
        self.assertEqual(case._identity_numbers()[case.id], PERSON)

    def test_files_are_told_by_content_and_named_by_us(self):
        case = self.begun()
        for data in (b"<html></html>", b"MZ" + bytes(40), b"%PDF-1.4 broken", b""):
            with self.subTest(data[:4]):
                answered = self.send(self.url(case), self.files(case, data), do="save")
                self.assertEqual(answered.status_code, 422)
                self.assertFalse(case.file_ids)
        self.send(self.url(case), self.files(case), do="save")
        self.assertEqual(len(case.file_ids), 2)
        for file in case.file_ids:
            self.assertRegex(file.name, r"^示例\w+-1\.png$")
        given = self.url_open(f"{self.url(case)}/file/{case.file_ids[0].token}")
        self.assertEqual(given.content, PICTURE)
        self.assertIn("attachment", given.headers["Content-Disposition"])
        self.assertEqual(given.headers["X-Content-Type-Options"], "nosniff")
        self.send(self.url(case), do=f"remove-{case.file_ids[0].token}")
        self.assertEqual(len(case.file_ids), 1)

    def test_number_of_files_is_limited(self):
        case = self.begun()
        with patch.object(upload, "MOST_FILES", 1):
            answered = self.send(self.url(case), self.files(case), do="save")
        self.assertEqual(answered.status_code, 422)
        self.assertEqual(len(case.file_ids), 1)

    def test_hall_receives_what_was_submitted_and_gives_the_receipt(self):
        case = self.submitted()
        self.assertFalse(case.receipt_number)
        self.assertTrue(case.precheck_due_on)
        case.with_user(self.clerk).action_receive_online()
        self.assertEqual(case.state, "received")
        self.assertTrue(receipt_number.compact(case.receipt_number))
        self.assertTrue(all(case.material_ids.mapped("received")))
        self.assertEqual(case.document_ids.mapped("kind"), ["receipt"])
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")
        answered = self.url_open(self.url(case), allow_redirects=False)
        self.assertIn(case.receipt_number, answered.headers["Location"])

    def test_agent_is_asked_for_the_mandate_and_others_are_not(self):
        for answer, count in (("1", 2), ("2", 3)):
            with self.subTest(answer):
                case = self.submitted(answer)
                case.with_user(self.clerk).action_receive_online()
                case.with_user(self.clerk).action_accept()
                self.assertEqual(len(case.material_ids), count)

    def test_hall_sends_back_with_a_reason_and_gets_it_again(self):
        case = self.submitted()
        with self.assertRaisesRegex(UserError, "know what to change"):
            case.with_user(self.clerk)._transition("send_back", {})
        self.confirm("yichuang.case.send.back", case, self.clerk, reason="照片不清楚")
        self.assertEqual(case.state, "draft")
        self.assertIn("照片不清楚", self.url_open(self.url(case)).text)
        for door in (
            lambda: case.with_user(self.clerk).action_receive(),
            lambda: case.with_user(self.clerk).write({"applicant_name": "改名"}),
        ):
            with self.assertRaisesRegex(UserError, "hands of its applicant"):
                door()
        self.send(self.url(case), do="submit", revision=str(case.revision), **STATED)
        self.assertEqual(case.state, "submitted")
        self.assertFalse(case.sent_back_reason)

    def test_submitting_an_outdated_page_is_refused(self):
        case = self.submitted()
        self.send(self.url(case), do="take_back", revision=str(case.revision))
        self.assertEqual(case.state, "draft")
        answered = self.send(self.url(case), do="submit", revision="0", **STATED)
        self.assertEqual(answered.status_code, 422)
        self.assertEqual(case.state, "draft")

    def test_draft_is_its_applicants_alone(self):
        case = self.begun()
        for user in (self.clerk, self.manager, self.supervisor, self.reviewer):
            with self.subTest(user.login):
                self.assertFalse(
                    self.env["yichuang.case"]
                    .with_user(user)
                    .search([("id", "=", case.id)])
                )
        self.send(self.url(case), do="discard")
        self.assertFalse(case.exists())

    def test_stranger_gets_the_answer_for_what_is_not_there(self):
        case = self.submitted()
        file = case.file_ids[0].token
        self.enter("test_stranger_portal")
        missing = f"/my/apply/{'x' * 22}"
        for end in ("", f"/file/{file}"):
            theirs, nowhere = (
                self.url_open(base + end) for base in (self.url(case), missing)
            )
            self.assertEqual(theirs.status_code, 404)
            self.assertEqual(nowhere.status_code, 404)
        for do in ("take_back", "discard", "save", "submit"):
            self.assertEqual(
                self.send(self.url(case), do=do, **STATED).status_code, 404
            )
        self.assertEqual(case.state, "submitted")
        with self.assertRaisesRegex(UserError, "not an application of yours"):
            case.with_user(self.stranger).sudo()._transition("take_back")

    def test_staff_do_not_apply_on_the_applicants_pages(self):
        self.enter("test_clerk")
        self.assertEqual(self.url_open("/my/apply").status_code, 404)

    def test_applicant_reaches_no_step_of_the_hall(self):
        case = self.submitted()
        own = case.with_user(self.applicant)
        for door in (
            own.action_receive_online,
            own.action_send_back,
            lambda: own.sudo()._transition("receive_online"),
            lambda: own.write({"subject": "x"}),
        ):
            with self.assertRaises(UserError):
                door()
        with self.assertRaises(AccessError):
            case.file_ids.with_user(self.applicant).read(["name"])


@tagged("post_install", "-at_install")
class TestFollow(ApplyCase):
    """Supplement, withdraw and follow on the page of the case."""

    def wanting(self):
        """A case whose notice names both materials."""
        case = self.received_case(partner_id=self.applicant.partner_id.id)
        wizard = (
            self.env["yichuang.case.notify"]
            .with_user(self.clerk)
            .create({"case_id": case.id, "revision": case.revision})
        )
        wizard.action_confirm()
        self.assertEqual(case.state, "supplement")
        self.enter()
        return case

    def case_url(self, case):
        return f"/my/cases/{case.receipt_number}"

    def test_art32_supplement_sent_in_online_counts_from_then(self):
        case = self.wanting()
        page = self.url_open(self.case_url(case)).text
        self.assertIn("o_yichuang_wanted", page)
        self.send(f"{self.case_url(case)}/supplement", self.files(case))
        lines = case.supplement_ids
        self.assertTrue(all(lines.mapped("sent_in_on")))
        self.assertFalse(any(lines.mapped("handed_in_on")))
        lines.sent_in_on = "2026-03-02 02:00:00"
        case.with_user(self.clerk).action_take_supplements()
        self.assertEqual(
            set(lines.mapped("handed_in_on")), set(lines.mapped("sent_in_on"))
        )
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.accepted_on, lines[0].sent_in_on)

    def test_art32_what_was_sent_in_in_time_does_not_lapse(self):
        case = self.wanting()
        self.send(f"{self.case_url(case)}/supplement", self.files(case))
        cases = self.env["yichuang.case"]
        self.assertFalse(
            cases.search(
                [("id", "=", case.id), ("supplement_ids", "any", cases._outstanding())]
            )
        )

    def test_nobody_is_refused_before_what_was_sent_in_is_looked_at(self):
        case = self.wanting()
        self.send(f"{self.case_url(case)}/supplement", self.files(case))
        case._write_guarded({"supplement_due_on": "2014-01-01"})
        with self.assertRaisesRegex(UserError, "nobody has looked at it"):
            self.refuse(case, refusal_kind="not_supplemented", competent_organ=False)

    def test_what_is_not_in_order_is_sent_back_with_the_reason(self):
        case = self.wanting()
        line = case.supplement_ids[0]
        with self.assertRaisesRegex(UserError, "Nothing that was sent in"):
            line.with_user(self.clerk)._send_back("无")
        self.send(f"{self.case_url(case)}/supplement", self.files(case))
        self.confirm(
            "yichuang.case.send.back",
            case,
            self.clerk,
            supplement_id=line.id,
            reason="缺少签字页",
        )
        self.assertFalse(line.sent_in_on)
        self.assertIn("缺少签字页", self.url_open(self.case_url(case)).text)
        self.assertEqual(case.state, "supplement")

    def test_only_what_is_wanted_is_taken(self):
        case = self.accepted_case(partner_id=self.applicant.partner_id.id)
        self.enter()
        self.send(f"{self.case_url(case)}/supplement", self.files(case))
        self.assertFalse(case.file_ids)

    def test_applicant_withdraws_with_a_reason(self):
        case = self.accepted_case(partner_id=self.applicant.partner_id.id)
        self.enter()
        url = f"{self.case_url(case)}/withdraw"
        for values in ({"reason": " "}, {"reason": "不再需要", "revision": "0"}):
            answered = self.send(url, **values)
            self.assertEqual(answered.status_code, 422)
            self.assertEqual(case.state, "accepted")
        self.send(url, reason="不再需要", revision=str(case.revision))
        self.assertEqual((case.state, case.end_reason), ("withdrawn", "不再需要"))
        self.assertIn("withdrawal", case.document_ids.mapped("kind"))
        self.assertEqual(
            self.send(url, reason="再次", revision=str(case.revision)).status_code, 422
        )

    def test_strangers_requests_end_where_those_to_nothing_end(self):
        case = self.wanting()
        self.enter("test_stranger_portal")
        for end in ("/supplement", "/withdraw"):
            places = {
                self.send(base + end, reason="x").headers.get("Location")
                for base in (self.case_url(case), "/my/cases/HALL-200101-0001-A")
            }
            self.assertEqual(len(places), 1)
        self.assertEqual(case.state, "supplement")
        for end in ("/supplement", "/withdraw"):
            answered = self.url_open(self.case_url(case) + end)
            self.assertIn(answered.status_code, (404, 405))

    def test_public_page_tells_what_is_missing_and_nothing_personal(self):
        case = self.wanting()
        self.authenticate(None, None)
        page = self.send(
            "/track", number=case.receipt_number, code=case.query_code
        ).text
        for name in case.supplement_ids.mapped("name"):
            self.assertIn(name, page)
        self.assertIn("o_yichuang_next", page)
        for secret in (case.applicant_name, case.phone, PERSON, self.clerk.name):
            self.assertNotIn(secret, page)
