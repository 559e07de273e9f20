from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase
from ..desk.test_scan import picture

BARE = ("同意", "已阅。", "同意上报 town_li", " ", "经审查，拟同意。")


@tagged("post_install", "-at_install")
class TestCaseHop(IntakeCase):
    """Level by level, each organ with its own acceptance and clock (行政许可法 Art.
    35, 43)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.town_li, cls.city_liu = cls.person("town_li"), cls.person("city_liu")
        cls.city_head = cls.person("city_head")

    def test_art35_a_matter_goes_up_to_the_organ_that_decides(self):
        hop = self.city_hop()
        case = hop.case_id
        self.assertEqual(
            case.hop_ids.mapped(lambda row: (row.organ_id.name, row.state)),
            [
                ("测试镇人民政府", "sent_up"),
                (self.department.name, "sent_up"),
                ("测试市水利局", "accepted"),
            ],
        )
        other = (self.city_liu | self.city_head) - case.reviewer_id
        case.with_user(case.reviewer_id).action_start_review()
        self.review(case, user=case.reviewer_id)
        self.decide(case, user=other)
        self.assertEqual((case.state, case.outcome), ("decided", "granted"))
        self.assertEqual(hop.state, "closed")
        running = case.clock_ids.filtered(lambda clock: clock.state == "running")
        self.assertLessEqual(set(running.mapped("kind")), {"delivery"})
        self.assertEqual(
            case.document_ids.sorted("id").mapped(
                lambda row: (row.kind, row.organ_name)
            ),
            [
                ("receipt", "测试镇人民政府"),
                ("acceptance", "测试镇人民政府"),
                ("first_review", "测试镇人民政府"),
                ("hop_transfer", "测试镇人民政府"),
                ("first_review", self.department.name),
                ("hop_transfer", self.department.name),
                ("grant", "测试市水利局"),
            ],
        )

    def test_art43_each_organ_has_its_own_time(self):
        """Vectors of 2026: 20 days from 01-30 end 03-05, from 03-02 on 03-30."""
        with freeze_time("2026-01-30 02:00:00"):
            case = self.chain_case()
        town = case.hop_ids
        self.assertEqual((town.due_on, case.due_on), (town.clock_id.due_on,) * 2)
        self.assertEqual(str(town.due_on), "2026-03-05")
        self.assertFalse(case.legal_due_on)
        with freeze_time("2026-02-02 02:00:00"):
            self.accepted_hop(case)
        with freeze_time("2026-02-27 02:00:00"):
            county = self.send_up(town, self.town_li)
            self.assertEqual(str(county.due_on), "2026-03-02")
            self.assertFalse(county.clock_id)
        self.assertEqual(str(town.clock_id.stopped_on), "2026-02-27")
        with freeze_time("2026-03-02 02:00:00"):
            self.take_in(county, self.reviewer)
            self.assertEqual(str(county.due_on), "2026-03-16")
            self.assertEqual(case.due_on, county.due_on)
            city = self.send_up(county, self.reviewer)
            self.take_in(city, self.city_liu)
        self.assertEqual(str(case.legal_due_on), "2026-03-30")
        self.assertEqual(
            (city.due_on, city.clock_id.kind), (case.legal_due_on, "legal")
        )
        self.assertEqual(str(case.due_on), "2026-03-16")
        self.assertEqual(
            [
                (clock.kind, str(clock.start_on), clock._organ().name)
                for clock in case.clock_ids.sorted("id")
                if clock.kind != "notice"
            ],
            [
                ("first_review", "2026-01-30", "测试镇人民政府"),
                ("first_review", "2026-03-02", self.department.name),
                ("legal", "2026-03-02", "测试市水利局"),
                ("promise", "2026-03-02", "测试市水利局"),
            ],
        )

    def test_not_signing_gains_no_time(self):
        with freeze_time("2026-03-02 02:00:00"):
            county = self.send_up(self.accepted_hop(), self.town_li)
        for day, counts in (("2026-03-03", "2026-03-03"), ("2026-03-20", "2026-03-04")):
            with self.subTest(day), self.env.cr.savepoint() as point:
                with freeze_time(f"{day} 02:00:00"):
                    self.take_in(county, self.reviewer)
                    self.assertEqual(str(county.counts_from), counts)
                    self.assertEqual(str(county.clock_id.start_on), counts)
                point.rollback()
                self.env.invalidate_all()

    def test_art45_only_a_special_procedure_pauses_a_first_review(self):
        with freeze_time("2026-03-02 02:00:00"):
            hop = self.accepted_hop()
            case = hop.case_id
            self.assertEqual(str(hop.due_on), "2026-03-30")
            special = (
                self.env["yichuang.case.special"]
                .with_user(self.town_li)
                .create(
                    {
                        "case_id": case.id,
                        "ground": "review",
                        "basis": "示例条例 第十条",
                        "first_on": "2026-03-09",
                        "last_on": "2026-03-20",
                    }
                )
            )
            special.action_start()
        self.assertEqual(str(hop.due_on), "2026-04-14")
        self.assertEqual(case.due_on, hop.due_on)
        self.assertEqual(special.document_id.organ_name, "测试镇人民政府")

    def test_art43_a_first_review_is_not_extended(self):
        case = self.accepted_hop().case_id
        self.city().head_id = self.city_head
        extension = self.env["yichuang.case.extension"].create(
            {"case_id": case.id, "reason": "案情复杂"}
        )
        with self.assertRaisesRegex(UserError, "cannot be extended.*Art. 43"):
            extension.with_user(self.city_head).action_approve()

    def test_bare_signature_is_no_opinion(self):
        mine = self.accepted_hop().with_user(self.town_li)
        for opinion in BARE:
            with self.subTest(opinion):
                mine.write({"recommendation": "granted", "opinion": opinion})
                with self.assertRaisesRegex(UserError, "no opinion"):
                    mine.action_review()

    def test_art35_no_level_is_skipped_and_nothing_decided_below(self):
        case = self.accepted_hop().case_id
        for user in (self.city_liu, self.town_li, self.reviewer):
            with self.subTest(user.login), self.assertRaises(UserError):
                case.with_user(user).action_start_review()
        city = self.send_up(self.county_hop_of(case), self.reviewer)
        with self.assertRaisesRegex(UserError, "after the organs below"):
            case.with_user(self.city_liu).action_start_review()
        self.take_in(city, self.city_liu)
        with self.assertRaisesRegex(UserError, "decides"):
            city.with_user(self.city_liu).write(
                {
                    "recommendation": "granted",
                    "opinion": "材料齐全，情况属实，建议准予。",
                }
            )
            city.with_user(self.city_liu).action_review()

    def county_hop_of(self, case):
        county = self.send_up(case.hop_ids, self.town_li)
        return self.take_in(county, self.reviewer)

    def test_only_members_of_the_organ_whose_turn_it_is_act(self):
        hop = self.waiting_hop()
        for user in (self.reviewer, self.city_liu, self.clerk, self.manager):
            with self.subTest(user.login), self.assertRaises(UserError):
                hop.with_user(user).action_sign_for()
        hop.with_user(self.town_li).action_sign_for()
        self.assertEqual((hop.state, hop.arrived_by_id), ("accepted", self.town_li))

    def test_who_acted_below_does_not_review_or_decide_above(self):
        both = self.person("both_levels")
        (self.township() | self.city()).member_ids = [(4, both.id)]
        county = self.send_up(self.accepted_hop(), both)
        city = self.send_up(self.take_in(county, self.reviewer), self.reviewer)
        case = self.take_in(city, self.city_liu).case_id
        with self.assertRaisesRegex(UserError, "reviewed .* first, for 测试镇"):
            case.with_user(both).action_start_review()
        self.assertNotEqual(case.reviewer_id, both)
        case.with_user(case.reviewer_id).action_start_review()
        self.review(case, user=case.reviewer_id)
        with self.assertRaisesRegex(UserError, "reviewed .* first, for 测试镇"):
            self.decide(case, user=both)

    def test_window_clerk_does_not_review_on_the_way(self):
        self.clerk.sudo().group_ids = [
            (4, self.env.ref("yichuang_intake.group_reviewer").id)
        ]
        self.township().member_ids = [(4, self.clerk.id)]
        mine = self.accepted_hop().with_user(self.clerk)
        mine.write({"recommendation": "granted", "opinion": "材料齐全，情况属实一致。"})
        with self.assertRaisesRegex(UserError, "at the window"):
            mine.action_review()

    def test_sent_up_once(self):
        hop = self.accepted_hop()
        self.send_up(hop, self.town_li)
        with self.assertRaisesRegex(UserError, "not possible now"):
            hop.with_user(self.town_li).action_send_up()

    def test_art35_all_material_goes_up_by_its_list(self):
        case = self.chain_case()
        line = case.material_ids[0]
        files = self.env["yichuang.case.file"].sudo()
        self.assertFalse(files._keep(line, picture()))
        hop = self.accepted_hop(case)
        county = self.send_up(hop, self.town_li)
        rows = {row["name"]: row for row in hop.transfer}
        self.assertEqual(set(case.material_ids.mapped("name")) - set(rows), set())
        self.assertEqual(rows[line.name]["digests"], case.file_ids.mapped("digest"))
        opinion = case.document_ids.filtered(lambda row: row.kind == "first_review")
        self.assertIn(opinion.display_name, rows)
        self.assertIn(hop.transfer_digest, str(hop.transfer_document_id.facts))
        self.env.cr.execute(
            "UPDATE yichuang_case_file SET digest = 'x' WHERE id = %s",
            [case.file_ids.id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, f"not what .* {line.name}"):
            county.with_user(self.reviewer).action_sign_for()

    def test_art35_deferred_material_keeps_it_below(self):
        draft = self.chain_version(item_name="示例容缺上报")
        draft.material_line_ids[0].necessity = "deferrable"
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        self.chain_service(item_name="另一示例")
        case = self.received_case(service_id=draft.service_id.id)
        case.with_user(self.clerk).material_ids[1:]._take()
        self.confirm("yichuang.case.defer", case, self.clerk, signed_by="示例申请人")
        mine = self.accepted_hop(case).with_user(self.town_li)
        mine.write({"recommendation": "granted", "opinion": "材料齐全，情况属实一致。"})
        mine.action_review()
        with self.assertRaisesRegex(UserError, "All material goes up together"):
            mine.action_send_up()
        case.with_user(self.clerk).action_make_good()
        mine.action_send_up()
        self.assertEqual(mine.state, "sent_up")

    def test_art35_sent_back_for_a_mistake_below_and_time_counts(self):
        with freeze_time("2026-03-02 02:00:00"):
            county = self.county_hop()
        due, town = county.due_on, county._below()
        mine = county.with_user(self.reviewer)
        with self.assertRaisesRegex(UserError, "only for a mistake"):
            mine.action_return_down()
        mine.write({"return_ground": "opinion", "return_reason": "意见与材料不一致。"})
        with freeze_time("2026-03-05 02:00:00"):
            mine.action_return_down()
            self.assertEqual((town.state, county.state), ("accepted", "waiting"))
            again = self.send_up(town, self.town_li, "已更正：取水量以论证报告为准。")
            self.assertEqual(again, county)
            mine.action_sign_for()
        self.assertEqual((county.state, county.due_on), ("accepted", due))
        self.assertEqual(
            len(county.case_id.clock_ids.filtered(lambda c: c.kind == "first_review")),
            2,
        )

    def test_first_organ_sends_nothing_back(self):
        mine = self.accepted_hop().with_user(self.town_li)
        mine.write({"return_ground": "list", "return_reason": "缺材料"})
        with self.assertRaisesRegex(UserError, "beginning of the way"):
            mine.action_return_down()

    def test_art35_organ_above_asks_below_and_not_the_applicant(self):
        query = self.asked_query()
        case = query.case_id
        with self.assertRaisesRegex(UserError, "not one of its members"):
            query.with_user(self.reviewer).action_answer()
        with self.assertRaisesRegex(UserError, "Write the answer"):
            query.with_user(self.town_li).action_answer()
        query.with_user(self.town_li).answer = "以论证报告附图为准。"
        query.with_user(self.town_li).action_answer()
        self.assertEqual(query.state, "answered")
        clock = query.hop_id.clock_id
        self.assertEqual(clock.state, "running")
        self.assertEqual(clock.segment_ids.mapped("kind"), ["start"])
        for attempt in (
            lambda: case.with_user(self.clerk)._transition("notify_supplement"),
            lambda: (
                case.material_ids[0].with_user(self.clerk).write({"defect": "缺页"})
            ),
        ):
            with self.assertRaisesRegex(UserError, "again .行政许可法 Art. 35"):
                attempt()

    def test_question_and_answer_stay(self):
        query = self.asked_query()
        with self.assertRaises(UserError):
            query.with_user(self.reviewer).question = "另一问题"
        hop = self.accepted_hop()
        draft = self.env["yichuang.case.hop.query"].create(
            {"hop_id": hop.id, "question": "?"}
        )
        with self.assertRaisesRegex(UserError, "none to ask"):
            draft.with_user(self.town_li).action_ask()

    def test_overdue_is_found_once_and_told(self):
        with freeze_time("2026-03-02 02:00:00"):
            hop = self.accepted_hop()
        hops = self.env["yichuang.case.hop"]
        with freeze_time("2026-03-30 02:00:00"):
            hops._cron_overdue()
            self.assertFalse(hop.overdue)
        for _turn in range(2):
            with freeze_time("2026-03-31 02:00:00"):
                hops._cron_overdue()
        self.assertTrue(hop.overdue)
        told = hop.case_id.activity_ids.filtered(
            lambda activity: activity.user_id == self.manager
        )
        self.assertEqual(len(told), 1)

    def test_ending_the_case_ends_the_way(self):
        hop = self.accepted_hop()
        self.end(hop.case_id, "withdraw")
        self.assertEqual((hop.state, hop.clock_id.state), ("closed", "stopped"))
        with self.assertRaises(UserError):
            hop.with_user(self.town_li).action_review()

    def test_organs_on_the_way_see_the_case_and_strangers_do_not(self):
        case = self.county_hop().case_id
        stranger = self.person("stranger_organ")
        for model in ("hop", "material", "file"):
            name = f"yichuang.case.{model}"
            for user, sees in ((self.town_li, True), (stranger, False)):
                found = (
                    self.env[name].with_user(user).search([("case_id", "=", case.id)])
                )
                if model != "file":
                    self.assertEqual(bool(found), sees, (model, user.login))
        self.assertTrue(case.with_user(self.town_li).receipt_number)
        with self.assertRaises(AccessError):
            case.with_user(stranger).read(["receipt_number"])

    def test_opinion_is_written_by_the_organ_itself(self):
        hop = self.accepted_hop()
        self.department.member_ids = [(4, self.city_liu.id)]
        for user in (self.city_liu, self.city_head, self.clerk, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                hop.with_user(user).write({"opinion": "改动"})

    def test_applicant_reads_where_it_is_and_not_the_opinion(self):
        portal = self.make_user("test_chain_portal", "base.group_portal")
        case = self.chain_case(partner_id=portal.partner_id.id)
        words = case.with_user(portal)._next_words()
        self.assertRegex(words, "At 测试镇人民政府 since .*测试市水利局 decides")
        county = self.send_up(self.accepted_hop(case), self.town_li)
        self.assertIn("On its way to", case._next_words())
        self.take_in(county, self.reviewer)
        self.assertIn(f"At {self.department.name} since", case._next_words())
        kinds = (
            self.env["yichuang.document"].with_user(portal).search([]).mapped("kind")
        )
        self.assertIn("hop_transfer", kinds)
        self.assertNotIn("first_review", kinds)

    def test_what_went_up_is_not_corrected(self):
        case = self.county_hop().case_id
        opinion = case.document_ids.filtered(lambda row: row.kind == "first_review")
        with self.assertRaisesRegex(UserError, "stays as it was signed for"):
            opinion.with_user(self.decider)._correct({}, "笔误", opinion.revision)
