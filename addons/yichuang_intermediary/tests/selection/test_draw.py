import json
import subprocess
import sys
import tempfile
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import draw as draw_tool
from ..common import HALL_SECRET, NUMBER, OWNER_SECRET, MarketCase


@tagged("post_install", "-at_install")
class TestDraw(MarketCase):
    def test_list_is_frozen_sorted_and_hashed(self):
        draw = self.listed_notice().draw_id
        codes = [row.uscc for row in draw_tool.parse_list(draw.list_text)]
        self.assertEqual(codes, sorted((self.agency_a.uscc, self.agency_b.uscc)))
        self.assertEqual(draw.list_sha256, draw_tool.sha256_hex(draw.list_text))

    def test_list_cannot_be_frozen_before_the_close(self):
        draw = self.published_notice().draw_id
        with self.assertRaises(UserError):
            draw.with_user(self.market_reviewer)._transition("list")

    def test_wrong_reveal_is_refused(self):
        notice = self.listed_notice()
        with self.assertRaisesRegex(UserError, "not the secret"):
            self.enter(notice, "hall", self.market_reviewer, value=OWNER_SECRET)

    def test_reveal_before_the_list_is_frozen_is_refused(self):
        notice = self.closed_notice()
        with self.assertRaisesRegex(UserError, "list is frozen"):
            self.enter(notice, "hall", self.market_reviewer, value=HALL_SECRET)

    def test_late_reveal_is_refused_and_the_party_named(self):
        notice = self.listed_notice()
        self.enter(notice, "hall", self.market_reviewer, value=HALL_SECRET)
        self.put_back(notice, "reveal_until")
        owner = self.source(notice, "owner").with_user(self.owner).sudo()
        with self.assertRaisesRegex(UserError, "left out"):
            owner._reveal(OWNER_SECRET)
        notice.draw_id.with_user(self.market_reviewer).action_fix()
        self.assertEqual(owner.state, "missed")

    def test_reveals_are_not_fixed_while_a_party_has_time(self):
        draw = self.listed_notice().draw_id
        with self.assertRaisesRegex(UserError, "still reveal"):
            draw.with_user(self.market_reviewer).action_fix()

    def test_hall_cannot_reveal_for_the_owner(self):
        notice = self.listed_notice()
        with self.assertRaisesRegex(UserError, "another party"):
            self.enter(notice, "owner", self.market_reviewer, value=OWNER_SECRET)

    def test_commitment_cannot_be_copied_from_another_party(self):
        notice = self.submitted_notice()
        with self.assertRaisesRegex(UserError, "another party"):
            self.enter(
                notice,
                "hall",
                self.market_reviewer,
                commitment=draw_tool.commitment(OWNER_SECRET),
            )

    def test_where_public_money_is_spent_the_supervisor_holds_a_secret_too(self):
        notice = self.approved_notice(
            funding="fiscal", min_valid=3, few_reason="仅两家机构具备该项资质"
        )
        with self.assertRaisesRegex(UserError, "supervisor-reveal"):
            notice.with_user(self.market_publisher).action_publish()
        with self.assertRaisesRegex(UserError, "another party"):
            self.enter(notice, "supervisor", self.market_reviewer, commitment="ab" * 32)
        self.enter(notice, "supervisor", self.supervisor, commitment="ab" * 32)
        notice.with_user(self.market_publisher).action_publish()
        self.assertEqual(
            [source["label"] for source in notice.draw_id._announcement()["sources"]],
            [notice.event_label, "hall-reveal", "owner-reveal", "supervisor-reveal"],
        )

    def test_supervisor_commits_for_nobody_else(self):
        notice = self.submitted_notice()
        with self.assertRaisesRegex(UserError, "another party"):
            self.enter(notice, "hall", self.supervisor, commitment="ab" * 32)

    def test_notice_handed_in_again_keeps_one_plan(self):
        notice = self.submitted_notice()
        notice.with_user(self.market_reviewer)._transition(
            "send_back", {"return_reason": "资金来源有误"}
        )
        notice.write(
            {"funding": "fiscal", "min_valid": 3, "event_label": "ssq:2026140"}
        )
        self.submit(notice)
        self.assertEqual(
            notice.draw_id.source_ids.mapped("label"),
            ["ssq:2026140", "hall-reveal", "owner-reveal", "supervisor-reveal"],
        )

    def test_commitment_cannot_be_exchanged_after_publication(self):
        source = self.source(self.published_notice(), "hall")
        with self.assertRaisesRegex(UserError, "cannot be exchanged"):
            source.with_user(self.market_reviewer)._commit("a" * 64)

    def test_number_is_not_typed_before_the_event(self):
        notice = self.listed_notice()
        with self.assertRaisesRegex(UserError, "typed after"):
            self.enter(notice, "public", self.market_reviewer, value=NUMBER)

    def test_number_is_typed_by_two_people(self):
        notice = self.revealed_notice()
        self.enter(notice, "public", self.market_reviewer, value=NUMBER)
        with self.assertRaisesRegex(UserError, "second person"):
            self.enter(notice, "public", self.market_reviewer, value=NUMBER)
        self.enter(notice, "public", self.market_publisher, value=f" {NUMBER}  ")
        self.assertEqual(self.source(notice, "public").value, NUMBER)

    def test_two_different_numbers_cancel_each_other(self):
        notice = self.revealed_notice()
        self.enter(notice, "public", self.market_reviewer, value=NUMBER)
        action = self.enter(notice, "public", self.market_publisher, value="9 9 9")
        self.assertEqual(action["params"]["type"], "danger")
        self.assertEqual(self.source(notice, "public").state, "waiting")

    def test_second_person_cannot_read_what_the_first_typed(self):
        notice = self.revealed_notice()
        self.enter(notice, "public", self.market_reviewer, value=NUMBER)
        source = self.source(notice, "public").with_user(self.market_publisher)
        with self.assertRaises(AccessError):
            source.read(["first_value"])
        with self.assertRaises(AccessError):
            source.search([("first_value", "=", NUMBER)])

    def test_draw_waits_for_the_number(self):
        notice = self.revealed_notice()
        with self.assertRaisesRegex(UserError, "not settled"):
            notice.draw_id.with_user(self.market_reviewer).action_run()

    def test_order_is_the_algorithm_and_nothing_else(self):
        notice = self.drawn_notice()
        seed = draw_tool.make_seed(
            notice.number,
            1,
            notice.draw_id.list_text,
            [
                draw_tool.Source(notice.event_label, NUMBER),
                draw_tool.Source("hall-reveal", HALL_SECRET),
                draw_tool.Source("owner-reveal", OWNER_SECRET),
            ],
        )
        first = draw_tool.draw_order(
            draw_tool.parse_list(notice.draw_id.list_text), seed
        )[0]
        self.assertEqual(notice.winner_id.uscc, first.uscc)
        self.assertEqual(
            sorted(notice.signup_ids.mapped("state")), ["reserve", "winner"]
        )

    def test_threat12_there_is_no_second_draw(self):
        draw = self.finished_draw()
        with self.assertRaises(UserError):
            draw.with_user(self.market_reviewer).action_run()

    def test_issuer_publisher_and_reviewer_get_the_same_order(self):
        notice = self.revealed_notice()
        self.enter(notice, "public", self.market_reviewer, value=NUMBER)
        self.enter(notice, "public", self.market_publisher, value=NUMBER)
        orders = set()
        for user in (self.market_reviewer, self.market_publisher, self.market_issuer):
            values = notice.draw_id.with_user(user)._values_run({})
            orders.add(values[notice.draw_id.id]["order_text"])
        self.assertEqual(len(orders), 1)


@tagged("post_install", "-at_install")
class TestPack(MarketCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.drawn_notice()
        cls.pack = cls.notice.draw_id._pack()

    def test_pack_repeats(self):
        self.assertEqual(draw_tool.verify(self.pack), [])

    def test_every_tampering_is_found(self):
        other = draw_tool.frozen_list(
            [draw_tool.Candidate(self.agency_a.uscc, "ab" * 32)]
        )
        sources = self.pack["sources"]
        for tampering in (
            {"list": other},
            {"list": other, "list_sha256": draw_tool.sha256_hex(other)},
            {"order": self.pack["order"][::-1]},
            {"seed": "00" * 32},
            {"number": "MK-2026-999999"},
            {"notice": self.pack["notice"].replace("1234500", "9934500")},
            {"sources": [{**sources[0], "value": "9 9 9"}, *sources[1:]]},
            {"sources": [sources[0], {**sources[1], "value": "ab" * 32}, sources[2]]},
            {"sources": [sources[0], {**sources[1], "value": None}, sources[2]]},
            {"sources": sources[:2]},
            {"round": 2},
        ):
            with self.subTest(tampering=list(tampering)):
                self.assertTrue(draw_tool.verify({**self.pack, **tampering}))

    def test_verifier_stands_alone(self):
        """The shipped file, run by a bare Python, on the exported pack."""
        receipt = self.notice.signup_ids[0].receipt
        with tempfile.TemporaryDirectory() as folder:
            verifier = Path(folder, "draw.py")
            verifier.write_bytes(Path(draw_tool.__file__).read_bytes())
            pack, slip = Path(folder, "pack.json"), Path(folder, "receipt.json")
            pack.write_text(json.dumps(self.pack), encoding="utf-8")
            slip.write_text(receipt, encoding="utf-8")
            command = [sys.executable, "-I", "-S", str(verifier), str(pack), str(slip)]
            result = subprocess.run(
                command, capture_output=True, text=True, check=False, cwd=folder
            )
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn(f"   1  {self.notice.winner_id.uscc}", result.stdout)
        self.assertIn("at position", result.stdout)
