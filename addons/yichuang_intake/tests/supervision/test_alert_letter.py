import base64
import io

import pypdfium2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase
from ..web_client import open_form


@tagged("post_install", "-at_install")
class TestAlertLetter(IntakeCase):
    """What is written on a card is a numbered document with a file; it stays inside."""

    def text(self, document):
        document.sudo().file_ids._render()
        data = base64.b64decode(document.file_ids.with_context(bin_size=False).pdf)
        self.assertIn(b"pdfaid", data, "PDF/A says of itself that it is one")
        pdf = pypdfium2.PdfDocument(io.BytesIO(data))
        return "".join(page.get_textpage().get_text_range() for page in pdf)

    def test_letter_and_answer_are_numbered_documents(self):
        self.env.company.short_name = "示例政务"
        card = self.sent_alert()
        self.alert_step(card, self.reviewer, "answer", "已核实并整改。")
        letter, answer = card.document_ids.sorted("id")
        self.assertEqual(
            (letter.kind, answer.kind), ("supervision_demand", "supervision_answer")
        )
        self.assertRegex(letter.number, r"^示例政务督〔\d{4}〕\d{4}号$")
        self.assertRegex(answer.number, r"^测审批督复〔\d{4}〕\d{4}号$")
        self.assertEqual(letter.addressee, self.department.name)
        self.assertEqual(answer.addressee, self.env.company.name)
        page = self.text(letter)
        for said in ("督办函", letter.number, card.number, "请说明超期原因并整改"):
            self.assertIn(said, page)
        page = self.text(answer)
        for said in ("督办答复书", letter.number, "已核实并整改"):
            self.assertIn(said, page)

    def test_second_letter_is_a_document_of_its_own(self):
        card = self.sent_alert()
        self.alert_step(card, self.reviewer, "answer", "已整改。")
        self.alert_step(
            card, self.supervisor, "ask_again", "请附证明。", letter_kind="advice"
        )
        self.assertEqual(
            card.document_ids.sorted("id").mapped("kind"),
            ["supervision_demand", "supervision_answer", "supervision_advice"],
        )

    def test_card_about_no_case_has_its_letter_too(self):
        rule = self.alert_rule("hall_bypassed")
        card = self.env["yichuang.alert"]._raise_cards(
            rule,
            [
                {
                    "company_id": self.env.company.id,
                    "department_id": self.department.id,
                    "breach_key": "test/letter",
                    "occurred_on": "2026-01-05",
                    "facts": {"finished": 9, "bypassed": 9},
                }
            ],
        )
        self.alert_step(card, self.supervisor, "send_letter", "请说明。")
        self.assertEqual(card.document_ids.department_id, self.department)
        self.assertIn("请说明", self.text(card.document_ids))

    def test_organ_signs_for_its_letter_once(self):
        card = self.sent_alert()
        self.assertTrue(card.letter_open)
        outsider = self.make_user("test_letter_signer", "yichuang_intake.group_decider")
        with self.assertRaises(AccessError):
            card.with_user(outsider).action_sign_letter()
        card.with_user(self.reviewer).action_sign_letter()
        delivery = card.letter_delivery_ids
        self.assertEqual(
            (delivery.way, delivery.recipient, delivery.recorded_by_id, delivery.state),
            ("electronic", self.reviewer.name, self.reviewer, "served"),
        )
        self.assertEqual(card.document_ids.served_on, delivery.served_on)
        self.assertEqual(
            (delivery.company_id, delivery.department_id),
            (self.env.company, self.department),
        )
        with self.assertRaisesRegex(UserError, "under way"):
            card.with_user(self.reviewer).action_sign_letter()
        hidden = self.env(user=self.second_clerk.id)["yichuang.document.delivery"]
        self.assertFalse(hidden.search([("id", "=", delivery.id)]))
        self.alert_step(card, self.reviewer, "answer", "已整改。")
        self.assertEqual(card.letter_delivery_ids, delivery)

    def test_who_answers_has_the_letter(self):
        card = self.sent_alert()
        self.alert_step(card, self.reviewer, "answer", "已整改。")
        self.assertEqual(card.letter_delivery_ids.recipient, self.reviewer.name)
        self.assertFalse(card.letter_open)

    def test_supervisor_notes_how_it_was_handed_over(self):
        card = self.sent_alert()
        letter = card.document_ids
        with self.assertRaisesRegex(UserError, "Fill in"):
            self.hand_over(card, way="post")
        with self.assertRaisesRegex(UserError, "not before"):
            self.hand_over(card, served_on="2099-01-01 00:00:00")
        delivery = self.env(user=self.reviewer.id)["yichuang.document.delivery"].create(
            {
                "document_id": letter.id,
                "recipient": "王某",
                "served_on": letter.create_date,
                "officer_ids": (self.reviewer | self.decider).ids,
            }
        )
        with self.assertRaisesRegex(UserError, "on its card"):
            delivery.action_serve()
        with self.assertRaises(AccessError):
            self.hand_over(card, self.reviewer)
        self.hand_over(card, recipient="办公室 王某")
        self.assertEqual(letter.served_on and card.letter_open, False)
        open_form(card.with_user(self.supervisor))

    def hand_over(self, card, user=None, **values):
        wizards = self.env(user=(user or self.supervisor).id)[
            "yichuang.alert.hand.over"
        ]
        wizard = wizards.create({"alert_id": card.id, "recipient": "王某", **values})
        return wizard.action_confirm()

    def test_letter_stays_inside_and_as_it_is(self):
        letter = self.sent_alert().document_ids
        self.assertTrue(letter.internal)
        self.assertFalse(letter.partner_id)
        self.assertFalse(letter.case_id)
        with self.assertRaises(UserError):
            letter.with_user(self.supervisor).write({"words": "别的内容"})
        self.assertTrue(letter.with_user(self.reviewer).has_access("read"))
        stranger = self.make_user("test_letter_other", "yichuang_intake.group_reviewer")
        self.assertFalse(letter.with_user(stranger).has_access("read"))
