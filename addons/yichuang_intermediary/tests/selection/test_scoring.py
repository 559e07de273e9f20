import json
from fractions import Fraction

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools.draw import sha256_hex
from ..common import MarketCase
from .test_choice import pack_problems


@tagged("post_install", "-at_install")
class TestComposite(MarketCase):
    """1.7.4c 综合评分."""

    def submit_all(self, notice, points):
        for sheet in notice.sheet_ids.filtered(lambda sheet: sheet.state == "open"):
            self.fill_in(sheet, points)
            sheet.with_user(sheet.rater_id).action_submit()

    def test_174c_weights_sum_to_a_hundred_and_price_weighs_ten(self):
        self.allow("composite")
        line = {"name": "方案", "weight": 50, "scale": "每项 10 分"}
        for values, message in (
            ({"price_weight": 5}, "at least"),
            ({"price_weight": 30}, "must be 100"),
            ({"price_weight": 50, "rater_count": 4}, "odd number"),
        ):
            with self.assertRaisesRegex(UserError, message):
                self.submitted_notice(
                    mode="composite", criterion_ids=[(0, 0, line)], **values
                )
        with self.assertRaisesRegex(UserError, "must be 100"):
            self.submitted_notice(mode="composite", price_weight=100)

    def test_art34_criteria_are_frozen_with_the_notice(self):
        notice = self.scored_notice()
        self.assertIn("每项 10 分", notice.canonical)
        with self.assertRaisesRegex(UserError, "can no longer be"):
            notice.criterion_ids[0].weight = 60
        with self.assertRaisesRegex(UserError, "can no longer be"):
            notice.criterion_ids[0].unlink()

    def test_174c_total_is_the_mean_and_the_highest_wins(self):
        notice = self.scored_notice()
        self.assertEqual(len(notice.sheet_ids), 3)
        self.assertIn("0 of 3", notice.waits_for)
        favourite = self.agency_a

        def points(line):
            return 90 if line.sudo().offer_id.agency_id == favourite else 60

        self.submit_all(notice, points)
        self.assertEqual(notice.winner_id, favourite)
        facts = json.loads(notice.selection_ids.result)["facts"]
        self.assertEqual(
            Fraction(facts[favourite.uscc]), Fraction(30 * 11, 12) + 90 * 7 // 10
        )
        self.assertEqual(facts[self.agency_b.uscc], "72")
        self.assertIn("90.50", notice.selection_ids.explanation)
        first, second = notice._score_table()
        self.assertEqual(
            (first["total"], first["price"], second["total"]),
            ("90.50", "27.50", "72.00"),
        )
        self.assertEqual(first["criteria"][0]["points"], ["90", "90", "90"])
        self.assertFalse(pack_problems(notice))

    def test_174c_equal_points_go_to_the_lower_price(self):
        notice = self.scored_notice()
        self.submit_all(notice, 70)
        self.assertEqual(notice.winner_id, self.agency_b)

    def test_174c_sheets_are_blind_and_each_expert_sees_his_own(self):
        notice = self.scored_notice()
        self.assertFalse(notice._offers_public())
        first, second, _third = notice.sheet_ids
        mine = first.with_user(first.rater_id)
        seen = str(mine.read() + mine.line_ids.read())
        for secret in (self.agency_a.name, self.agency_b.name, self.agency_a.uscc):
            self.assertNotIn(secret, seen)
        self.assertNotIn("offer_id", mine.line_ids.read()[0])
        for user in (
            first.rater_id,
            self.market_reviewer,
            self.supervisor,
            self.manager,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                second.with_user(user).read(["place"])
        self.submit_all(notice, 70)
        self.assertTrue(notice._offers_public())
        self.assertTrue(second.with_user(self.supervisor).line_ids.read(["points"]))

    def test_174c_nobody_else_scores_and_nothing_changes_afterwards(self):
        sheet = self.open_sheet()
        line = sheet.line_ids[0]
        for user in (self.market_reviewer, self.manager, self.supervisor):
            with self.assertRaises(AccessError):
                line.with_user(user).write({"points": 100})
        with self.assertRaisesRegex(UserError, "points are missing"):
            sheet.with_user(sheet.rater_id).no_tie = True
            sheet.with_user(sheet.rater_id).action_submit()
        self.fill_in(sheet)
        sheet.with_user(sheet.rater_id).action_submit()
        with self.assertRaisesRegex(UserError, "afterwards"):
            line.with_user(sheet.rater_id).write({"points": 100})
        self.assertEqual(sheet.notice_id.state, "opened")

    def test_art9_expert_with_a_tie_is_excused_and_the_next_is_drawn(self):
        notice = self.scored_notice()
        sheet = notice.sheet_ids[0]
        self.fill_in(sheet)
        own = sheet.with_user(sheet.rater_id)
        own.no_tie = False
        with self.assertRaisesRegex(UserError, "Art. 9"):
            own.action_submit()
        with self.assertRaisesRegex(UserError, "why you are excused"):
            own.action_excuse()
        own.ground = "曾任职于其中一家机构"
        own.action_excuse()
        self.assertEqual(len(notice.sheet_ids), 4)
        self.assertEqual(len(notice.sheet_ids.rater_id), 4)
        self.submit_all(notice, 70)
        self.assertEqual(notice.state, "selected")

    def test_art9_who_handled_the_notice_is_not_drawn(self):
        group = self.env.ref("yichuang_intermediary.group_market_rater")
        self.market_reviewer.group_ids |= group
        notice = self.scored_notice()
        self.assertNotIn(self.market_reviewer, notice._rater_order())
        self.assertGreaterEqual(len(notice._rater_order()), 4)

    def test_174c_list_of_experts_is_frozen_with_the_notice(self):
        notice = self.scored_notice()
        order = notice._rater_order()
        frozen = json.loads(notice.canonical)["experts"]
        self.assertGreaterEqual(frozen["number"], 4)
        self.assertEqual(frozen["sha256"], sha256_hex(notice.rater_pool))
        late = self.make_user(
            "test_expert_late", "yichuang_intermediary.group_market_rater"
        )
        self.assertNotIn(late, notice._rater_order())
        left = order[-1]
        left.group_ids -= self.env.ref("yichuang_intermediary.group_market_rater")
        self.assertEqual(notice._rater_order(), [one for one in order if one != left])
        self.submit_all(notice, 70)
        inputs = json.loads(notice.selection_ids.inputs)
        self.assertEqual(len(inputs["raters"]), 3)
        self.assertFalse(pack_problems(notice))
        notice._write_guarded({"rater_pool": notice.rater_pool + "expert:9\tx\n"})
        [problem] = pack_problems(notice)
        self.assertIn("another list", problem)

    def test_174c_too_few_experts_stop_publication_and_end_the_scoring(self):
        notice = self.scored_notice(rater_count=3)
        # Everybody excuses himself until nobody is left.
        while notice.state == "opened":
            sheet = notice.sheet_ids.filtered(lambda one: one.state == "open")[0]
            own = sheet.with_user(sheet.rater_id)
            own.ground = "与投标机构有利害关系"
            own.action_excuse()
        self.assertEqual(notice.state, "failed")
        self.assertTrue(notice.fail_reason)
        with self.assertRaisesRegex(UserError, "experts can be drawn"):
            self.scored_notice(rater_count=99)
