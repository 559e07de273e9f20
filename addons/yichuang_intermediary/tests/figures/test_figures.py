import io
from datetime import timedelta

from python_calamine import CalamineWorkbook

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..common import MarketCase

NAMES = ("time", "notice", "contract", "agency", "service", "owner", "department")


@tagged("post_install", "-at_install")
class TestFigures(MarketCase, HttpCase):
    """The figures count what happened, and nothing the reader may not see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.market_service.department_id = cls.department
        cls.contract = cls.active_contract()
        cls.age(cls.contract, 60)
        cls.deliver(cls.contract, overrun_reason="=1+1")
        cls.judge(cls.contract)
        cls.env.flush_all()

    def figures(self, name, user=None):
        model = self.env[f"yichuang.market.figures.{name}"]
        return model.with_user(user or self.manager)

    def row(self, name, **values):
        domain = [(key, "=", value) for key, value in values.items()]
        return self.figures(name).search(domain)

    def test_time_is_the_stretches_that_have_ended(self):
        rows = self.row("time", contract_id=self.contract.id)
        ended = self.contract.segment_ids.filtered("end_on")
        self.assertEqual(rows.ids, rows.browse(rows.ids).ids)
        self.assertEqual(set(rows.ids), set(ended.ids))
        self.assertEqual(sum(rows.mapped("days")), sum(ended.mapped("days")))

    def test_late_contract_is_late_with_its_reason(self):
        row = self.row("contract", contract_id=self.contract.id)
        self.assertEqual((row.on_time, row.first_pass), (0, 100))
        self.assertEqual(row.late_days, self.contract.late_days)
        self.assertEqual(row.overrun_reason, "=1+1")

    def test_overdue_payment_is_counted_until_it_is_paid(self):
        payment = self.invoice(self.contract, 100_000)
        payment._write_guarded({"due_on": payment.due_on - timedelta(days=40)})
        self.env.flush_all()
        self.assertEqual(
            self.row("contract", contract_id=self.contract.id).overdue, 1000
        )

    def test_competition_and_saving_of_a_notice(self):
        row = self.row("notice", notice_id=self.contract.notice_id.id)
        self.assertEqual((row.valid_count, row.single, row.saving), (2, 0, 0))
        self.assertEqual(row.stage, "accepted")
        self.assertEqual((row.offering_count, row.repeats), (2, 0))

    def test_contracts_of_one_owner_with_one_agency_are_counted_together(self):
        second = self.active_contract()
        second._write_guarded({"agency_id": self.contract.agency_id.id})
        third = self.active_contract()
        third._write_guarded(
            {
                "agency_id": (
                    (self.agency_a | self.agency_b) - self.contract.agency_id
                ).id
            }
        )
        self.env.flush_all()
        counts = [
            self.row("contract", contract_id=contract.id).pair_count
            for contract in (self.contract, second, third)
        ]
        self.assertEqual(counts, [2, 2, 1])

    def test_agency_is_ranked_by_open_ratings_only(self):
        self.rate(self.contract, "owner", 4)
        self.env.flush_all()
        agency = self.contract.agency_id
        self.assertFalse(self.row("agency", agency_id=agency.id).rating_count)
        self.rate(self.contract, "agency", 5)
        self.env.flush_all()
        self.figures("agency").invalidate_model()
        row = self.row("agency", agency_id=agency.id)
        self.assertEqual((row.rating_count, row.rating), (1, 4))

    def test_idle_agency_is_one_of_a_year_without_a_sign_up(self):
        third = self.active_agency()
        self.assertFalse(self.row("agency", agency_id=third.id).idle)
        third._write_guarded({"joined_on": "2020-01-01"})
        self.env.flush_all()
        self.figures("agency").invalidate_model()
        self.assertTrue(self.row("agency", agency_id=third.id).idle)

    def test_one_agency_has_the_whole_trade(self):
        row = self.row("service", service_id=self.market_service.id)
        self.assertEqual((row.top_share, row.hhi), (100, 10000))
        self.assertFalse(row.fee_p50)

    def test_owner_gives_all_work_to_one_agency(self):
        row = self.row("owner", owner_id=self.contract.owner_id.id)
        self.assertEqual((row.contract_count, row.agency_count), (1, 1))
        self.assertEqual(row.largest_id, self.contract.agency_id)
        self.assertEqual((row.largest_share, row.top_share, row.hhi), (100, 100, 10000))

    def test_department_is_measured_with_its_agencies(self):
        row = self.row("department", department_id=self.department.id)
        self.assertEqual((row.contract_count, row.agency_count), (1, 1))
        self.assertEqual(row.on_time, 0)

    def test_workbook_has_no_formula(self):
        self.authenticate(self.manager.login, self.manager.login)
        for name in NAMES:
            answer = self.url_open(f"/market/figures/{name}.xlsx")
            with self.subTest(name=name):
                self.assertEqual(answer.status_code, 200)
                book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
                self.assertGreater(len(book.get_sheet_by_index(0).to_python()), 1)
        book = self.figures("contract")._workbook()
        rows = CalamineWorkbook.from_filelike(io.BytesIO(book))
        cells = rows.get_sheet_by_index(0).to_python()
        self.assertIn("=1+1", [cell for row in cells for cell in row])

    def test_figures_are_for_managers(self):
        for name in NAMES:
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.figures(name, self.clerk).search([])
        self.authenticate(self.clerk.login, self.clerk.login)
        for path in ("time", "event", "figures"):
            answer = self.url_open(f"/market/figures/{path}.xlsx")
            self.assertEqual(answer.status_code, 404)

    def test_benchmark_of_five_contracts_is_public(self):
        contracts = self.env["yichuang.market.contract"]
        today = contracts._today()
        found = contracts._create_guarded(
            [
                {
                    **self.contract.copy_data()[0],
                    "number": f"HT-TEST-{number}",
                    "notice_id": self.draft_notice().id,
                    "owner_id": self.contract.owner_id.id,
                    "agency_id": self.contract.agency_id.id,
                    "service_id": self.market_service.id,
                    "title": "测试合同",
                    "content": "检测",
                    "amount_fen": number * 100_000,
                    "days": 10,
                    "state": "closed",
                    "accepted_on": today - timedelta(days=30),
                }
                for number in range(1, 6)
            ]
        )
        self.env["yichuang.market.clock.segment"].create(
            [
                {
                    "contract_id": contract.id,
                    "kind": "work",
                    "start_on": today,
                    "end_on": today,
                    "days": days,
                }
                for days, contract in enumerate(found, 1)
            ]
        )
        self.contract._write_guarded({"accepted_on": today - timedelta(days=800)})
        self.assertEqual(
            self.market_service._benchmark()[self.market_service.id],
            {
                "n": 5,
                "floor": 100_000,
                "fee": (200_000, 300_000, 400_000),
                "days": (2, 3, 4),
            },
        )
        self.assertEqual(self.draft_notice()._low_price_floor(), 100_000)
        self.market_service.invalidate_recordset(["benchmark"])
        self.assertIn("3,000.00", self.market_service.benchmark)
        page = self.url_open("/market/bench").text
        self.assertIn("3,000.00", page)
        self.assertNotIn(self.agency_a.name, page)
