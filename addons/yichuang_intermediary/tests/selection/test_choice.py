import io
import json
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ...tools import verify
from ..common import MarketCase


def pack_problems(notice):
    """What the stand-alone verifier says of a notice's pack."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(notice._verification_pack())) as archive:
            archive.extractall(folder)
        return verify.check(Path(folder))


@tagged("post_install", "-at_install")
class TestDirect(MarketCase):
    """1.7.1 直接选取."""

    def test_171_owner_chooses_and_a_second_person_confirms(self):
        notice = self.direct_notice()
        self.assertIn("second person", notice.waits_for)
        choice = self.choose(notice, self.agency_b)
        self.assertEqual(notice.state, "closed")
        self.confirm_choice(choice)
        self.assertEqual(notice.state, "selected")
        self.assertEqual(notice.winner_id, self.agency_b)
        other = notice.signup_ids.filtered(lambda line: line.agency_id == self.agency_a)
        self.assertEqual(other.state, "not_selected")
        inputs = json.loads(notice.selection_ids.inputs)
        self.assertEqual(inputs["choice"], self.agency_b.uscc)
        self.assertEqual(inputs["choice_reason"], "熟悉本项目。")
        self.assertIn("熟悉本项目。", notice.selection_ids.explanation)
        self.assertFalse(pack_problems(notice))

    def test_171_one_person_alone_selects_nobody(self):
        choice = self.proposed_choice()
        with self.assertRaisesRegex(UserError, "second person"):
            self.as_portal(choice, self.owner)._transition("confirm")
        self.assertEqual(choice.notice_id.state, "closed")

    def test_art43_hall_and_agencies_have_no_button(self):
        notice = self.direct_notice()
        for user in (self.market_reviewer, self.supervisor, self.user_a):
            with (
                self.subTest(user=user.login),
                self.assertRaisesRegex(AccessError, "Art. 43"),
            ):
                self.choose(notice, self.agency_a, user)
        choice = self.choose(notice, self.agency_a)
        for user in (self.market_reviewer, self.user_a):
            with self.assertRaises(AccessError):
                choice.with_user(user)._transition("confirm")

    def test_171_reason_is_mandatory_and_only_valid_sign_ups_count(self):
        notice = self.direct_notice()
        with self.assertRaisesRegex(UserError, "State the reason"):
            self.choose(notice, self.agency_a, reason=" ")
        with self.assertRaisesRegex(UserError, "Choose one of"):
            self.choose(notice, self.agency_of(self.third_agency()), reason="没有报名")

    def test_171_refused_choice_gives_way_to_another(self):
        notice = self.direct_notice()
        choice = self.choose(notice, self.agency_a)
        with self.assertRaisesRegex(UserError, "Say why"):
            self.as_portal(choice, self.owner_second())._transition("refuse")
        self.as_portal(choice, self.owner_second())._transition(
            "refuse", {"refusal": "理由不充分"}
        )
        self.confirm_choice(self.choose(notice, self.agency_b))
        self.assertEqual(notice.winner_id, self.agency_b)

    def test_171_no_second_choice_without_a_decision(self):
        choice = self.confirmed_choice()
        with self.assertRaisesRegex(UserError, "nothing to choose"):
            self.choose(choice.notice_id, self.agency_a)

    def test_art43_department_never_selects_directly(self):
        self.allow("direct")
        with self.assertRaisesRegex(UserError, "Art. 43"):
            self.submitted_notice(
                mode="direct",
                min_valid=1,
                commission_type="department",
                payer_department_id=self.department.id,
            )

    def test_171_public_money_only_below_the_small_limit_and_with_minutes(self):
        rule = self.env.ref("yichuang_intermediary.scope_rule_fiscal_small")
        values = {"mode": "direct", "min_valid": 1, "funding": "fiscal"}
        with self.assertRaisesRegex(UserError, "not lawful here"):
            self.submitted_notice(**values, amount_fen=rule.amount_max * 100)
        notice = self.submitted_notice(**values, amount_fen=99_000_00)
        self.assertEqual(notice.state, "submitted")
        self.assertEqual(notice.scope_rule_id, rule)
        fiscal = self.direct_notice()
        fiscal._write_guarded({"funding": "fiscal"})
        with self.assertRaisesRegex(UserError, "minutes"):
            self.choose(fiscal, self.agency_a)
        self.confirm_choice(
            self.choose(fiscal, self.agency_a, minutes="会纪〔2026〕3号")
        )
        self.assertIn("会纪", fiscal.selection_ids.inputs)

    def test_15_three_small_direct_purchases_are_noticed(self):
        values = {"mode": "direct", "min_valid": 1, "funding": "fiscal"}
        self.submitted_notice(**values, amount_fen=99_000_00)
        with self.assertRaisesRegex(UserError, "Art. 28"):
            self.submitted_notice(**values, amount_fen=99_000_00)
        drawn = self.submitted_notice(
            funding="fiscal", min_valid=3, amount_fen=99_000_00
        )
        self.assertEqual(drawn.state, "submitted")

    def test_171_named_agency_alone_signs_up(self):
        self.allow("direct")
        values = {
            "mode": "direct",
            "min_valid": 1,
            "named_agency_id": self.agency_a.id,
        }
        with self.assertRaisesRegex(UserError, "why this agency"):
            self.submitted_notice(**values)
        notice = self.published_notice(**values, named_reason="续作同一项目")
        self.assertIn("续作同一项目", notice.canonical)
        with self.assertRaisesRegex(UserError, "names"):
            self.sign_up(notice, self.user_b)
        self.assertTrue(self.sign_up(notice, self.user_a))

    def test_name_belongs_to_direct_selection_only(self):
        with self.assertRaisesRegex(UserError, "selects directly"):
            self.submitted_notice(named_agency_id=self.agency_a.id)

    def test_12_annulled_choice_is_made_anew_in_the_next_round(self):
        notice = self.confirmed_choice().notice_id
        now = notice._now()
        notice.with_user(self.supervisor)._annul(
            "督〔2026〕1号",
            "未经集体研究",
            {
                "event_label": "fc3d:9999",
                "reveal_until": now + timedelta(days=1),
                "event_on": now + timedelta(days=2),
            },
        )
        self.assertEqual(notice.state, "closed")
        self.assertFalse(notice.choice_id)

    def test_nothing_is_chosen_where_it_is_computed(self):
        with self.assertRaisesRegex(UserError, "nobody chooses"):
            self.choose(self.listed_notice(), self.agency_a)


@tagged("post_install", "-at_install")
class TestChoicePages(MarketCase, HttpCase):
    def page(self, notice, user, path="", **form):
        self.authenticate(user.login, user.login)
        url = f"/my/market/notices/{notice.number}{path}"
        if not form:
            return self.url_open(url)
        form["csrf_token"] = Request.csrf_token(self)
        return self.url_open(url, data=form)

    def test_owner_chooses_and_second_person_confirms_on_the_portal(self):
        notice = self.direct_notice()
        self.assertIn(self.agency_a.uscc, self.page(notice, self.owner).text)
        self.page(notice, self.owner, "/choose", uscc=self.agency_a.uscc, reason="熟悉")
        self.assertEqual(notice.choice_id.agency_id, self.agency_a)
        second = self.page(notice, self.owner_second())
        self.assertIn("/choice/confirm", second.text)
        self.page(notice, self.owner_second(), "/choice/confirm", go="1")
        self.assertEqual(notice.winner_id, self.agency_a)
        public = self.url_open(f"/market/verify/{notice.number}")
        self.assertEqual(public.status_code, 200)
        self.assertIn("熟悉", public.text)

    def test_16_another_owner_finds_nothing(self):
        notice = self.direct_notice()
        for path in ("/choose", "/choice/confirm", "/choice/steal"):
            reply = self.page(notice, self.user_a, path, uscc=self.agency_a.uscc)
            self.assertEqual(reply.status_code, 404)
        self.assertFalse(notice.choice_ids)
