import json
import time
from unittest.mock import patch

import requests

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tests.common import HttpCase

from odoo.addons.yichuang_intake.models.exchange import notice as outbox
from odoo.addons.yichuang_intake.tools import notice as words

from ...tools import cabinet_event
from ..common import IssuanceCase

SECRET = "示例柜密钥"


class CabinetCase(IssuanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls.make_user(
            "test_boxed", "base.group_portal", email="boxed@example.com"
        )
        cls.env.company.email = "hall@example.com"
        cls.cabinet = cls.make_cabinet()

    @classmethod
    def make_cabinet(cls, **values):
        return cls.env["yichuang.exit.cabinet"].create(
            {
                "name": "一号取件柜",
                "place": "大厅东门",
                "url": "https://cabinet.example.invalid/in",
                "secret": SECRET,
                **values,
            }
        )

    def box(self, delivery, user=None, cabinet=None):
        return self.confirm_delivery(
            "yichuang.delivery.box",
            delivery,
            user or self.exit_clerk,
            cabinet_id=(cabinet or self.cabinet).id,
        )

    def ready_delivery(self, **values):
        """A result at the exit whose applicant can be told a code."""
        return self.arrived_delivery(
            **{"partner_id": self.applicant.partner_id.id, **values}
        )

    def boxed_delivery(self, **values):
        delivery = self.ready_delivery(**values)
        self.box(delivery)
        return delivery

    def next_version(self, certificate):
        """The certificate issued once more, with its file."""
        draft = certificate.with_user(self.decider)._draft_next("reissue", "遗失。")
        draft.with_user(self.exit_clerk).action_issue()
        draft.with_user(self.exit_clerk).action_render_now()
        return draft.with_env(self.env)

    def told(self, delivery):
        """What waits for the cabinet, the last first."""
        return self.env["yichuang.notice"].search(
            [("case_id", "=", delivery.case_id.id), ("channel", "=", "cabinet")]
        )


@tagged("post_install", "-at_install")
class TestCabinet(CabinetCase):
    def test_put_in_gives_a_code_and_tells_the_cabinet(self):
        delivery = self.boxed_delivery()
        self.assertEqual((delivery.state, delivery.way), ("boxed", "cabinet"))
        self.assertEqual(delivery.shelf_place, "一号取件柜")
        self.assertEqual(len(delivery.cabinet_code), 6)
        self.assertNotEqual(delivery.cabinet_code, delivery.pickup_code)
        facts = self.told(delivery).cabinet_facts
        self.assertEqual(facts["event"], "put_in")
        self.assertEqual(facts["code"], delivery.cabinet_code)
        self.assertEqual(facts["delivery"], delivery.cabinet_key)

    def test_applicant_alone_reads_the_code(self):
        delivery = self.boxed_delivery()
        notice = delivery.case_id.outbox_ids.filtered(
            lambda row: row.channel == "email" and "一号取件柜" in row.body
        )
        self.assertEqual(notice.address, "boxed@example.com")
        self.assertNotIn(delivery.cabinet_code, notice.body)
        with patch.object(
            type(self.env["ir.mail_server"]), "send_email", autospec=True
        ) as send:
            self.assertEqual(notice.with_user(SUPERUSER_ID)._send(), "")
        sent = send.call_args.args[1].get_content()
        for said in (delivery.cabinet_code, delivery.receipt_number, "大厅东门"):
            self.assertIn(said, sent)

    def test_message_is_signed_with_the_secret_of_the_cabinet(self):
        delivery = self.boxed_delivery()
        notice = self.told(delivery).with_user(SUPERUSER_ID)
        with patch.object(outbox.requests, "post", autospec=True) as post:
            post.return_value.__enter__.return_value.status_code = 200
            self.assertEqual(notice._send(), "")
        [call] = post.call_args_list
        self.assertEqual(call.args, (self.cabinet.url,))
        sent, headers = call.kwargs["data"], call.kwargs["headers"]
        self.assertEqual(
            headers["X-Yichuang-Signature"],
            words.signature(SECRET, headers["X-Yichuang-Timestamp"], sent),
        )
        self.assertEqual(json.loads(sent)["code"], delivery.cabinet_code)
        failed = requests.ConnectionError("no route")
        with patch.object(outbox.requests, "post", side_effect=failed):
            self.assertIn("no route", notice._send())

    def test_code_and_key_are_not_for_everybody(self):
        delivery = self.boxed_delivery()
        for user in (self.decider, self.manager, self.supervisor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                delivery.with_user(user).read(["cabinet_code"])
        with self.assertRaises(AccessError):
            delivery.with_user(self.exit_clerk).read(["cabinet_key"])
        with self.assertRaises(AccessError):
            self.told(delivery).with_user(self.manager).read(["cabinet_facts"])

    def test_only_the_system_administrator_reads_the_secret(self):
        administrator = self.make_user(
            "test_cabinet_system", "base.group_system,base.group_user"
        )
        made = self.env["yichuang.exit.cabinet"].with_user(self.manager)
        made = made.create({"name": "六号取件柜", "place": "大厅西门"})
        line = {"url": "https://cabinet.example.invalid/6", "secret": SECRET}
        for user in (self.exit_clerk, self.manager, self.supervisor):
            with self.subTest(user=user.login):
                for name in ("url", "secret", "key"):
                    with self.assertRaises(AccessError):
                        made.with_user(user).read([name])
                with self.assertRaises(AccessError):
                    made.with_user(user).write(line)
                with self.assertRaises(AccessError):
                    made.with_user(user).search([("secret", "like", "示")])
        made.with_user(administrator).write(line)
        [seen] = made.with_user(administrator).read(["secret", "key"])
        self.assertEqual(seen["secret"], SECRET)
        self.assertGreaterEqual(len(seen["key"]), 20)

    def test_nothing_is_put_in_where_nobody_could_open(self):
        with self.assertRaisesRegex(UserError, "Nobody could tell"):
            self.box(self.arrived_delivery())
        delivery = self.ready_delivery()
        lonely = self.make_cabinet(name="二号取件柜", url=False)
        with self.assertRaisesRegex(UserError, "not connected"):
            self.box(delivery, cabinet=lonely)
        closed = self.make_cabinet(name="三号取件柜", active=False)
        with self.assertRaisesRegex(UserError, "in use"):
            self.box(delivery, cabinet=closed)
        with self.assertRaises(AccessError):
            self.box(delivery, user=self.manager)
        with self.assertRaisesRegex(ValidationError, "secret"):
            self.make_cabinet(name="四号取件柜", secret=False)
        with self.assertRaisesRegex(ValidationError, "https"):
            self.make_cabinet(name="五号取件柜", url="file:///etc/passwd")

    def test_only_cabinets_that_are_connected_are_offered(self):
        bare = self.make_cabinet(name="甲柜", url=False, secret=False)
        self.assertEqual((bare.connected, self.cabinet.connected), (False, True))
        delivery = self.ready_delivery()
        dialog = self.env["yichuang.delivery.box"].with_user(self.exit_clerk)
        offered = dialog.default_get(["cabinet_id"])["cabinet_id"]
        self.assertTrue(self.env["yichuang.exit.cabinet"].browse(offered).connected)
        with self.assertRaisesRegex(UserError, "is not connected"):
            self.box(delivery, cabinet=bare)
        bare.write({"url": "https://cabinet.example.invalid/7", "secret": SECRET})
        self.box(delivery, cabinet=bare)
        self.assertEqual(delivery.state, "boxed")

    def test_clerk_takes_it_out_again(self):
        delivery = self.boxed_delivery()
        with self.assertRaisesRegex(UserError, "not possible now"):
            self.hand_over(delivery)
        self.confirm_delivery(
            "yichuang.delivery.back",
            delivery,
            self.exit_clerk,
            step="take_out",
            way_reason="柜门故障",
            shelf_place="B-01",
        )
        self.assertEqual((delivery.state, delivery.cabinet_code), ("arrived", False))
        self.assertEqual((delivery.way, delivery.shelf_place), ("window", "B-01"))
        self.assertEqual(self.told(delivery)[0].cabinet_facts["event"], "taken_out")
        self.hand_over(delivery)
        self.assertEqual(delivery.state, "delivered")

    def test_version_before_the_pick_up_voids_the_code_of_the_old_paper(self):
        delivery = self.boxed_delivery()
        new = self.next_version(delivery.certificate_id)
        self.assertEqual(delivery.certificate_id, new)
        self.assertEqual((delivery.state, delivery.way), ("waiting", "window"))
        self.assertFalse(delivery.cabinet_code)
        self.assertEqual(self.told(delivery)[0].cabinet_facts["event"], "taken_out")
        before = delivery.cabinet_key
        self.arrive(delivery)
        self.box(delivery)
        self.assertNotEqual(delivery.cabinet_key, before)
        self.assertEqual(len(self.told(delivery)), 3)

    def test_who_asked_for_the_cabinet_may_still_come_to_the_window(self):
        delivery = self.ready_delivery()
        delivery.with_user(self.exit_clerk).way = "cabinet"
        scanned = self.env["yichuang.delivery"].with_user(self.exit_clerk)
        [facts] = scanned.scan_code(delivery.pickup_code)
        self.assertEqual(facts["action"], "action_put_in")
        self.hand_over(delivery)
        self.assertEqual(delivery.proof_ids.place, delivery.company_id.name)
        self.assertEqual(delivery.proof_ids.officer_ids, self.exit_clerk)

    def test_scan_says_where_it_lies(self):
        delivery = self.boxed_delivery()
        scanned = self.env["yichuang.delivery"].with_user(self.exit_clerk)
        [facts] = scanned.scan_code(delivery.pickup_code)
        self.assertEqual(facts["action"], "action_take_out")
        self.assertIn("一号取件柜", facts["told"])
        self.assertIn("大厅东门", facts["told"])

    def test_reports_of_a_cabinet_are_not_made_by_hand(self):
        delivery = self.boxed_delivery()
        for step in ("pick_up", "leave_over"):
            with self.assertRaises(AccessError):
                delivery.with_user(self.exit_clerk)._transition(step)
        events = self.env["yichuang.cabinet.event"].with_user(self.exit_clerk)
        with self.assertRaises(AccessError):
            events.create({"cabinet_id": self.cabinet.id})


@tagged("post_install", "-at_install")
class TestCabinetReports(CabinetCase, HttpCase):
    def report(self, told, cabinet=None, **change):
        """Send a report as the cabinet does, or with something changed on the way."""
        cabinet = cabinet or self.cabinet
        body = json.dumps({"at": int(time.time()), "door": "07", **told}).encode()
        moment = str(change.get("moment", int(time.time())))
        nonce = change.get("nonce") or f"nonce-{time.time_ns()}"
        signed = cabinet_event.signature(
            change.get("secret", SECRET), moment, nonce, body
        )
        return self.url_open(
            f"/exit/cabinet/{change.get('key', cabinet.key)}",
            data=change.get("body", body),
            headers={
                "Content-Type": "application/json",
                "X-Yichuang-Timestamp": moment,
                "X-Yichuang-Nonce": nonce,
                "X-Yichuang-Signature": signed,
            },
        )

    def picked_up(self, delivery, **values):
        return {
            "event": "picked_up",
            "delivery": delivery.cabinet_key,
            "code": delivery.cabinet_code,
            **values,
        }

    def check(self, answer, status, outcome):
        self.assertEqual(answer.status_code, status)
        self.assertEqual(answer.json()["outcome"], outcome)
        self.env.invalidate_all()

    def test_art44_picked_up_serves_the_decision_with_a_proof(self):
        delivery = self.boxed_delivery()
        self.check(self.report(self.picked_up(delivery)), 200, "taken")
        self.assertEqual(delivery.state, "delivered")
        self.assertEqual(delivery.case_id.state, "closed")
        self.assertFalse(delivery.cabinet_code)
        proof = delivery.case_id.document_ids.filtered(lambda one: one.kind == "proof")
        facts = dict(proof.facts)
        self.assertIn("一号取件柜（大厅东门）07号柜门", facts["送达地点"])
        self.assertEqual(facts["送达方式"], "直接送达")
        event = delivery.cabinet_event_ids
        self.assertEqual((event.outcome, event.door), ("taken", "07"))

    def test_new_version_is_picked_up_and_its_case_stays_closed(self):
        first = self.boxed_delivery()
        self.check(self.report(self.picked_up(first)), 200, "taken")
        again = self.next_version(first.certificate_id).delivery_ids
        self.assertNotEqual(again, first)
        self.arrive(again)
        self.box(again)
        self.check(self.report(self.picked_up(first, code="AB2C3D")), 409, "late")
        self.check(self.report(self.picked_up(again)), 200, "taken")
        self.assertEqual((again.state, again.case_id.state), ("delivered", "closed"))
        self.assertEqual((len(first.proof_ids), len(again.proof_ids)), (1, 0))

    def test_what_lies_in_a_cabinet_no_longer_used_is_picked_up(self):
        delivery = self.boxed_delivery()
        self.cabinet.active = False
        self.check(self.report(self.picked_up(delivery)), 200, "taken")
        self.assertEqual(delivery.state, "delivered")

    def test_portal_shows_the_code_to_the_applicant_while_it_opens(self):
        delivery = self.boxed_delivery()
        code = delivery.cabinet_code
        self.authenticate("test_boxed", "test_boxed")
        page = self.url_open("/my/certificates").text
        for said in (code, "一号取件柜", "大厅东门"):
            self.assertIn(said, page)
        told = {"event": "expired", "delivery": delivery.cabinet_key}
        self.check(self.report(told), 200, "taken")
        self.assertNotIn(code, self.url_open("/my/certificates").text)

    def test_expired_goes_back_to_what_waits_to_be_collected(self):
        delivery = self.boxed_delivery()
        told = {"event": "expired", "delivery": delivery.cabinet_key}
        self.check(self.report(told), 200, "taken")
        self.assertEqual((delivery.state, delivery.way), ("arrived", "window"))
        self.assertTrue(delivery.way_reason)
        self.assertFalse(delivery.cabinet_code)
        lying = self.env["yichuang.delivery"].search(
            [("age_level", "=", "fresh"), ("id", "=", delivery.id)]
        )
        self.assertEqual(lying, delivery)
        self.hand_over(delivery)
        self.assertEqual(delivery.state, "delivered")

    def test_forged_reports_change_nothing(self):
        delivery = self.boxed_delivery()
        told = self.picked_up(delivery)
        now = int(time.time())
        for change in (
            {"secret": "guessed"},
            {"body": json.dumps({**told, "at": now, "door": "08"}).encode()},
            {"moment": now - 400},
            {"moment": now + 400},
            {"moment": "x"},
            {"nonce": "short"},
            {"key": "nobody"},
            {"body": b"{" + b" " * 4000 + b"}"},
        ):
            with self.subTest(change=change):
                self.check(self.report(told, **change), 401, "refused")
                self.assertEqual(delivery.state, "boxed")
        self.assertFalse(delivery.cabinet_event_ids)

    def test_cabinet_speaks_only_for_what_lies_in_it(self):
        delivery = self.boxed_delivery()
        other = self.make_cabinet(name="二号取件柜")
        answer = self.report(self.picked_up(delivery), cabinet=other)
        self.check(answer, 404, "unknown")
        self.assertEqual(delivery.state, "boxed")

    def test_replayed_report_is_taken_once(self):
        delivery = self.boxed_delivery()
        told = {"event": "expired", "delivery": delivery.cabinet_key}
        nonce = "n" * 20
        self.check(self.report(told, nonce=nonce), 200, "taken")
        self.check(self.report(told, nonce=nonce), 409, "replayed")
        self.box(delivery)
        self.check(self.report(told, nonce=nonce), 409, "replayed")
        self.assertEqual(delivery.state, "boxed")
        self.assertEqual(len(delivery.cabinet_event_ids), 1)

    def test_unknown_late_and_wrong_are_noted_and_change_nothing(self):
        delivery = self.boxed_delivery()
        told = self.picked_up(delivery)
        self.check(self.report({**told, "delivery": "who"}), 404, "unknown")
        self.check(self.report({**told, "code": "AAAAAA"}), 422, "wrong_code")
        self.check(self.report({**told, "code": ""}), 422, "wrong_code")
        self.assertEqual(delivery.state, "boxed")
        self.check(self.report({**told, "event": "opened"}), 400, "event")
        self.check(self.report(told), 200, "taken")
        self.check(self.report(told), 409, "late")
        outcomes = self.cabinet.event_ids.sorted("id").mapped("outcome")
        self.assertEqual(
            outcomes, ["unknown", "wrong_code", "wrong_code", "taken", "late"]
        )

    def test_report_that_is_refused_now_may_be_sent_again(self):
        delivery = self.boxed_delivery()
        told = self.picked_up(delivery)
        nonce = "again" * 4
        model = type(self.env["yichuang.delivery"])
        busy = UserError("Somebody else is working on it.")
        with patch.object(model, "_lock", side_effect=busy, autospec=True):
            self.check(self.report(told, nonce=nonce), 503, "again")
        self.assertEqual(delivery.state, "boxed")
        self.assertFalse(self.cabinet.event_ids)
        self.check(self.report(told, nonce=nonce), 200, "taken")

    def test_huge_report_is_not_read(self):
        told = {"event": "expired", "delivery": "x", "more": "x" * 5000}
        self.check(self.report(told), 413, "big")

    def test_nothing_happens_on_a_get(self):
        delivery = self.boxed_delivery()
        answer = self.url_open(f"/exit/cabinet/{self.cabinet.key}")
        self.assertIn(answer.status_code, (404, 405))
        self.env.invalidate_all()
        self.assertEqual(delivery.state, "boxed")
        self.assertFalse(self.cabinet.event_ids)
