from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestServiceWindow(CatalogueCase):
    """Which window can take it: the rule of tools/suitability.py, kept up to date."""

    def service(self, **values):
        version = self.published_version(
            item_name=f"测试一窗事项{self.counter()}", **values
        )
        return version.service_id

    def counter(self):
        self.count = getattr(self, "count", 0) + 1
        return self.count

    def enter(self, services):
        services.with_user(self.approver).write({"entry": "entered"})

    def test_a_promise_is_taken_at_any_window(self):
        service = self.service()
        self.assertEqual(service.window_mode, "any")
        self.assertFalse(service.one_window)
        self.assertIn("undecided", service.window_reason_keys)

    def test_what_changes_the_window(self):
        for values, mode in (
            ({"dedicated_system": "测试专网"}, "dedicated"),
            ({"dedicated_system": "   "}, "any"),
            ({"dedicated_system": False}, "any"),
            ({"needs_person": True, "needs_person_basis": "测试法"}, "any"),
        ):
            service = self.service()
            with self.subTest(**values):
                service.write(values)
                self.assertEqual(service.window_mode, mode)

    def test_nothing_published_nothing_taken(self):
        draft = self.draft_version(item_name="测试未公布")
        self.assertEqual(draft.service_id.window_mode, "none")
        self.assertEqual(draft.service_id.window_reason_keys, "unpublished")
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        self.assertEqual(draft.service_id.window_mode, "any")

    def test_the_negative_list_is_taken_nowhere(self):
        service = self.service()
        service.with_user(self.approver).write(
            {"entry": "negative", "entry_ground": "secrecy", "entry_reason": "涉密"}
        )
        self.assertEqual(service.window_mode, "none")
        self.assertIn("国发〔2022〕5号", service.window_reasons)

    def test_one_window_takes_it_when_entered_and_complete(self):
        service = self.service()
        self.enter(service)
        self.assertEqual(service.one_window, service.completeness == 100)
        self.env.cr.execute(
            "UPDATE yichuang_service SET completeness = 100 WHERE id = %s", [service.id]
        )
        self.env.invalidate_all()
        self.env.add_to_compute(service._fields["one_window"], service)
        self.assertTrue(service.one_window)
        self.assertEqual(service.window_reason_keys, "promise")

    def test_the_hall_answers_how_the_spot_is_taken(self):
        spot = self.service(case_type="instant")
        own = self.service(case_type="instant")
        own.instant_mode = "authorised_officer"
        other = self.service()
        self.assertEqual(spot.window_mode, "authorised")
        self.env.company.instant_mode = "dedicated_window"
        self.assertEqual(spot.window_mode, "dedicated")
        self.assertEqual(own.window_mode, "authorised")
        self.assertEqual(other.window_mode, "any")
        self.env.company.instant_mode = "authorised_officer"
        self.assertEqual(spot.window_mode, "authorised")

    def test_the_answer_is_found_by_search_too(self):
        spot = self.service(case_type="instant")
        self.env.flush_all()
        self.env.company.instant_mode = "dedicated_window"
        found = spot.search([("id", "=", spot.id), ("window_mode", "=", "dedicated")])
        self.assertEqual(found, spot)

    def test_the_answer_of_one_hall_is_not_that_of_another(self):
        spot = self.service(case_type="instant")
        hall = self.env["res.company"].create({"name": "另一大厅"})
        hall.instant_mode = "dedicated_window"
        self.assertEqual(spot.window_mode, "authorised")

    def test_minutes_are_the_services_own_or_the_halls(self):
        spot = self.service(case_type="instant")
        self.env.company.instant_seal_minutes = 12
        self.assertEqual(spot._seal_minutes(), 12)
        self.assertIn("12", spot.window_reasons)
        spot.seal_minutes = 7
        self.assertEqual(spot._seal_minutes(), 7)
        with (
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
            mute_logger("odoo.sql_db"),
        ):
            self.env.company.instant_seal_minutes = 0
            self.env.flush_all()

    def test_the_settings_are_those_of_the_hall(self):
        settings = Form(self.env["res.config.settings"])
        settings.instant_mode = "dedicated_window"
        settings.save().execute()
        self.assertEqual(self.env.company.instant_mode, "dedicated_window")

    def test_the_manager_answers_for_the_own_hall(self):
        spot = self.service(case_type="instant")
        other = self.env["res.company"].create({"name": "另一大厅"})
        Answer = self.env["yichuang.instant.answer"]
        answer = Form(Answer.with_user(self.manager))
        self.assertEqual(answer.instant_mode, "authorised_officer")
        self.assertGreaterEqual(answer.spot_count, 1)
        answer.instant_mode = "dedicated_window"
        answer.save().action_confirm()
        self.assertEqual(spot.window_mode, "dedicated")
        self.assertEqual(other.instant_mode, "authorised_officer")
        event = self.env["yichuang.event"].search(
            [("res_model", "=", "res.company"), ("action", "=", "instant_mode")],
            limit=1,
        )
        self.assertEqual(event.actor_id, self.manager)
        self.assertEqual(event.res_id, self.env.company.id)

    def test_nobody_else_answers_for_the_hall(self):
        Answer = self.env["yichuang.instant.answer"]
        self.assertFalse(Answer.with_user(self.approver).has_access("create"))
        answer = Answer.create({"instant_mode": "dedicated_window"})
        with self.assertRaises(AccessError):
            answer.with_user(self.approver).sudo().action_confirm()
        with self.assertRaises(AccessError):
            self.env.company.with_user(self.manager).instant_mode = "dedicated_window"

    def test_every_reason_is_a_sentence_with_its_source(self):
        service = self.service(case_type="instant")
        service.write({"needs_original": True, "needs_person": True})
        lines = service.window_reasons.splitlines()
        self.assertEqual(len(lines), len(service.window_reason_keys.split()))
        self.assertTrue(all(line.endswith("）") for line in lines))
        for lang in ("zh_CN", "en_US"):
            self.assertTrue(service.with_context(lang=lang).window_reasons)

    def test_a_change_of_answer_costs_the_same_for_many(self):
        def queries():
            company = self.env.company
            other = {
                "dedicated_window": "authorised_officer",
                "authorised_officer": "dedicated_window",
            }
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            company.instant_mode = other[company.instant_mode]
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        for _number in range(2):
            self.service(case_type="instant")
        queries()
        few = queries()
        for _number in range(8):
            self.service(case_type="instant")
        queries()
        self.assertEqual(queries(), few)
