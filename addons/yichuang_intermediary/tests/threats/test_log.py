from psycopg2 import Error

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools import event_log

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestLog(MarketCase):
    """Threat 19: nobody rewrites what happened to a notice, the database included."""

    def events(self, notice):
        """What the log says about a notice and its sign-ups."""
        names = {
            notice._name: notice.ids,
            "yichuang.market.signup": notice.signup_ids.ids,
        }
        return self.env["yichuang.event"].search(
            [
                ("res_model", "in", list(names)),
                ("res_id", "in", [number for ids in names.values() for number in ids]),
            ]
        )

    def test_threat19_database_refuses_to_change_or_delete(self):
        notice = self.closed_notice()
        for event in self.events(notice)[:2]:
            for statement in (
                "UPDATE yichuang_event SET payload = '{}' WHERE id = %s",
                "UPDATE yichuang_event SET actor_id = 1 WHERE id = %s",
                "DELETE FROM yichuang_event WHERE id = %s",
            ):
                with (
                    self.subTest(statement=statement),
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(Error),
                    self.env.cr.savepoint(),
                ):
                    self.env.cr.execute(statement, (event.id,))

    def test_threat19_verifier_names_the_row_that_was_changed_or_taken_out(self):
        notice = self.closed_notice()
        rows = self.events(notice).sorted("id")._log_rows()
        self.assertIn("submit", [row["action"] for row in rows])
        seal = event_log.make_seal(rows, None)
        heads = [(seal["number"], seal["head"])]
        self.assertEqual(event_log.verify(rows, [seal], heads), [])
        for place, row in enumerate(rows):
            changed = [*rows]
            changed[place] = {**row, "actor": row["actor"] + 1}
            gap = [*rows[:place], *rows[place + 1 :]]
            added = [*rows[:place], row, *rows[place:]]
            for name, forged in (("row", changed), ("gap", gap), ("twice", added)):
                with self.subTest(place=place, forgery=name):
                    problems = event_log.verify(forged, [seal], heads)
                    self.assertTrue(problems)
        changed = [*rows]
        changed[1] = {**rows[1], "moment": "2020-01-01 00:00:00"}
        first = event_log.verify(changed, [seal], heads)[0]
        self.assertEqual(first.position, seal["first"] + 1)
