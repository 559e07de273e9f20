from functools import cached_property

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tests.common import HttpCase

from ..printing_builders import PrintingCase


@tagged("post_install", "-at_install")
class TestPrintJob(PrintingCase):
    @cached_property
    def places(self):
        """Eight places; where there are some, documents lie nowhere else."""
        return self.env["yichuang.exit.place"].create(
            [{"rack": "P", "slot": slot} for slot in range(1, 9)]
        )

    def many(self, user=None):
        """A job of eight labels, which is made in the background."""
        self.places.with_user(user or self.exit_clerk).action_print_label()
        return self.last_job()

    def run_cron(self):
        self.env["yichuang.print.job"]._cron_print()

    def test_label_of_a_result_is_read_back(self):
        delivery = self.arrived_delivery()
        action = delivery.with_user(self.exit_clerk).action_print_label()
        job = self.last_job()
        self.assertEqual(action["url"].split("/")[4], str(job.id))
        self.assertEqual(self.pages(job), (1, (60, 40)))
        self.assertEqual(self.codes(job), {delivery.receipt_number})
        [found] = delivery.with_user(self.exit_clerk).scan_code(delivery.receipt_number)
        self.assertEqual(found["id"], delivery.id)
        self.assertIn("A-03", self.words(job))

    def test_label_of_a_place_is_what_the_exit_clerk_scans(self):
        self.places[:1].with_user(self.exit_clerk).action_print_label()
        self.assertEqual(self.codes(self.last_job()), {"P-01-01"})

    def test_label_of_a_list_has_its_number(self):
        each = self.sent_list()
        each.with_user(self.decider).action_print_label()
        self.assertEqual(self.codes(self.last_job()), {each.name})
        with self.assertRaisesRegex(UserError, "no number"):
            self.draft_list(self.waiting_delivery()).action_print_label()

    def test_slips_for_the_applicants_hand(self):
        case = self.received_case()
        case.with_user(self.clerk).action_print_slip()
        job = self.last_job()
        self.assertEqual(self.codes(job), {case.receipt_number, case._track_url()})
        count = len(case.material_ids.filtered("received"))
        for word in (case.query_code, f"{count} 份", case.receipt_number):
            self.assertIn(word, self.words(job))
        self.assertEqual(self.pages(job)[1][0], 80)
        delivery = self.arrived_delivery()
        with self.assertRaisesRegex(UserError, "handed over"):
            delivery.with_user(self.exit_clerk).action_print_slip()
        self.hand_over(delivery)
        delivery.with_user(self.exit_clerk).action_print_slip()
        self.assertIn("领取凭证", self.words(self.last_job()))

    def test_slip_of_a_number_for_whoever_waits(self):
        ticket = self.waiting_ticket(channel="desk")
        ticket.with_user(self.clerk).action_print_slip()
        job = self.last_job()
        self.assertEqual(job.profile_id, self.slip_printer)
        self.assertEqual(self.pages(job)[1][0], 80)
        address = f"{ticket.get_base_url()}/queue/ticket/{ticket.sudo().token}"
        self.assertEqual(self.codes(job), {ticket.number, address})
        for word in (ticket.number, ticket.zone_id.name, f"{ticket._ahead()} 人"):
            self.assertIn(word, self.words(job))
        ticket._transition("leave")
        with self.assertRaisesRegex(UserError, "no longer in the queue"):
            ticket.with_user(self.clerk).action_print_slip()
        with self.assertRaises(AccessError):
            ticket.with_user(self.exit_clerk).action_print_slip()

    def test_many_are_made_in_the_background_in_their_order(self):
        job = self.many()
        self.assertEqual((job.state, job.total, job.progress), ("waiting", 8, 0))
        with self.assertRaisesRegex(UserError, "no file"):
            job.with_user(self.exit_clerk).action_open()
        job.item_ids[:2]._make()
        self.assertEqual((job.made, job.progress), (2, 25))
        self.run_cron()
        self.assertEqual((job.state, job.progress, job.failed), ("done", 100, 0))
        self.assertEqual(self.pages(job)[0], 8)
        for page, place in enumerate(self.places):
            self.assertIn(place.name, self.words(job, page))
        self.assertFalse(any(job.item_ids.sudo().mapped("pdf")))
        action = job.with_user(self.exit_clerk).action_open()
        self.assertEqual(action["type"], "ir.actions.act_url")

    def test_job_is_stopped_and_goes_on_where_it_was(self):
        job = self.many()
        job.item_ids[:3]._make()
        mine = job.with_user(self.exit_clerk)
        mine.action_cancel()
        self.run_cron()
        self.assertEqual((job.state, job.made, job.pdf), ("cancelled", 3, False))
        made = {item.id: item.write_date for item in job.item_ids[:3]}
        mine.action_resume()
        self.run_cron()
        self.assertEqual((job.state, job.made), ("done", 8))
        for item in job.item_ids[:3]:
            self.assertEqual(item.problem, False)
            self.assertIn(item.id, made)
        with self.assertRaisesRegex(UserError, "Nothing to do"):
            mine.action_cancel()

    def test_fault_stops_one_paper_and_not_the_rest(self):
        deliveries = self.made_delivery() | self.arrived_delivery()
        deliveries.with_user(self.exit_clerk).action_print_slip()
        job = self.last_job()
        self.assertEqual((job.state, job.made, job.failed), ("done", 1, 1))
        self.assertIn("handed over", job.failed_ids.problem)
        self.assertEqual(job.failed_ids.name, deliveries[1].display_name)
        self.hand_over(deliveries[1])
        job.with_user(self.exit_clerk).action_retry()
        again = self.last_job()
        self.assertNotEqual(again, job)
        self.assertEqual((again.made, again.failed), (1, 0))

    def test_paper_is_not_made_when_its_orderer_may_no_longer_see_it(self):
        job = self.many()
        self.exit_clerk.group_ids = self.env.ref("base.group_user")
        self.run_cron()
        self.assertEqual((job.made, job.failed, job.pdf), (0, 8, False))

    def test_job_is_its_persons_own(self):
        job = self.many()
        other = job.with_user(self.second_exit_clerk)
        for action in ("action_open", "action_cancel", "action_resume"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(other, action)()
        for vals in ({"state": "done"}, {"pdf": "eA=="}, {"reason": "x"}):
            with self.assertRaises(AccessError):
                job.with_user(self.exit_clerk).write(vals)
        with self.assertRaises(AccessError):
            job.item_ids.with_user(self.exit_clerk).mapped("pdf")
        with self.assertRaises(AccessError):
            self.env["yichuang.print.job"].with_user(self.exit_clerk).create(
                {"form": "certificate"}
            )

    def test_who_prints_what(self):
        delivery = self.arrived_delivery()
        for user in (self.clerk, self.decider, self.manager, self.supervisor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                delivery.with_user(user).action_print_label()
        with self.assertRaises(AccessError):
            self.received_case().with_user(self.exit_clerk).action_print_slip()

    def test_number_of_papers_and_copies_is_bounded(self):
        jobs = self.env["yichuang.print.job"].with_user(self.exit_clerk)
        for records, copies in (
            (self.places[:0], 1),
            (self.places[:1], 0),
            (self.places[:1], 21),
        ):
            with self.assertRaisesRegex(UserError, "between 1 and"):
                jobs._request("place_label", records, copies)

    def test_jobs_are_forgotten_after_a_week(self):
        self.places[:1].with_user(self.exit_clerk).action_print_label()
        old, new = self.last_job(), self.many()
        self.env.cr.execute(
            "UPDATE yichuang_print_job SET create_date = create_date"
            " - interval '8 days' WHERE id = %s",
            [old.id],
        )
        self.env.invalidate_all()
        self.env["yichuang.print.job"]._gc_jobs()
        self.assertEqual((old | new).exists(), new)


@tagged("post_install", "-at_install")
class TestPrintFile(PrintingCase, HttpCase):
    def test_file_opens_for_its_person_alone(self):
        delivery = self.arrived_delivery()
        action = delivery.with_user(self.exit_clerk).action_print_label()
        self.authenticate("test_exit_clerk", "test_exit_clerk")
        answer = self.url_open(action["url"])
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertTrue(answer.content.startswith(b"%PDF"))
        self.authenticate("test_exit_clerk_two", "test_exit_clerk_two")
        self.assertEqual(self.url_open(action["url"]).status_code, 404)
