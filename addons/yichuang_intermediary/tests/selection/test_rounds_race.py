import threading
import time
from datetime import timedelta

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo.exceptions import LockError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.notice.notice_closing import RETRY_TIME
from ...tools import sealing
from ..notice.test_rush import WAIT, RushCase

FIRST = (12_000_00, 11_000_00)


@tagged("post_install", "-at_install")
class TestRoundsRace(RushCase):
    """Several database sessions in the rounds of bidding (多轮竞价)."""

    agencies_wanted = len(FIRST)
    mode = "multi_round"

    def prepare(self, env):
        super().prepare(env)
        notice = self.notice_in(env)
        notice._write_guarded({"sign_close": notice._now() + timedelta(minutes=1)})
        panel = notice._panel()
        agencies = env["yichuang.market.agency"].browse(self.agencies)
        offers = []
        for agency, price in zip(agencies, FIRST, strict=True):
            payload = {"price_fen": price, "days": 7, "proposal": "按规范完成。"}
            head = sealing.header(notice.number, notice.version, agency.uscc, panel)
            signup = env["yichuang.market.signup"]._submit(
                notice, agency, sealing.seal(payload, head, panel)
            )
            signup._write_guarded({"state": "valid"})
            offers.append(
                {
                    "signup_id": signup.id,
                    "notice_id": notice.id,
                    "agency_id": agency.id,
                    "price_fen": price,
                    "days": 7,
                    "sealed_sha256": "0" * 64,
                    "opened_on": notice._now(),
                }
            )
        env["yichuang.market.offer"]._create_guarded(offers)
        # The turn of the first bidder of the first round.
        start = notice._now() - timedelta(seconds=30)
        notice._write_guarded({"state": "opened", "rounds_start": start})

    def clean(self):
        with self.session() as env:
            for table in ("turn", "offer"):
                env.cr.execute(
                    f"DELETE FROM yichuang_market_{table} WHERE notice_id = %s",
                    (self.notice,),
                )
        super().clean()

    def notice_in(self, env):
        return env["yichuang.market.notice"].browse(self.notice)

    def say(self, env, yuan):
        agency = env["yichuang.market.agency"].browse(self.agencies[0])
        turns = env["yichuang.market.turn"]
        turns._say(self.notice_in(env), agency, yuan * 100)
        env.flush_all()

    def prices(self):
        with self.session() as env:
            return self.notice_in(env).turn_ids.mapped("price_fen")

    def rounds_are_over(self):
        """Let all turns be over for so long that the rounds may be ended."""
        with self.session() as env:
            notice = self.notice_in(env)
            length = notice._timetable().end - notice.rounds_start
            over = length + RETRY_TIME + timedelta(seconds=1)
            notice._write_guarded({"rounds_start": notice._now() - over})

    def test_173e_two_prices_at_once_in_one_turn_are_one(self):
        failed = self.run_at_once(
            lambda env: self.say(env, 11_500), lambda env: self.say(env, 11_400)
        )
        self.assertEqual(len(self.prices()), 1)
        self.assertEqual([type(error) for error in failed], [UniqueViolation])

    def test_173e_price_under_way_when_the_rounds_end_counts(self):
        said, ending = threading.Event(), threading.Event()
        seen = {}

        def bid(session):
            self.say(session.env, 10_500)
            said.set()
            ending.wait(WAIT)
            time.sleep(0.5)
            seen["committed"] = time.monotonic()
            session.cr.commit()

        def end(session):
            said.wait(WAIT)
            notice = self.notice_in(session.env)
            # The price has been under way for as long as its turn is over.
            length = notice._timetable().end - notice.rounds_start
            start = notice.rounds_start - length - RETRY_TIME - timedelta(minutes=1)
            ending.set()
            notice._write_guarded({"rounds_start": start})
            notice._end_rounds()
            session.env.flush_all()
            seen["ended"] = time.monotonic()
            session.cr.commit()

        self.assertFalse(self.run_together([bid, end]))
        self.assertGreater(seen["ended"], seen["committed"])
        with self.session() as env:
            notice = self.notice_in(env)
            self.assertTrue(notice.rounds_closed_on)
            self.assertFalse(notice._hold_rounds())
            self.assertEqual(
                {offer.agency_id.id: offer._final_fen() for offer in notice.offer_ids},
                dict(zip(self.agencies, (10_500_00, 11_000_00), strict=True)),
            )

    def test_173e_price_after_the_end_of_the_rounds_is_refused(self):
        held, asked = threading.Event(), threading.Event()

        def end(session):
            notice = self.notice_in(session.env)
            notice.lock_for_update()
            notice._write_guarded({"rounds_closed_on": notice._now()})
            session.env.flush_all()
            held.set()
            asked.wait(WAIT)
            time.sleep(0.3)
            session.cr.commit()

        def bid(session):
            held.wait(WAIT)
            session.cr.execute("SELECT 1")
            asked.set()
            try:
                self.say(session.env, 10_500)
            except SerializationFailure:
                # As a server does: once more, in a transaction of its own.
                session.cr.rollback()
                session.env.invalidate_all()
                self.say(session.env, 10_500)
            session.cr.commit()

        with mute_logger("odoo.sql_db"):
            failed = self.run_together([end, bid])
        self.assertFalse(self.prices())
        self.assertEqual([type(error) for error in failed], [UserError])
        self.assertIn("No bidding in rounds", str(failed[0]))

    def test_173e_two_schedulers_end_the_rounds_once(self):
        self.rounds_are_over()

        def end(env):
            self.notice_in(env)._end_rounds()

        failed = self.run_at_once(end, end)
        self.assertLessEqual(len(failed), 1)
        self.assertFalse(
            {type(error) for error in failed}
            - {SerializationFailure, UserError, LockError}
        )
        with self.session() as env:
            notice = self.notice_in(env)
            self.assertTrue(notice.rounds_closed_on)
            ended = env["yichuang.event"].search_count(
                [
                    ("res_model", "=", notice._name),
                    ("res_id", "=", notice.id),
                    ("action", "=", "end_rounds"),
                ]
            )
            self.assertEqual(ended, 1)
