import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import citizen_id

from ..common import PERSON, IntakeCase
from ..desk.test_scan import pdf, picture
from ..desk_builders import SOMEBODY_ELSE

AGENT = {
    "agent_name": "示例代理人",
    "agent_id_number": SOMEBODY_ELSE,
    "agent_letter_on": "2025-03-02",
}


@tagged("post_install", "-at_install")
class TestAgent(IntakeCase):
    """Who applies for another shows that they may (行政许可法 Art. 29)."""

    def test_art29_agent_stands_on_the_receipt(self):
        case = self.received_case(**AGENT, agent_letter=base64.b64encode(pdf()))
        self.assertEqual(case.agent_id_number, citizen_id.mask(SOMEBODY_ELSE))
        self.assertEqual(case.agent_letter_name[-4:], ".pdf")
        html = self.env["ir.actions.report"]._render_qweb_html(
            "yichuang_intake.receipt_report", case.ids
        )[0]
        self.assertIn("示例代理人", html.decode())
        self.assertNotIn(SOMEBODY_ELSE, html.decode())
        receipt = case.document_ids.filtered(lambda one: one.kind == "receipt")
        facts = dict(receipt.facts)
        self.assertTrue(facts["代理人"].startswith("示例代理人"))
        self.assertNotIn(SOMEBODY_ELSE, str(facts))

    def test_art29_no_agent_where_the_person_is_needed(self):
        self.service.write(
            {"needs_person": True, "needs_person_basis": "示例条例 第五条"}
        )
        case = self.draft_case(**AGENT)
        with self.assertRaisesRegex(UserError, "Art. 29; 示例条例 第五条"):
            case.with_user(self.clerk).action_receive()
        self.received_case()

    def test_art29_agent_is_named_proven_and_authorised(self):
        for name, label in (
            ("agent_name", "Agent"),
            ("agent_id_number", "Identity Number of the Agent"),
            ("agent_letter_on", "Letter of Authority Of"),
        ):
            case = self.draft_case(**{**AGENT, name: False})
            with self.subTest(name), self.assertRaisesRegex(UserError, label):
                case.with_user(self.clerk).action_receive()
        for values, words in (
            ({"agent_letter_on": "2099-01-01"}, "not in force yet"),
            ({"agent_id_number": PERSON}, "is the applicant"),
        ):
            case = self.draft_case(**{**AGENT, **values})
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                case.with_user(self.clerk).action_receive()

    def test_number_is_kept_where_nobody_reads_it(self):
        case = self.draft_case(**AGENT)
        self.env.cr.execute(
            "SELECT to_jsonb(c)::text FROM yichuang_case c WHERE id = %s", (case.id,)
        )
        self.assertNotIn(SOMEBODY_ELSE, self.env.cr.fetchone()[0])
        with self.assertRaises(AccessError):
            self.env["yichuang.case.agent.identity"].with_user(self.manager).search([])
        found = self.env["yichuang.case"].with_user(self.clerk)
        self.assertFalse(found.search([("id_number", "=", SOMEBODY_ELSE)]))

    def test_mistyped_and_masked_numbers_are_refused(self):
        for number in ("110105194912310021", "110***********002X"):
            with self.subTest(number), self.assertRaises(ValidationError):
                self.draft_case(**{**AGENT, "agent_id_number": number})

    def test_letter_is_told_by_its_content(self):
        for data in (b"<html><script>1</script></html>", b"MZ\x90\x00", b"%PDF-1.7"):
            with self.subTest(data), self.assertRaises(ValidationError):
                self.draft_case(**AGENT, agent_letter=base64.b64encode(data))
        case = self.draft_case(**AGENT, agent_letter=base64.b64encode(picture()))
        self.assertEqual(case.agent_letter_name[-4:], ".jpg")

    def test_agent_is_fixed_once_the_receipt_is_out(self):
        case = self.received_case(**AGENT)
        for vals in (
            {"agent_name": "别人"},
            {"agent_id_number": PERSON},
            {"agent_letter_on": "2020-01-01"},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "given out"):
                case.with_user(self.clerk).write(vals)

    def test_ban_of_an_agent_is_not_one_of_the_applicant(self):
        self.imposed_ban()
        self.assertEqual(self.received_case(**AGENT).state, "received")
