import threading
import time
from datetime import timedelta
from functools import partial

from psycopg2.errors import SerializationFailure

from odoo.exceptions import LockError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_rush import WAIT, RushCase

LOST = (SerializationFailure, UserError, LockError)


@tagged("post_install", "-at_install")
class TestOutageRace(RushCase):
    """Several database sessions while sign-up is extended for an outage."""

    agencies_wanted = 1

    def prepare(self, env):
        super().prepare(env)
        notice = self.notice_in(env)
        now = notice._now()
        notice._write_guarded({"sign_close": now - timedelta(seconds=1)})
        # Reported by somebody else than the supervisors of these sessions.
        self.outages = (
            env["yichuang.market.outage"]
            ._create_guarded(
                [
                    {
                        "began_on": now - timedelta(minutes=30),
                        "ended_on": now - timedelta(seconds=5),
                        "reason": "机房断电",
                        "new_close": now + timedelta(hours=hours),
                        "reported_by_id": False,
                    }
                    for hours in (2, 3)
                ]
            )
            .ids
        )

    def clean(self):
        with self.session() as env:
            env.cr.execute(
                "DELETE FROM yichuang_market_outage WHERE id = ANY(%s)",
                (self.outages,),
            )
        super().clean()

    def notice_in(self, env):
        return env["yichuang.market.notice"].browse(self.notice)

    def confirm(self, env, place):
        env["yichuang.market.outage"].browse(self.outages[place]).action_confirm()
        env.flush_all()

    def confirmed_together(self, *places):
        """Confirm these reports at one moment.

        :return: what failed
        """
        return self.run_at_once(
            *(partial(self.confirm, place=place) for place in places)
        )

    def extensions(self, env):
        return env["yichuang.event"].search_count(
            [
                ("res_model", "=", "yichuang.market.notice"),
                ("res_id", "=", self.notice),
                ("action", "=", "extend"),
            ]
        )

    def test_threat23_two_supervisors_confirm_one_outage_once(self):
        failed = self.confirmed_together(0, 0)
        self.assertEqual(len(failed), 1)
        self.assertIsInstance(failed[0], LOST)
        with self.session() as env:
            self.assertEqual(self.extensions(env), 1)

    def test_threat23_two_reports_at_once_shorten_nothing(self):
        failed = self.confirmed_together(0, 1)
        self.assertFalse([error for error in failed if not isinstance(error, LOST)])
        with self.session() as env:
            outages = env["yichuang.market.outage"].browse(self.outages)
            counted = outages.filtered(lambda outage: outage.state == "confirmed")
            self.assertEqual(self.extensions(env), len(counted))
            self.assertEqual(len(counted) + len(failed), 2)
            self.assertEqual(
                self.notice_in(env).sign_close, max(counted.mapped("new_close"))
            )

    def test_threat23_sign_up_while_the_extension_is_committed_is_in_time(self):
        extended, asked = threading.Event(), threading.Event()
        attempts = []

        def extend(session):
            self.confirm(session.env, 0)
            extended.set()
            asked.wait(WAIT)
            time.sleep(0.3)
            session.cr.commit()

        def sign_up(session):
            extended.wait(WAIT)
            while True:
                session.cr.execute("SELECT 1")
                asked.set()
                attempts.append(None)
                try:
                    session.env["yichuang.market.signup"]._submit(
                        self.notice_in(session.env),
                        session.env["yichuang.market.agency"].browse(self.agencies[0]),
                    )
                    break
                except SerializationFailure:
                    # As a server does: once more, in a transaction of its own.
                    session.cr.rollback()
                    session.env.invalidate_all()
            session.cr.commit()

        with mute_logger("odoo.sql_db"):
            self.assertFalse(self.run_together([extend, sign_up]))
        self.assertEqual(len(attempts), 2)
        with self.session() as env:
            self.assertEqual(self.notice_in(env).signup_ids.state, "submitted")
