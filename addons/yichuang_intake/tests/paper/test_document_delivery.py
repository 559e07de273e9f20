import base64
import io
from ast import literal_eval
from datetime import timedelta

import pypdfium2
from psycopg2 import IntegrityError

from odoo import fields, http
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import document_kinds
from ..common import IntakeCase

# What each way still lacks when only the moment is stated.
LACKING = {
    "direct": ("Taken By",),
    "left": ("Place", "Why It Was Refused", "Witnesses"),
    "post": ("Taken By", "Tracking Number"),
    "electronic": ("Electronic Address",),
    "agent": ("Taken By", "Entrusted Organ"),
    "public": ("Place", "Announced", "Why Announced"),
}


@tagged("post_install", "-at_install")
class TestDocumentDelivery(IntakeCase):
    """Every document that is served has its proof of delivery (送达回证)."""

    def text(self, document):
        document.sudo().file_ids._render()
        data = document.file_ids.with_context(bin_size=False).pdf
        pdf = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(data)))
        return "".join(page.get_textpage().get_text_range() for page in pdf).replace(
            "\r\n", ""
        )

    def test_art44_served_in_person_makes_the_proof(self):
        delivery = self.planned_service()
        document = delivery.document_id
        delivery.with_user(self.clerk).action_serve()
        self.assertEqual(
            (delivery.state, document.served_on), ("served", delivery.served_on)
        )
        proof = delivery.proof_id
        self.assertEqual((proof.kind, proof.case_id), ("proof", document.case_id))
        text = self.text(proof)
        for words in (
            "送达回证",
            document.number,
            "直接送达",
            "示例申请人（受送达人本人）",
            f"{self.clerk.name}、{self.second_clerk.name}",
        ):
            self.assertIn(words, text)

    def test_each_way_states_its_particulars(self):
        for way, names in LACKING.items():
            with self.subTest(way):
                delivery = self.planned_service(way=way, recipient=False)
                with self.assertRaises(UserError) as caught:
                    delivery.with_user(self.clerk).action_serve()
                for name in names:
                    self.assertIn(name, str(caught.exception))

    def test_a_substitute_needs_a_reason(self):
        delivery = self.planned_service(recipient_kind="household")
        with self.assertRaisesRegex(UserError, "Why Not the Addressee"):
            delivery.with_user(self.clerk).action_serve()
        delivery.with_user(self.clerk).substitute_reason = "本人外出"
        delivery.with_user(self.clerk).action_serve()
        self.assertIn("本人外出", self.text(delivery.proof_id))

    def test_two_officers_serve_in_person_unless_the_hall_says_otherwise(self):
        delivery = self.planned_service(officer_ids=self.clerk.ids)
        with self.assertRaisesRegex(UserError, "2 officers"):
            delivery.with_user(self.clerk).action_serve()
        delivery.company_id.serving_officers = 1
        delivery.with_user(self.clerk).action_serve()
        self.assertEqual(delivery.state, "served")

    def test_nothing_is_served_before_it_was_issued_or_in_the_future(self):
        now = fields.Datetime.now()
        for moment, message in (
            (now + timedelta(hours=1), "not before"),
            (now - timedelta(days=2), "cannot have been"),
        ):
            with self.subTest(moment):
                delivery = self.planned_service(served_on=moment)
                with self.assertRaisesRegex(UserError, message):
                    delivery.with_user(self.clerk).action_serve()

    def test_art90_electronic_delivery_needs_consent(self):
        delivery = self.planned_service(way="electronic", address="a@example.com")
        with self.assertRaisesRegex(UserError, "has not agreed"):
            delivery.with_user(self.clerk).action_serve()
        case = delivery.case_id
        with self.assertRaises(AccessError):
            case.with_user(self.reviewer).action_consent_delivery()
        case.with_user(self.clerk).action_consent_delivery()
        delivery.with_user(self.clerk).action_serve()
        self.assertEqual(delivery.state, "served")
        case.with_user(self.clerk).action_withdraw_consent_delivery()
        self.assertFalse(case.delivery_consent_on)

    def test_art95_public_notice_counts_after_thirty_days(self):
        today = hall_date()
        documents = self.decided_case().document_ids
        document = documents.filtered(lambda document: document.kind == "grant")
        for days, served in ((30, False), (31, True)):
            document._write_guarded({"issued_on": today - timedelta(days=60)})
            delivery = self.planned_service(
                document=document,
                way="public",
                place="示例日报",
                announced_on=today - timedelta(days=days),
                public_reason="下落不明",
                recipient=False,
            )
            with self.subTest(days):
                if served:
                    delivery.with_user(self.clerk).action_serve()
                    self.assertEqual(delivery.state, "served")
                else:
                    with self.assertRaisesRegex(UserError, "counts as served"):
                        delivery.with_user(self.clerk).action_serve()

    def test_failed_attempts_stay_and_a_document_is_served_once(self):
        first = self.planned_service(way="post", tracking_number="EX123")
        with self.assertRaisesRegex(UserError, "why"):
            first.with_user(self.clerk).action_fail()
        first.with_user(self.clerk).failure = "查无此人,退回"
        first.with_user(self.clerk).action_fail()
        document = first.document_id
        self.assertFalse(document.served_on)
        second = self.planned_service(document=document)
        third = self.planned_service(document=document)
        second.with_user(self.clerk).action_serve()
        with self.assertRaisesRegex(UserError, "served once"):
            third.with_user(self.clerk).action_serve()
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            first.with_user(self.clerk).unlink()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            third._write_guarded({"state": "served"})
            self.env.flush_all()

    def test_what_stays_inside_or_was_replaced_is_not_served(self):
        new = self.replaced_document()
        for document in (
            new,
            self.received_case().document_ids,  # the receipt
        ):
            with self.subTest(document.kind):
                delivery = self.planned_service(document=document)
                with self.assertRaisesRegex(UserError, "not served on anybody"):
                    delivery.with_user(self.clerk).action_serve()

    def test_the_button_opens_the_usual_delivery(self):
        document = self.accepted_case().document_ids.filtered("to_serve")
        action = document.with_user(self.clerk).action_serve()
        deliveries = self.env["yichuang.document.delivery"].with_user(self.clerk)
        form = Form(deliveries.with_context(**action["context"]))
        self.assertEqual((form.document_id, form.way), (document, "direct"))
        form.officer_ids.add(self.second_clerk)
        delivery = form.save()
        delivery.action_serve()
        self.assertEqual(document.served_on, delivery.served_on)

    def test_the_inbox_shows_what_waits_with_its_last_day(self):
        case = self.decided_case()
        action = self.env.ref("yichuang_intake.document_to_serve_action")
        domain = [("case_id", "=", case.id), *literal_eval(action.domain)]
        documents = self.env["yichuang.document"].with_user(self.clerk)
        inbox = documents.search(domain)
        self.assertEqual(set(inbox.mapped("kind")), {"acceptance", "grant"})
        workdays = self.env["yichuang.calendar.day"]._workdays()
        self.assertEqual(
            set(inbox.mapped("serve_by")), {workdays.due(hall_date(), 10).date}
        )
        self.made_service(inbox.filtered(lambda document: document.kind == "grant"))
        self.assertEqual(documents.search(domain).kind, "acceptance")

    def test_the_case_shows_when_decision_and_notice_were_served(self):
        case = self.decided_case()
        delivery = self.made_service(
            case.document_ids.filtered(lambda document: document.kind == "grant")
        )
        case.invalidate_recordset()
        for user in (self.clerk, self.reviewer, self.manager):
            seen = case.with_user(user)
            self.assertEqual(seen.decision_served_on, delivery.served_on)
            self.assertFalse(seen.supplement_served_on)

    def test_other_organs_and_portal_users_see_no_deliveries(self):
        delivery = self.planned_service()
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        deliveries = self.env["yichuang.document.delivery"]
        self.assertFalse(
            deliveries.with_user(outsider).search([("id", "=", delivery.id)])
        )
        stranger = self.make_user("test_stranger", "base.group_portal")
        with self.assertRaises(AccessError):
            deliveries.with_user(stranger).search([])

    def test_approval_form_carries_an_opinion_of_every_step_and_stays_inside(self):
        applicant = self.make_user("test_applicant", "base.group_portal")
        case = self.decided_case(partner_id=applicant.partner_id.id)
        with self.assertRaises(AccessError):
            case.with_user(self.clerk).action_approval_form()
        action = case.with_user(self.reviewer).action_approval_form()
        form = self.env["yichuang.document"].browse(action["res_id"])
        text = self.text(form)
        for words in ("行政许可审批表", "收件", "受理", "审查", "决定", "建议准予"):
            self.assertIn(words, text)
        self.assertIn(case.review_opinion.rstrip("。"), text)
        again = case.with_user(self.decider).action_approval_form()
        self.assertEqual(again["res_id"], form.id)
        self.env.flush_all()
        own = self.env["yichuang.document"].with_user(applicant)
        self.assertNotIn(form, own.search([("case_id", "=", case.id)]))
        files = self.env["yichuang.document.file"].with_user(applicant)
        self.assertNotIn(form.file_ids, files.search([]))
        self.assertTrue(files.search([]))

    def test_approval_form_before_the_decision_is_refused(self):
        with self.assertRaisesRegex(UserError, "not decided"):
            self.reviewed_case().with_user(self.reviewer).action_approval_form()

    def test_every_kind_that_is_served_is_sealed_or_states_why_not(self):
        unsealed = {
            key
            for key in document_kinds.to_serve()
            if not document_kinds.KINDS[key].sealed
        }
        # Letters of supervision stay inside the hall and its organs.
        inside = {"supervision_demand", "supervision_advice"}
        self.assertEqual(unsealed, {"withdrawal"} | inside)


@tagged("post_install", "-at_install")
class TestElectronicDelivery(IntakeCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.applicant = self.make_user("test_applicant", "base.group_portal")
        self.make_user("test_stranger", "base.group_portal")
        self.case = self.accepted_case(partner_id=self.applicant.partner_id.id)
        self.document = self.case.document_ids.filtered(
            lambda document: document.kind == "acceptance"
        )
        self.document.sudo().file_ids._render()
        self.env.flush_all()
        self.address = f"/document/{self.document.token}/receive"

    def post(self, address):
        data = {"csrf_token": http.Request.csrf_token(self)}
        return self.url_open(address, data=data)

    def test_art90_taking_it_on_the_portal_serves_it_once(self):
        self.authenticate("test_applicant", "test_applicant")
        page = f"/my/cases/{self.case.receipt_number}"
        self.assertNotIn(self.address, self.url_open(page).text)
        self.post(f"{page}/consent")
        self.assertEqual(self.case.delivery_consent_by_id, self.applicant)
        self.assertIn(self.address, self.url_open(page).text)
        self.assertIn(
            self.address, self.url_open(f"/document/{self.document.token}").text
        )
        self.assertFalse(self.document.served_on)
        for _time in range(2):
            self.assertTrue(self.post(self.address).content.startswith(b"%PDF"))
        self.document.invalidate_recordset()
        delivery = self.document.sudo().delivery_ids
        self.assertEqual(
            (delivery.state, delivery.way, delivery.address),
            ("served", "electronic", "test_applicant"),
        )
        self.assertTrue(self.document.served_on)
        self.assertNotIn(self.address, self.url_open(page).text)

    def test_without_consent_the_file_is_given_and_nothing_is_served(self):
        self.authenticate("test_applicant", "test_applicant")
        self.assertTrue(self.post(self.address).content.startswith(b"%PDF"))
        self.assertFalse(self.document.served_on)

    def test_strangers_and_unknown_codes_get_the_same_answer(self):
        self.case._set_delivery_consent(True)
        self.authenticate("test_stranger", "test_stranger")
        answers = [
            self.post(a) for a in (self.address, f"/document/{'0' * 32}/receive")
        ]
        self.assertEqual([answer.status_code for answer in answers], [404, 404])
        self.assertFalse(self.document.served_on)
        self.post(f"/my/cases/{self.case.receipt_number}/consent")

    @mute_logger("odoo.http")
    def test_nothing_is_served_by_get_or_without_a_csrf_token(self):
        self.case._set_delivery_consent(True)
        self.authenticate("test_applicant", "test_applicant")
        self.assertEqual(self.url_open(self.address).status_code, 405)
        answer = self.url_open(self.address, data={"x": "1"})
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.document.served_on)
