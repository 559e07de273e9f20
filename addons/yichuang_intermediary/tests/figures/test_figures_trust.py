import io
from datetime import date, timedelta

from python_calamine import CalamineWorkbook

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..common import MarketCase

NAMES = ("dispute", "flag", "integrity", "desk")


@tagged("post_install", "-at_install")
class TestFiguresTrust(MarketCase, HttpCase):
    """Disputes, flags, the market's own soundness and the desks, counted by hand."""

    def figures(self, name, user=None):
        self.env.flush_all()
        model = self.env[f"yichuang.market.figures.{name}"]
        model.invalidate_model()
        return model.with_user(user or self.manager)

    def dispute_row(self, dispute, user=None):
        return self.figures("dispute", user).browse(dispute.id).exists()

    def test_answer_takes_working_days_not_days(self):
        """Filed on Wednesday 30 September 2026, answered on Thursday 8 October: the
        National Day holiday (1 to 7 October) counts nothing, so one working day."""
        dispute = self.answered_dispute()
        dispute._write_guarded(
            {
                "filed_on": "2026-09-30 01:00:00",
                "due_on": "2026-10-09",
                "answered_on": "2026-10-08",
            }
        )
        row = self.dispute_row(dispute)
        self.assertEqual((row.days, row.late, row.upheld), (1, 0, 0))
        self.assertEqual(row.filed_on, date(2026, 9, 30))
        dispute._write_guarded({"due_on": "2026-09-30"})
        self.assertEqual(self.dispute_row(dispute).late, 1)

    def test_make_up_day_is_a_working_day_of_the_answer(self):
        """Saturday 10 October 2026 is worked: from Friday to Monday are two days."""
        dispute = self.answered_dispute()
        dispute._write_guarded(
            {"filed_on": "2026-10-09 01:00:00", "answered_on": "2026-10-12"}
        )
        self.assertEqual(self.dispute_row(dispute).days, 2)

    def test_days_beyond_the_announced_years_are_those_of_the_week(self):
        dispute = self.answered_dispute()
        dispute._write_guarded(
            {"filed_on": "2040-01-05 01:00:00", "answered_on": "2040-01-10"}
        )
        # Thursday to Tuesday: Friday, Monday, Tuesday
        self.assertEqual(self.dispute_row(dispute).days, 3)

    def test_upheld_in_part_is_upheld_and_open_has_no_share(self):
        first = self.answered_dispute()
        first._write_guarded({"result": "part"})
        second = self.draft_dispute(agency=self.agency_b)
        self.assertEqual(self.dispute_row(first).upheld, 100)
        row = self.dispute_row(second)
        self.assertFalse(row.result)
        self.assertEqual((row.days, row.late), (0, 0))
        second._write_guarded({"due_on": second._today() - timedelta(days=1)})
        self.assertEqual(self.dispute_row(second).late, 1)
        mean = self.figures("dispute").search([("id", "in", (first + second).ids)])
        [(share,)] = mean._read_group([("id", "in", mean.ids)], [], ["upheld:avg"])
        self.assertEqual(share, 100)

    def test_withdrawn_dispute_is_never_late(self):
        dispute = self.draft_dispute()
        dispute._write_guarded({"due_on": dispute._today() - timedelta(days=9)})
        self.as_portal(dispute, self.user_b)._transition("withdraw")
        self.assertEqual(self.dispute_row(dispute).late, 0)

    def test_tips_are_counted_for_the_supervisors_alone(self):
        tip = self.draft_dispute(kind="tip", about="process")
        self.assertTrue(self.dispute_row(tip, self.supervisor))
        for user in (self.manager, self.market_reviewer, self.market_issuer):
            found = self.figures("dispute", user).search([("id", "=", tip.id)])
            self.assertFalse(found)

    def test_flag_counts_its_agencies_and_the_winner_among_them(self):
        flag = self.draft_flag()
        row = self.figures("flag").browse(flag.id)
        self.assertEqual((row.agencies, row.won, row.number), (2, 0, 1))
        self.assertEqual((row.open_days, row.referred), (0, 0))
        flag.notice_id._write_guarded({"winner_id": self.agency_a.id})
        self.assertEqual(self.figures("flag").browse(flag.id).won, 1)

    def test_share_referred_is_of_those_looked_into(self):
        explained = self.explained_flag()
        shared = {"notice_id": explained.notice_id.id, "key": "1"}
        more = self.env["yichuang.market.flag"]._create_guarded(
            [
                {**shared, "code": "ip", "state": "referred"},
                {**shared, "code": "device", "state": "open"},
            ]
        )
        flags = explained + more
        rows = self.figures("flag")
        [(number, share)] = rows._read_group(
            [("id", "in", flags.ids)], [], ["number:sum", "referred:avg"]
        )
        self.assertEqual((number, share), (3, 50))

    def test_closing_two_minutes_late_is_a_fault(self):
        notice = self.closed_notice()
        rows = self.figures("integrity")

        def row():
            self.env.flush_all()
            rows.invalidate_model()
            return rows.search([("notice_id", "=", notice.id)])

        for seconds, faults in ((120, 0), (121, 1), (-5, 0)):
            late = notice.sign_close + timedelta(seconds=seconds)
            notice._write_guarded({"closed_on": late})
            with self.subTest(seconds=seconds):
                found = row()
                self.assertEqual(found.kind, "closing")
                self.assertEqual((found.looked, found.faults), (1, faults))
                self.assertEqual(found.seconds, max(seconds, 0))
                self.assertEqual(found.sound, 0 if faults else 100)

    def test_checks_and_drills_stand_beside_the_closings(self):
        check = self.env["yichuang.market.check"].create(
            {"kind": "drill", "looked": 3, "faults": 1, "note": "一人忘记口令"}
        )
        rows = self.figures("integrity").search([("kind", "=", "drill")])
        row = rows.filtered(lambda row: row.id == check.id * 2)
        self.assertEqual((row.looked, row.faults, row.sound), (3, 1, 0))

    def test_desk_has_attendance_and_the_mean_of_what_is_evaluated(self):
        term = self.admitted_term()
        term.write(
            {
                "days_due": 20,
                "days_present": 17,
                "attitude": 5,
                "efficiency": 4,
                "quality": 3,
            }
        )
        row = self.figures("desk").browse(term.id)
        self.assertEqual((row.attendance, row.mean), (85, 4))
        self.assertEqual((row.terms, row.removals, row.order), (1, 0, 0))
        term.with_user(self.market_reviewer)._transition(
            "remove", {"ground": "入驻协议 第九条"}
        )
        self.assertEqual(self.figures("desk").browse(term.id).removals, 1)

    def test_application_for_a_desk_is_not_a_term(self):
        term = self.draft_term()
        self.assertFalse(self.figures("desk").search([("id", "=", term.id)]))

    def test_every_report_has_pivot_graph_list_filters_and_help(self):
        models = self.env["ir.model"].search(
            [("model", "=like", "yichuang.market.figures.%")]
        )
        self.assertEqual(len(models), 11)
        for model in models.mapped("model"):
            action = self.env["ir.actions.act_window"].search(
                [("res_model", "=", model)]
            )
            with self.subTest(model=model):
                self.assertEqual(action.view_mode, "pivot,graph,list")
                self.assertIn("nocontent", action.help)
                views = self.env[model].get_views(
                    [(False, kind) for kind in ("pivot", "graph", "list", "search")]
                )["views"]
                self.assertIn("action_workbook", views["list"]["arch"])
                self.assertIn("<filter", views["search"]["arch"])
                for kind in ("pivot", "graph"):
                    self.assertIn('type="measure"', views[kind]["arch"])

    def test_workbooks_are_for_managers(self):
        self.explained_flag()
        self.answered_dispute()
        self.admitted_term()
        self.env.flush_all()
        self.authenticate(self.manager.login, self.manager.login)
        for name in NAMES:
            answer = self.url_open(f"/market/figures/{name}.xlsx")
            with self.subTest(name=name):
                self.assertEqual(answer.status_code, 200)
                book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
                self.assertGreater(len(book.get_sheet_by_index(0).to_python()), 1)
                with self.assertRaises(AccessError):
                    self.figures(name, self.clerk).search([])
