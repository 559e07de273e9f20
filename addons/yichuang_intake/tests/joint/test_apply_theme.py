from datetime import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import PERSON
from ..desk.test_apply import PICTURE, STATED, ApplyCase
from ..desk_builders import SOMEBODY_ELSE

SIGNED_ON = datetime(2026, 3, 2, 1)


class ApplyThemeCase(ApplyCase):
    """A theme one can apply for online, and its applicant at work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theme = cls.online_theme()
        cls.begin = f"/my/apply/theme/{cls.theme.slug}"

    FORM = {"datum_1": "示例路1号", "datum_2": "120"}
    ALL = {"kind": "natural", "chosen": "1", "m1": "1", "m2": "1", "m3": "1", "q1": "1"}

    def begun_joint(self, **words):
        """A draft of the applicant, begun on the pages."""
        self.enter()
        answered = self.send(self.begin, **{**self.ALL, **words})
        self.assertIn(answered.status_code, (302, 303), answered.text[:2000])
        token = answered.headers["Location"].rsplit("/", 1)[1]
        return self.env["yichuang.joint.case"].search([("apply_token", "=", token)])

    def joint_url(self, joint):
        return f"/my/apply/joint/{joint.apply_token}"

    def joint_files(self, joint, *names, data=PICTURE):
        """A file for each material, or for those of these names."""
        return {
            f"file_{number}": ("../x.exe", data, "text/html")
            for number, line in enumerate(joint.material_ids, 1)
            if not line.passed_on and (not names or line.name in names)
        }

    def submitted_joint(self):
        joint = self.begun_joint()
        answered = self.send(
            self.joint_url(joint),
            self.joint_files(joint),
            do="submit",
            revision="0",
            **STATED,
            **self.FORM,
        )
        self.assertIn(answered.status_code, (302, 303), answered.text[:2000])
        self.assertEqual(joint.state, "submitted")
        return joint

    def received_online(self):
        joint = self.submitted_joint()
        joint.with_user(self.clerk).action_receive_online()
        return joint

    def accepted_online(self):
        joint = self.received_online()
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(joint.state, "accepted")
        return joint

    def page_of(self, joint):
        return f"/my/joint/{joint.receipt_number}"


@tagged("post_install", "-at_install")
class TestApplyTheme(ApplyThemeCase):
    def test_theme_page_leads_to_the_application(self):
        self.assertIn(
            self.begin, self.url_open(f"/services/theme/{self.theme.slug}").text
        )
        self.enter()
        self.assertIn(self.begin, self.url_open("/my/apply").text)

    def test_theme_with_a_matter_for_the_window_alone_is_not_offered(self):
        window = self.joint_theme()
        self.assertNotIn(
            "/my/apply/theme", self.url_open(f"/services/theme/{window.slug}").text
        )
        self.enter()
        missing = self.url_open(f"/my/apply/theme/{window.slug}")
        self.assertEqual(missing.status_code, 404)

    def test_art31_answers_decide_the_one_set_as_at_the_window(self):
        for answer, names in (
            ("1", ["示例申请书", "示例营业执照", "示例平面图"]),
            ("2", ["示例申请书", "示例营业执照", "示例授权委托书", "示例平面图"]),
        ):
            with self.subTest(answer):
                joint = self.begun_joint(q1=answer)
                asked = joint.material_ids.filtered(lambda line: not line.passed_on)
                self.assertEqual(sorted(asked.mapped("name")), sorted(names))

    def test_every_question_is_answered_first_and_answers_stay(self):
        self.enter()
        before = self.env["yichuang.joint.case"].search_count([])
        words = {**self.ALL, "q1": ""}
        answered = self.send(self.begin, **words, m9="1")
        self.assertEqual(answered.status_code, 422)
        shown = self.send(self.begin, do="show", **{**self.ALL, "m3": "", "q1": "2"})
        self.assertRegex(shown.text, r'id="q1-2"[^>]*checked')
        self.assertNotRegex(shown.text, r'id="m3"[^>]*checked')
        self.assertEqual(self.env["yichuang.joint.case"].search_count([]), before)

    def test_questions_of_a_matter_left_out_are_not_put(self):
        joint = self.begun_joint(m1="", q1="")
        self.assertEqual(len(joint.theme_line_ids), 2)

    def test_art26_single_matter_is_no_joint_case(self):
        self.enter()
        before = self.env["yichuang.joint.case"].search_count([])
        answered = self.send(self.begin, **{**self.ALL, "m2": "", "m3": ""})
        self.assertEqual(answered.status_code, 422)
        self.assertEqual(self.env["yichuang.joint.case"].search_count([]), before)

    def test_submitted_once_received_once(self):
        joint = self.received_online()
        self.assertEqual(joint.state, "received")
        self.assertEqual(joint.document_ids.mapped("kind"), ["receipt"])
        self.assertEqual(set(joint.child_ids.mapped("channel")), {"online"})
        self.assertEqual(len(joint.child_ids), 3)
        asked = joint.material_ids.filtered(lambda line: not line.passed_on)
        self.assertTrue(all(asked.mapped("received")))
        self.assertEqual(len(joint.file_ids), len(asked))
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        led = self.url_open(self.joint_url(joint), allow_redirects=False)
        self.assertIn(joint.receipt_number, led.headers["Location"])

    def test_each_organ_finds_the_file_that_was_sent_in_once(self):
        joint = self.received_online()
        for case in joint.child_ids:
            form = case.file_ids.filtered(
                lambda one: one.material_id.name == "示例申请书"
            )
            self.assertEqual(len(form), 1)
            self.assertFalse(form.seen_before)
        theirs = joint.child_ids.filtered(
            lambda case: case.department_id == self.other_organ
        )
        seen = theirs.file_ids.with_user(self.other_reviewer)
        self.assertEqual(set(seen.mapped("case_id.id")), set(theirs.ids))

    def test_one_undertaking_is_signed_online_for_all_matters(self):
        plan = self.theme.line_ids.version_id.material_line_ids.filtered(
            lambda line: line.name == "示例平面图"
        )
        plan._unguarded().write({"necessity": "deferrable", "defer_days": 3})
        joint = self.begun_joint()
        files = self.joint_files(joint, "示例申请书", "示例营业执照")
        self.send(self.joint_url(joint), files, do="save", **STATED, **self.FORM)
        page = f"{self.joint_url(joint)}/undertaking"
        self.assertIn("“网办消防检查”自受理之日起3个工作日", self.url_open(page).text)
        self.send(page, signed_by="示例申请人", agreed="1")
        self.assertEqual(joint._undertaken_lines().mapped("name"), ["示例平面图"])
        joint._write_guarded({"undertaken_on": SIGNED_ON})
        with self.assertRaisesRegex(UserError, "signed on .*2026.*back first"):
            joint.with_user(self.applicant).sudo()._sign_undertaking("某人", True)
        again = self.send(page, signed_by="示例申请人", agreed="1")
        self.assertIn(again.status_code, (302, 303))
        self.assertEqual(joint.undertaken_on, SIGNED_ON)
        self.send(
            self.joint_url(joint), do="submit", revision="0", **STATED, **self.FORM
        )
        self.assertEqual(joint.state, "submitted")
        joint.with_user(self.clerk).action_receive_online()
        self.env(user=self.clerk.id)["yichuang.joint.defer"].create(
            {"joint_id": joint.id, "revision": joint.revision}
        ).action_confirm()
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        self.assertEqual(
            self.parts(joint).mapped("deferral_signed_how"), [False, "online", False]
        )
        paper = joint.document_ids.filtered(lambda one: one.kind == "undertaking")
        self.assertIn("示例平面图", dict(paper.facts)["承诺内容"])

    def on_file_of_the_applicant(self):
        """A licence that the applicant uploaded on their pages."""
        before = self.env["yichuang.vault.document"].search([])
        self.enter()
        self.send(
            "/my/documents",
            {"file": ("x.exe", PICTURE, "text/html")},
            material=self.material("示例营业执照").token,
            holder_kind="natural",
            holder_name="示例申请人",
            id_number=PERSON,
            truth="1",
        )
        return self.env["yichuang.vault.document"].search([]) - before

    def test_state_council_716_art7_own_document_is_chosen_once_for_all_matters(self):
        document = self.on_file_of_the_applicant()
        joint = self.begun_joint()
        self.send(self.joint_url(joint), do="save", **STATED, **self.FORM)
        names = joint.material_ids.mapped("name")
        number = names.index("示例营业执照") + 1
        button = f"take-{number}-{document.token}"
        self.assertIn(button, self.url_open(self.joint_url(joint)).text)
        other = f"take-{names.index('示例平面图') + 1}-{document.token}"
        answered = self.send(self.joint_url(joint), do=other, **STATED, **self.FORM)
        self.assertEqual(answered.status_code, 422)
        self.send(self.joint_url(joint), do=button, **STATED, **self.FORM)
        line = joint.material_ids[number - 1]
        self.assertTrue(line.on_file)
        self.send(self.joint_url(joint), do=f"put_back-{number}", **STATED)
        self.assertFalse(line.on_file)
        self.send(self.joint_url(joint), do=button, **STATED, **self.FORM)
        self.assertNotIn(button, self.url_open(self.joint_url(joint)).text)
        files = self.joint_files(joint, "示例申请书", "示例平面图")
        sending = {"do": "submit", "revision": "0", **self.FORM}
        stranger = {**STATED, "id_number": SOMEBODY_ELSE}
        refused = self.send(self.joint_url(joint), files, **sending, **stranger)
        self.assertEqual(refused.status_code, 422)
        self.assertFalse(document.consent_ids)
        self.send(self.joint_url(joint), **sending, **STATED)
        self.assertEqual(joint.state, "submitted")
        joint.with_user(self.clerk).action_receive_online()
        used = self.parts(joint).vault_use_ids
        self.assertEqual(used.document_id, document)
        self.assertEqual(used.case_id, line.line_ids.case_id)
        self.assertEqual(document.consent_ids.case_id, used.case_id)
        self.assertEqual(document.consent_ids.recorded_by_id, self.applicant)
        self.assertTrue(all(line.line_ids.mapped("on_file")))
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(joint.state, "accepted")

    def test_second_submission_is_refused(self):
        joint = self.submitted_joint()
        again = self.send(
            self.joint_url(joint), do="submit", revision="0", **STATED, **self.FORM
        )
        self.assertIn(again.status_code, (302, 303))
        self.assertEqual((joint.state, joint.revision), ("submitted", 1))
        self.send(self.joint_url(joint), do="take_back", revision="1")
        old = self.send(
            self.joint_url(joint), do="submit", revision="0", **STATED, **self.FORM
        )
        self.assertEqual(old.status_code, 422)
        self.assertEqual(joint.state, "draft")

    def test_nothing_typed_is_lost_on_an_error(self):
        joint = self.begun_joint()
        typed = {**STATED, "phone": "示例", "datum_1": "示例路1号", "datum_2": "很大"}
        answered = self.send(
            self.joint_url(joint),
            self.joint_files(joint, "示例平面图"),
            do="submit",
            revision="0",
            **typed,
        )
        self.assertEqual(answered.status_code, 422)
        for name in ("applicant_name", "phone", "address", "datum_1", "datum_2"):
            self.assertIn(f'value="{typed[name]}"', answered.text)
        for name in ("phone", "datum_2", "file_1"):
            self.assertIn(f'id="{name}_fault"', answered.text)
        self.assertEqual(len(joint.file_ids), 1)
        self.assertEqual(joint.state, "draft")

    def test_art29_one_form_is_asked_once_and_judged_by_the_model(self):
        joint = self.submitted_joint()
        self.assertEqual(joint.datum_ids.mapped("name"), ["经营场所", "面积"])
        self.send(self.joint_url(joint), do="take_back", revision="1")
        joint.datum_ids[1].value = "很大"
        with self.assertRaisesRegex(UserError, "Fill in: 面积"):
            joint.with_user(self.applicant).sudo()._transition("submit")

    def test_nothing_changes_on_get_and_without_the_forms_token(self):
        joint = self.submitted_joint()
        events = self.env["yichuang.event"].search_count([])
        for url in (self.begin + "?q1=1", self.joint_url(joint) + "?do=take_back"):
            self.assertEqual(self.url_open(url).status_code, 200)
        for url in (self.begin, self.joint_url(joint)):
            refused = self.url_open(url, data={**self.ALL, "do": "take_back"})
            self.assertEqual(refused.status_code, 400)
        self.assertEqual(joint.state, "submitted")
        self.assertEqual(self.env["yichuang.event"].search_count([]), events)

    def test_hall_sends_back_with_a_reason_and_gets_it_again(self):
        joint = self.submitted_joint()
        wizard = (
            self.env["yichuang.case.send.back"]
            .with_user(self.clerk)
            .create(
                {
                    "joint_id": joint.id,
                    "revision": joint.revision,
                    "reason": "照片不清楚",
                }
            )
        )
        wizard.action_confirm()
        self.assertEqual(joint.state, "draft")
        self.assertIn("照片不清楚", self.url_open(self.joint_url(joint)).text)
        for door in (
            lambda: joint.with_user(self.clerk).action_receive(),
            lambda: joint.with_user(self.clerk).write({"applicant_name": "改名"}),
        ):
            with self.assertRaisesRegex(UserError, "hands of its applicant"):
                door()
        self.send(
            self.joint_url(joint),
            do="submit",
            revision=str(joint.revision),
            **STATED,
            **self.FORM,
        )
        self.assertEqual(joint.state, "submitted")

    def test_applicant_is_told_that_it_was_sent_back(self):
        self.applicant.partner_id.email = "applicant@example.com"
        joint = self.submitted_joint()
        joint.with_user(self.clerk)._transition(
            "send_back", {"sent_back_reason": "照片不清楚"}
        )
        told = self.env["yichuang.notice"].search([("joint_id", "=", joint.id)])
        self.assertEqual((told.kind, told.case_id.id), ("sent_back", False))
        self.assertIn(joint.apply_token, told.link)
        self.assertEqual(told.company_id, joint.company_id)

    def test_draft_is_its_applicants_alone(self):
        joint = self.begun_joint()
        self.send(self.joint_url(joint), self.joint_files(joint), do="save", **STATED)
        for user in (self.clerk, self.manager, self.supervisor, self.reviewer):
            with self.subTest(user.login):
                joints = self.env["yichuang.joint.case"].with_user(user)
                self.assertFalse(joints.search([("id", "=", joint.id)]))
                files = self.env["yichuang.joint.file"].with_user(user)
                self.assertFalse(files.search([("joint_id", "=", joint.id)]))
        self.assertIn(joint.apply_token, self.url_open("/my/cases").text)
        kept = [("res_model", "=", "yichuang.joint.file")]
        kept += [("res_id", "in", joint.file_ids.ids)]
        attachments = self.env["ir.attachment"].sudo()
        self.assertTrue(attachments.search_count([*kept, ("res_field", "=", "data")]))
        self.send(self.joint_url(joint), do="discard")
        self.assertFalse(joint.exists())
        self.assertFalse(attachments.search_count([*kept, ("res_field", "=", "data")]))

    def test_stranger_gets_the_answer_for_what_is_not_there(self):
        joint = self.submitted_joint()
        file = joint.file_ids[0].token
        given = self.url_open(f"{self.joint_url(joint)}/file/{file}")
        self.assertEqual(given.content, PICTURE)
        self.enter("test_stranger_portal")
        missing = f"/my/apply/joint/{'x' * 22}"
        for end in ("", f"/file/{file}"):
            for base in (self.joint_url(joint), missing):
                self.assertEqual(self.url_open(base + end).status_code, 404)
        for do in ("take_back", "discard", "save", "submit"):
            answered = self.send(self.joint_url(joint), do=do, **STATED)
            self.assertEqual(answered.status_code, 404)
        self.assertEqual(joint.state, "submitted")
        with self.assertRaisesRegex(UserError, "not an application of yours"):
            joint.with_user(self.stranger).sudo()._transition("take_back")

    def test_applicant_reaches_no_step_of_the_hall(self):
        own = self.submitted_joint().with_user(self.applicant)
        for door in (
            own.action_receive_online,
            own.action_send_back,
            lambda: own.sudo()._transition("receive_online"),
            lambda: own.write({"subject": "x"}),
            lambda: own._withdraw_online("不办了"),
        ):
            with self.assertRaises(UserError):
                door()
        with self.assertRaises(AccessError):
            own.file_ids.sudo(False).read(["name"])

    def test_staff_do_not_apply_on_the_applicants_pages(self):
        self.enter("test_clerk")
        self.assertEqual(self.url_open(self.begin).status_code, 404)
