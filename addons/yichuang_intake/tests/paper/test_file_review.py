from unittest.mock import patch

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase


def sweep_on(*_args, **_kwargs):
    """Instead of a commit, which a test must not make: there is time left."""
    return 1


@tagged("post_install", "-at_install")
class TestFileReview(IntakeCase):
    """Files of finished cases are reviewed by the rules, once each, by themselves."""

    def results(self, review):
        return {line.rule: line.found for line in review.line_ids}

    def test_a_file_in_order_keeps_every_rule(self):
        case = self.finished_case()
        for document in case.document_ids.filtered("to_serve"):
            self.made_service(document)
        review = case._review_files()
        results = self.results(review)
        self.assertNotIn("fail", results.values())
        for rule in (
            "answer_in_time",
            "acceptance_states_due",
            "materials_complete",
            "separation",
            "opinion_reasoned",
            "decision_in_time",
            "numbered",
            "served",
        ):
            self.assertEqual(results[rule], "pass", rule)
        self.assertEqual((review.score, review.grade), (100, "excellent"))
        self.assertEqual(case.file_review_id, review)

    def test_a_signature_is_no_opinion(self):
        case = self.finished_case(opinion="同意。")
        review = case._review_files()
        self.assertEqual(self.results(review)["opinion_reasoned"], "fail")
        self.assertEqual(review.failed_count, 1)

    def test_art38_a_denial_is_reviewed_for_its_reasons(self):
        case = self.finished_case(outcome="denied")
        results = self.results(case._review_files())
        self.assertEqual(results["refusal_reasoned"], "pass")

    def test_art32_deemed_acceptance_is_a_fault(self):
        case = self.received_case()
        case._transition("deem_accepted")
        self.end(case, "withdraw")
        review = case._review_files()
        self.assertEqual(self.results(review)["answer_in_time"], "fail")

    def test_art32_a_notice_that_was_not_served_is_a_fault(self):
        case = self.received_case()
        told = {"problem": "未提交", "correction": "补交"}
        case.with_user(self.clerk)._notify_supplement(
            [{**told, "material_id": line.id} for line in case.material_ids._lacking()],
            case.revision,
        )
        self.end(case, "withdraw")
        review = case._review_files()
        found = review.line_ids.filtered(lambda line: line.rule == "supplement_notice")
        self.assertEqual(found.found, "fail")
        self.assertIn("无送达时间", found.evidence)
        self.made_service(case.document_ids.filtered(lambda d: d.kind == "supplement"))
        self.assertEqual(
            self.results(case._review_files())["supplement_notice"], "pass"
        )

    def test_art45_a_special_procedure_is_told_before_it_begins(self):
        special = self.running_special()
        special.with_user(self.reviewer).action_end()
        self.end(special.case_id, "withdraw")
        review = special.case_id._review_files()
        self.assertEqual(self.results(review)["specials"], "pass")

    def test_the_job_finds_every_ended_case_once(self):
        case = self.finished_case()
        cases = self.env["yichuang.case"]
        waiting = [("file_review_id", "=", False), ("id", "in", case.ids)]
        self.assertEqual(cases.search(waiting), case)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", sweep_on):
            for _time in range(2):
                cases.with_user(SUPERUSER_ID)._cron_review_files()
        self.assertFalse(cases.search(waiting))
        reviews = self.env["yichuang.file.review"].search([("case_id", "=", case.id)])
        self.assertEqual(reviews.mapped("version"), [1])

    def test_reviewed_again_it_keeps_the_earlier_review(self):
        case = self.finished_case()
        first = case._review_files()
        action = case.with_user(self.supervisor).action_review_file()
        second = self.env["yichuang.file.review"].browse(action["res_id"])
        self.assertEqual((first.version, second.version), (1, 2))
        self.assertEqual((first.current, second.current), (False, True))
        self.assertEqual(case.file_review_id, second)
        self.assertEqual(second.reviewed_by_id, self.supervisor)

    def test_only_finished_files_are_reviewed_and_not_by_those_who_handle_them(self):
        with self.assertRaisesRegex(UserError, "has not ended"):
            self.accepted_case().with_user(self.manager).action_review_file()
        case = self.finished_case()
        for user in (self.clerk, self.reviewer, self.decider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                case.with_user(user).action_review_file()

    def test_a_supervisor_judges_beside_what_was_found(self):
        review = self.finished_case(opinion="同意。")._review_files()
        line = review.line_ids.filtered(lambda line: line.rule == "opinion_reasoned")
        mine = line.with_user(self.supervisor)
        with self.assertRaisesRegex(UserError, "Say why"):
            mine.write({"judged": "pass", "judged_reason": " "})
        mine.write({"judged": "pass", "judged_reason": "意见见附件。"})
        self.assertEqual((line.found, line.result), ("fail", "pass"))
        self.assertEqual(line.judged_by_id, self.supervisor)
        self.assertEqual((review.score, review.failed_count), (100, 0))
        self.assertLess(review.machine_score, 100)
        self.assertTrue(
            self.env["yichuang.event"].search(
                [("action", "=", "judge_file"), ("res_id", "=", line.case_id.id)]
            )
        )

    def test_what_was_found_stands(self):
        review = self.finished_case(opinion="同意。")._review_files()
        line = review.line_ids[0]
        for vals in ({"found": "na"}, {"evidence": "x"}, {"judged_by_id": 1}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "stands as"):
                line.with_user(self.supervisor).write(vals)
        for user in (self.manager, self.reviewer, self.decider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                line.with_user(user).write({"judged": "pass"})
        review.case_id._review_files()
        with self.assertRaisesRegex(UserError, "later review"):
            line.with_user(self.supervisor).write(
                {"judged": "fail", "judged_reason": "x"}
            )

    def test_grades_follow_the_thresholds_of_the_hall(self):
        case = self.finished_case(opinion="同意。")
        score = case._review_files().score
        case.company_id.write(
            {"grade_excellent": 100, "grade_good": score + 1, "grade_passed": score}
        )
        self.assertEqual(case._review_files().grade, "passed")

    def test_other_organs_and_the_window_see_no_reviews(self):
        review = self.finished_case()._review_files()
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        reviews = self.env["yichuang.file.review"]
        self.assertFalse(reviews.with_user(outsider).search([]) & review)
        self.assertTrue(reviews.with_user(self.decider).search([]) & review)
        with self.assertRaises(AccessError):
            reviews.with_user(self.clerk).search([])

    def test_the_score_sheet_shows_every_rule(self):
        review = self.finished_case()._review_files()
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.supervisor)
            ._render_qweb_html("yichuang_intake.file_review_document", review.ids)
        )
        for line in review.line_ids:
            self.assertIn(line.evidence, content.decode())

    def test_queries_do_not_grow_much_with_the_number_of_files(self):
        cases = self.env["yichuang.case"].union(
            *(self.finished_case() for _index in range(8))
        )

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._review_files()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(cases[:1])
        self.assertLessEqual(queries(cases), queries(cases[:2]) + 6)
