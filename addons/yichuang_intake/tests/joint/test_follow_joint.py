from odoo.tests import tagged

from .test_apply_theme import ApplyThemeCase


@tagged("post_install", "-at_install")
class TestFollowJoint(ApplyThemeCase):
    """Follow, supplement and withdraw the whole on its page."""

    def wanting(self):
        """A joint case whose one notice names a material of two organs."""
        joint = self.received_online()
        line = joint.material_ids.filtered(lambda one: one.name == "示例申请书")
        line.with_user(self.clerk).defect = "未签字"
        self.notify_joint(joint)
        return joint, line

    def test_every_part_is_followed_with_its_organ_and_the_limit_of_the_whole(self):
        joint = self.accepted_online()
        page = self.url_open(self.page_of(joint)).text
        for case in joint.child_ids:
            self.assertIn(case.service_id.name, page)
            self.assertIn(case.department_id.name, page)
        self.assertIn("o_yichuang_whole_limit", page)
        self.assertIn(str(joint.limit_days), page)
        told = joint._parts_told()
        self.assertEqual([bool(one["after"]) for one in told], [False, False, True])
        self.assertTrue(any(one["critical"] for one in told))

    def test_art32_one_supplement_serves_all_matters_from_then(self):
        joint, line = self.wanting()
        page = self.url_open(self.page_of(joint)).text
        self.assertIn("o_yichuang_wanted", page)
        sent = self.send(
            f"{self.page_of(joint)}/supplement", self.joint_files(joint, line.name)
        )
        self.assertIn(sent.status_code, (302, 303))
        rows = joint.supplement_ids
        self.assertEqual(len(rows), 3)
        self.assertTrue(all(rows.mapped("sent_in_on")))
        self.assertFalse(any(rows.mapped("handed_in_on")))
        for case in joint.child_ids:
            later = case.file_ids.filtered("supplement")
            self.assertEqual(later.material_id.name, line.name)
        joint.with_user(self.clerk).action_take_supplements()
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(joint.accepted_on, max(rows.mapped("sent_in_on")))

    def test_file_that_is_no_file_is_said_beside_the_input(self):
        joint, line = self.wanting()
        sent = self.send(
            f"{self.page_of(joint)}/supplement",
            self.joint_files(joint, line.name, data=b"<html></html>"),
        )
        self.assertEqual(sent.status_code, 422)
        self.assertIn("_fault", sent.text)
        self.assertFalse(any(joint.supplement_ids.mapped("sent_in_on")))

    def test_only_what_is_wanted_is_taken(self):
        joint = self.accepted_online()
        before = len(joint.file_ids)
        self.send(f"{self.page_of(joint)}/supplement", self.joint_files(joint))
        self.assertEqual(len(joint.file_ids), before)

    def test_art32_part_is_not_supplemented_by_itself(self):
        joint, line = self.wanting()
        part = self.parts(joint)[0]
        led = self.send(
            f"/my/cases/{part.receipt_number}/supplement",
            self.joint_files(joint, line.name),
        )
        self.assertIn(joint.receipt_number, led.headers["Location"])
        self.assertFalse(any(joint.supplement_ids.mapped("sent_in_on")))

    def test_whole_is_withdrawn_with_a_reason_and_closes(self):
        joint = self.accepted_online()
        url = f"{self.page_of(joint)}/withdraw"
        refused = self.send(url, reason=" ", revision=str(joint.revision))
        self.assertEqual(refused.status_code, 422)
        self.assertEqual(joint.state, "accepted")
        self.send(url, reason="不办了", revision=str(joint.revision))
        self.assertEqual(set(joint.child_ids.mapped("state")), {"withdrawn"})
        self.assertEqual(joint.state, "closed")
        again = self.send(url, reason="不办了", revision=str(joint.revision))
        self.assertEqual(again.status_code, 422)

    def test_one_matter_is_withdrawn_and_the_others_go_on(self):
        joint = self.accepted_online()
        fire = self.parts(joint)[1]
        self.assertEqual(joint._goes_with(fire), fire)
        self.withdraw_part(joint, fire)
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "withdrawn", "waiting"]
        )
        self.assertEqual((joint.state, joint.matters_open), ("accepted", 2))

    def test_what_comes_after_a_matter_is_withdrawn_with_it(self):
        joint = self.accepted_online()
        first, fire, then = self.parts(joint)
        page = self.url_open(self.page_of(joint)).text
        self.assertIn("part_" + first.receipt_number, page)
        self.withdraw_part(joint, first)
        self.assertEqual((first | then).mapped("state"), ["withdrawn"] * 2)
        self.assertEqual(fire.state, "accepted")

    def test_part_of_another_whole_is_not_there(self):
        joint = self.accepted_online()
        other = self.accepted_joint()
        sent = self.send(
            f"{self.page_of(joint)}/withdraw",
            reason="不办了",
            revision=str(joint.revision),
            part=self.parts(other)[0].receipt_number,
        )
        self.assertEqual(sent.status_code, 404)
        self.assertEqual(self.parts(other)[0].state, "accepted")

    def test_stranger_neither_sees_nor_moves_it(self):
        joint, line = self.wanting()
        file = joint.file_ids[0].token
        self.enter("test_stranger_portal")
        page = self.page_of(joint)
        self.assertNotIn(joint.receipt_number, self.url_open(page).text)
        self.assertEqual(self.url_open(f"{page}/file/{file}").status_code, 404)
        for end, values in (
            ("supplement", {}),
            ("withdraw", {"reason": "不办了", "revision": str(joint.revision)}),
            ("consent", {}),
        ):
            self.send(f"{page}/{end}", self.joint_files(joint, line.name), **values)
        self.assertEqual(joint.state, "supplement")
        self.assertFalse(any(joint.supplement_ids.mapped("sent_in_on")))
        self.assertFalse(joint._consented())

    def test_nothing_is_moved_without_the_forms_token(self):
        joint, _line = self.wanting()
        for end in ("supplement", "withdraw", "consent"):
            refused = self.url_open(
                f"{self.page_of(joint)}/{end}", data={"reason": "不办了"}
            )
            self.assertEqual(refused.status_code, 400)
        self.assertEqual(joint.state, "supplement")

    def test_documents_of_the_whole_are_fetched_and_served_by_that(self):
        joint, _line = self.wanting()
        notice = joint.document_ids.filtered(lambda one: one.kind == "supplement")
        self.assertIn(notice.display_name, self.url_open(self.page_of(joint)).text)
        self.assertFalse(notice._awaits_download())
        self.send(f"{self.page_of(joint)}/consent")
        self.assertTrue(notice._awaits_download())
        receive = f"/document/{notice.token}/receive"
        notice.sudo().file_ids._render()
        led = self.send(receive)
        self.assertEqual(led.headers["Content-Type"], "application/pdf")
        self.assertTrue(notice.served_on)

    def test_public_page_shows_every_part_by_the_joint_number(self):
        joint = self.accepted_online()
        number, code = joint.receipt_number, joint.sudo().query_code
        self.authenticate(None, None)
        page = self.send("/track", number=number, code=code).text
        self.assertIn("o_yichuang_whole_limit", page)
        for case in joint.child_ids:
            self.assertIn(case.service_id.name, page)
        self.assertNotIn("o_yichuang_withdraw", page)

    def withdraw_part(self, joint, case):
        sent = self.send(
            f"{self.page_of(joint)}/withdraw",
            reason="不办了",
            revision=str(joint.revision),
            part=case.receipt_number,
        )
        self.assertIn(sent.status_code, (302, 303), sent.text[:2000])
