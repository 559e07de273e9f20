from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestReceptionPoint(IntakeCase):
    """Townships and villages receive for the county (行政许可法 Art. 24, 32)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.village = cls.point()
        cls.zhou = cls.point_keeper()

    def arrived(self, bundle):
        bundle.with_user(self.clerk).action_arrive()
        return bundle

    def test_art32_receipt_at_the_point_is_receipt_by_the_hall(self):
        with freeze_time("2026-02-12 02:00:00"):
            bundle = self.sent_bundle()
            case = bundle.case_ids
        with freeze_time("2026-02-25 02:00:00"):
            self.arrived(bundle)
        self.assertEqual(str(case.due_on), "2026-02-26")
        self.assertEqual(str(case.received_on), "2026-02-12 02:00:00")
        with freeze_time("2026-02-27 02:00:00"):
            case._take_as_done("deem_accepted", "逾期未告知")
        self.assertEqual(case.state, "accepted")
        self.assertEqual(case.accepted_on, case.received_on)

    def test_receipt_names_the_point(self):
        case = self.point_case()
        self.assertEqual(case.reception_point_id, self.village)
        receipt = case.document_ids.filtered(lambda row: row.kind == "receipt")
        self.assertIn(["代收点", self.village.name], receipt.facts)
        html = self.env["ir.actions.report"]._render_qweb_html(
            "yichuang_intake.receipt", case.ids
        )[0]
        self.assertIn(self.village.name, html.decode())

    def test_art24_point_only_receives(self):
        case = self.point_case()
        mine = case.with_user(self.zhou)
        with self.assertRaisesRegex(UserError, "receive .* but not accept it"):
            mine.action_accept()
        for step in ("refuse", "notify_supplement"):
            with (
                self.subTest(step),
                self.assertRaisesRegex(UserError, "only receives|All that is missing"),
            ):
                if step == "refuse":
                    self.refuse(case, user=self.zhou)
                else:
                    mine._transition(step)

    def test_art24_keeper_is_given_no_acceptance(self):
        with self.assertRaisesRegex(UserError, "can be given no acceptance"):
            self.given_mandate(user_ids=self.zhou.ids)
        mandate = self.given_mandate(user_ids=self.zhou.ids, kind="receive_only")
        self.assertEqual(mandate.state, "active")
        with self.assertRaisesRegex(ValidationError, "end that mandate first"):
            self.village.keeper_ids = [(4, self.clerk.id)]
        with self.assertRaisesRegex(ValidationError, "no window clerk"):
            self.village.keeper_ids = [(4, self.decider.id)]

    def test_accepted_when_the_papers_have_arrived(self):
        bundle = self.sent_bundle()
        case = bundle.case_ids.with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "have not arrived from 测试村"):
            case.action_accept()
        with self.assertRaisesRegex(UserError, "clerk of the hall signs"):
            bundle.with_user(self.zhou).action_arrive()
        self.arrived(bundle)
        case.action_accept()
        self.assertEqual((case.state, bundle.arrived_by_id), ("accepted", self.clerk))

    def test_bundle_lists_everything_once(self):
        bundle = self.sent_bundle()
        [row] = bundle.contents
        case = bundle.case_ids
        self.assertEqual(row["receipt_number"], case.receipt_number)
        self.assertEqual(len(row["materials"]), len(case.material_ids))
        self.assertNotIn(case.id_number, str(bundle.contents))
        again = self.env["yichuang.reception.bundle"].with_user(self.zhou).create({})
        with self.assertRaisesRegex(UserError, "received nothing"):
            again.action_send()
        with self.assertRaises(UserError):
            bundle.with_user(self.clerk).write({"point_id": self.village.id})
        html = self.env["ir.actions.report"]._render_qweb_html(
            "yichuang_intake.reception_bundle_document", bundle.ids
        )[0]
        self.assertIn(case.receipt_number, html.decode())

    def test_only_its_keepers_send(self):
        bundle = self.draft_bundle()
        with self.assertRaisesRegex(UserError, "not one of its keepers"):
            bundle.with_user(self.clerk).action_send()

    def test_keepers_see_the_cases_of_their_point_alone(self):
        mine, elsewhere = self.point_case(), self.received_case()
        other = self.point("另一村便民服务站", "other_keeper")
        theirs = self.point_case("other_keeper")
        self.assertEqual(theirs.reception_point_id, other)
        for model, field in (
            ("yichuang.case", "id"),
            ("yichuang.case.material", "case_id"),
            ("yichuang.clock", "case_id"),
            ("yichuang.document", "case_id"),
        ):
            records = self.env[model].with_user(self.zhou)
            found = records.search([(field, "in", (mine + elsewhere + theirs).ids)])
            with self.subTest(model):
                cases = found if model == "yichuang.case" else found.case_id
                self.assertEqual(cases, mine.with_user(self.zhou))
        with self.assertRaises(AccessError):
            elsewhere.with_user(self.zhou).read(["applicant_name"])
        self.assertTrue(elsewhere.with_user(self.clerk).applicant_name)
        self.assertTrue(mine.with_user(self.clerk).applicant_name)

    def test_who_stops_keeping_sees_the_hall_again_at_once(self):
        case = self.received_case().with_user(self.zhou)
        with self.assertRaises(AccessError):
            case.read(["applicant_name"])
        self.village.active = False
        with self.assertRaises(AccessError):
            case.read(["applicant_name"])
        self.village.keeper_ids = [(3, self.zhou.id)]
        self.assertTrue(case.read(["applicant_name"]))

    def test_point_receives_what_it_is_for(self):
        other = self.published_service(item_name="示例其他许可")
        self.village.service_ids = other
        with self.assertRaisesRegex(UserError, "does not receive"):
            self.point_case()
        self.assertEqual(self.point_case(service_id=other.id).state, "received")

    def test_clerk_of_the_hall_receives_at_no_point(self):
        case = self.draft_case(reception_point_id=self.village.id)
        with self.assertRaisesRegex(UserError, "by one of its keepers"):
            case.with_user(self.clerk).action_receive()

    def test_point_stands_below_the_county(self):
        with self.assertRaisesRegex(ValidationError, "township or village"):
            self.village.region_id = self.region
