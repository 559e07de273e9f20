from datetime import timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestAlertPatterns(IntakeCase):
    """What no single case shows."""

    def last_month(self, cases):
        """Move what was decided into the last month."""
        self.plant(
            cases,
            accepted_on="=accepted_on - interval '1 month'",
            decided_on="=decided_on - interval '1 month'",
        )

    def test_hall_is_bypassed_where_all_is_typed_in_at_once(self):
        rule = self.alert_rule("hall_bypassed")
        rule.times = 2
        cases = self.decided_case() | self.decided_case()
        self.last_month(cases)
        found = self.sweep("hall_bypassed")
        card = found.filtered(lambda card: card.department_id == self.department)
        self.assertEqual((len(card), card.case_id.ids), (1, []))
        self.assertEqual(card.facts, {"finished": 2, "bypassed": 2, "share": 100})
        self.assertFalse(self.sweep("hall_bypassed"))

    def test_hall_is_not_bypassed_where_a_step_was_taken_in_it(self):
        self.alert_rule("hall_bypassed").times = 1
        case = self.decided_case()
        self.last_month(case)
        self.env["yichuang.event"]._append([(case, "start_review", {})])
        self.plant(case, accepted_on="=now() - interval '35 days'")
        with freeze_time(case.accepted_on + timedelta(hours=1)):
            self.env["yichuang.event"]._append([(case, "start_review", {})])
        self.plant(case, decided_on="=now() - interval '33 days'")
        cards = self.sweep("hall_bypassed")
        self.assertFalse(cards.filtered(lambda c: c.department_id == self.department))

    def test_step_sent_back_often(self):
        self.alert_rule("returned_often").times = 1
        task = self.signed_task()
        self.plant(task, state="done", returns=1, done_on="=now() - interval '1 month'")
        card = self.sweep("returned_often")
        self.assertEqual(card.department_id, task.organ_id)

    def test_applicant_turned_away_twice_in_a_month(self):
        first = self.received_case()
        self.refuse(first)
        self.assertFalse(self.sweep("bounced"))
        second = self.received_case()
        self.refuse(second)
        card = self.sweep("bounced")
        self.assertEqual((card.case_id, card.facts["turned_away"]), (second, 2))
        self.assertIn(first.receipt_number, card.facts_words)
        self.assertFalse(self.sweep("bounced"))
        with freeze_time(hall_date() + timedelta(days=60)):
            third = self.received_case()
            self.refuse(third)
            self.assertFalse(self.sweep("bounced"), "out of the thirty days")

    def test_swing_of_last_week_is_found_and_said(self):
        cases = self.env["yichuang.case"]
        monday = hall_date() - timedelta(days=hall_date().weekday())
        template = self.decided_case()
        self.env.flush_all()
        names = [
            name
            for name, field in cases._fields.items()
            if field.store and field.column_type and name != "id"
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(
            {
                "number": "NULL",
                "receipt_number": "NULL",
                "accepted_on": "%(week)s::timestamp",
                "decided_on": "%(week)s::timestamp + interval '1 day'",
            }.get(name, f'"{name}"')
            for name in names
        )
        for back in range(13, 0, -1):
            count = 2 if back > 1 else 20
            self.env.cr.execute(
                f"INSERT INTO yichuang_case ({columns}) SELECT {values} "  # pylint: disable=sql-injection
                "FROM yichuang_case, generate_series(1, %(count)s) WHERE id = %(id)s",
                {
                    "week": monday - timedelta(days=7 * back - 2),
                    "count": count,
                    "id": template.id,
                },
            )
        cards = self.sweep("swing").filtered(
            lambda card: card.department_id == self.department
        )
        self.assertEqual([card.facts["figure"] for card in cards], ["decided"])
        self.assertEqual(cards.facts["value"], "20.0")
        self.assertNotIn("decided\n", f"{cards.facts_words}\n", "no code to read")
        self.assertEqual(cards.level, "green")
