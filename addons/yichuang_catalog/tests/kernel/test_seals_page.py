from odoo.tests import HttpCase, new_test_user, tagged

from ...tools import event_log
from ...tools.workdays import hall_date, hall_moment


@tagged("post_install", "-at_install")
class TestSealsPage(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["yichuang.event"]._append(
            (cls.env.user.partner_id, "tested", {"n": n}) for n in range(3)
        )
        cls.seal = cls.env["yichuang.event.seal"]._seal_batch(10_000)
        new_test_user(
            cls.env, "supervisor_user", groups="yichuang_catalog.group_supervisor"
        )
        new_test_user(cls.env, "staff_user", groups="yichuang_catalog.group_user")

    def test_anyone_reads_the_heads(self):
        self.assertIn(self.seal.head, self.url_open("/seals").text)
        heads = self.url_open("/seals/heads.json").json()
        self.assertEqual(
            heads[-1], {"number": self.seal.number, "head": self.seal.head}
        )

    def test_daily_sheet_shows_the_halls_day(self):
        today = hall_date()
        self.assertIn(self.seal.head, self.url_open(f"/seals/day/{today}").text)
        self.assertNotIn(self.seal.head, self.url_open("/seals/day/2001-01-01").text)
        self.assertEqual(self.url_open("/seals/day/tomorrow").status_code, 404)

    def test_moments_are_those_of_the_halls_clock(self):
        """Visitors have no time zone of their own; the sheet is of the hall's day."""
        sealed_at = hall_moment(self.seal.sealed_at)
        for url in ("/seals", f"/seals/day/{sealed_at.date()}"):
            with self.subTest(url=url):
                self.assertIn(f"{sealed_at:%H:%M:%S}", self.url_open(url).text)

    def test_log_is_for_supervisors(self):
        url = f"/seals/log/{self.seal.number}"
        self.authenticate("staff_user", "staff_user")
        self.assertEqual(self.url_open(url).status_code, 403)
        self.authenticate("supervisor_user", "supervisor_user")
        log = self.url_open(url).json()
        heads = self.url_open("/seals/heads.json").json()
        self.assertEqual(event_log.verify(log["rows"], log["seals"], heads), [])
