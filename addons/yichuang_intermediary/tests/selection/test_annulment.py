from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import draw as draw_tool
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestAnnulment(MarketCase):
    """Threat 12: nobody draws again until a friend wins."""

    def annul(self, notice, user=None, **values):
        user = user or self.supervisor
        action = notice.with_user(user).action_annul()
        now = notice._now()
        decision = (
            self.env["yichuang.market.decision"]
            .with_user(user)
            .with_context(**action["context"])
            .create(
                {
                    "number": "监决〔2026〕1号",
                    "reason": "业主泄露需求",
                    "event_label": "fc3d:2099-01-01",
                    "reveal_until": now + timedelta(hours=1),
                    "event_on": now + timedelta(hours=2),
                    **values,
                }
            )
        )
        decision.action_confirm()

    def commit(self, notice):
        for kind, user in (("hall", self.market_reviewer), ("owner", self.owner)):
            self.source(notice, kind).with_user(user).sudo()._commit(
                draw_tool.commitment(("ab" if kind == "hall" else "cd") * 32)
            )

    def test_threat12_operators_do_not_annul(self):
        notice = self.drawn_notice()
        for user in (self.market_issuer, self.market_publisher, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                notice.with_user(user).action_annul()

    def test_threat12_decision_needs_number_ground_and_a_new_source(self):
        notice = self.drawn_notice()
        for values, message in (
            ({"number": " "}, "number and ground"),
            ({"event_label": notice.event_label}, "has been used"),
            ({"event_on": notice._now() - timedelta(hours=1)}, "in the future"),
        ):
            refused = self.assertRaisesRegex(UserError, message)
            with self.subTest(values=values), refused:
                self.annul(notice, **values)

    def test_threat12_further_round_has_new_secrets_and_the_first_stays_public(self):
        notice = self.drawn_notice()
        first = notice.draw_id
        self.annul(notice)
        self.assertEqual((notice.state, notice.redraw_count), ("closed", 1))
        self.assertFalse(notice.winner_id)
        self.assertEqual(set(notice.signup_ids.mapped("state")), {"valid"})
        self.assertEqual(notice.selection_ids.state, "annulled")
        self.assertEqual(notice.selection_ids.decision_number, "监决〔2026〕1号")
        second = notice.draw_id
        self.assertEqual((second.round, second.state), (2, "planned"))
        with self.assertRaisesRegex(UserError, "commitments"):
            notice.with_user(self.market_publisher).action_announce_round()
        self.commit(notice)
        notice.with_user(self.market_publisher).action_announce_round()
        second.with_user(self.market_reviewer)._transition("list")
        self.assertEqual(second.list_text, first.list_text)
        self.source(notice, "hall").with_user(self.market_reviewer)._reveal("ab" * 32)
        self.source(notice, "owner").with_user(self.owner).sudo()._reveal("cd" * 32)
        second.with_user(self.market_reviewer).action_fix()
        self.put_back(notice, "event_on")
        self.enter(notice, "public", self.market_reviewer, value="7 7 7")
        self.enter(notice, "public", self.market_publisher, value="7 7 7")
        second.with_user(self.market_reviewer).action_run()
        self.assertEqual(notice.state, "selected")
        self.assertEqual(
            notice.selection_ids.sorted("round").mapped("state"),
            ["annulled", "published"],
        )
        self.assertNotEqual(second.seed, first.seed)
        self.assertEqual(draw_tool.verify(second._pack()), [])

    def test_annulled_selection_by_price_keeps_its_opened_offers(self):
        notice = self.opened_notice()
        self.annul(notice)
        self.assertEqual(notice.state, "opened")
        self.assertEqual(len(notice.offer_ids), 2)
