from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestOutbox(MarketCase):
    """Both sides of a contract without a case are told through the outbox too."""

    def told(self, contract):
        return self.env["yichuang.notice"].search([("contract_id", "=", contract.id)])

    def reachable(self, contract):
        for number, partner in enumerate(contract._partners()):
            partner.write(
                {"email": f"side{number}@example.com", "phone": f"1380000000{number}"}
            )
        return contract

    def test_contract_without_a_case_is_told_by_e_mail(self):
        contract = self.reachable(self.active_contract())
        self.assertFalse(contract.case_id)
        self.deliver(contract)
        owner = contract.owner_id
        notice = self.told(contract)
        self.assertEqual(
            (notice.channel, notice.address, notice.kind),
            ("email", owner.email, "market"),
        )
        self.assertEqual(notice.company_id, contract.company_id)
        self.assertFalse(notice.case_id or notice.department_id)
        self.assertIn(f"/my/market/contracts/{contract.number}", notice.body)
        self.assertEqual(notice.state, "waiting")

    def test_gateway_is_told_the_number_of_the_contract(self):
        contract = self.reachable(self.active_contract())
        contract.company_id.write(
            {"notice_url": "https://gateway.example.com/send", "notice_secret": "x"}
        )
        self.deliver(contract)
        self.judge(contract)
        notices = self.told(contract).filtered(lambda one: one.channel == "webhook")
        # The owner of the delivery, then both of the acceptance.
        self.assertEqual(
            sorted(notices.mapped("address")),
            sorted([contract.owner_id.phone, *contract._partners().mapped("phone")]),
        )
        facts = notices[0]._facts()
        self.assertEqual(facts["number"], contract.number)
        self.assertNotIn(contract.owner_id.name, facts["text"])

    def test_nobody_is_written_to_past_the_outbox(self):
        contract = self.reachable(self.active_contract())
        before = self.env["mail.mail"].sudo().search_count([])
        self.deliver(contract)
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before)

    def test_managers_of_the_hall_see_what_failed_and_others_do_not(self):
        contract = self.reachable(self.active_contract())
        self.deliver(contract)
        notice = self.told(contract)
        notice.sudo().write({"state": "failed"})
        notice.with_user(self.manager).action_retry()
        self.assertEqual(notice.state, "waiting")
        other = self.env["res.company"].create({"name": "外厅"})
        stranger = self.make_user(
            "test_other_manager",
            "yichuang_catalog.group_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        found = self.env["yichuang.notice"].with_user(stranger)
        self.assertFalse(found.search([("id", "=", notice.id)]))

    def test_message_about_nothing_is_refused(self):
        values = {
            "kind": "market",
            "channel": "email",
            "address": "a@example.com",
            "subject": "x",
            "body": "x",
            "key": "test-about-nothing",
        }
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["yichuang.notice"].create(values)
