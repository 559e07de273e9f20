from odoo.tests import tagged
from odoo.tools import SQL

from ...tools.alert_queries import DETECTORS
from ..common import IntakeCase

# By which index detectors that run hourly reach what they look for.
INDEXES = {
    "promise_exceeded": "yichuang_clock_stopped_late_idx",
    "legal_exceeded": "yichuang_clock_running_idx",
    "refused_late": "yichuang_case_refused_late_idx",
    "accepted_backdated": "yichuang_case_alert_backdated_idx",
    "same_person": "yichuang_case_alert_taker_idx",
    "unreasoned": "yichuang_case_alert_unreasoned_idx",
}


@tagged("post_install", "-at_install")
class TestAlertPlans(IntakeCase):
    def test_hourly_detectors_find_what_there_is_by_an_index(self):
        """What is looked for is rare: the statement has an index that holds it, so
        that a million cases are not read through every hour."""
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        for code, index in INDEXES.items():
            with self.subTest(code):
                rule, sql = self.alert_rule(code), DETECTORS[code].sql
                statement = SQL(sql, **rule._parameters(sql))
                rows = self.env.execute_query(SQL("EXPLAIN %s", statement))
                self.assertIn(index, "\n".join(line for (line,) in rows))
