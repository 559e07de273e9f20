import threading
import time
from datetime import timedelta

from psycopg2.errors import UniqueViolation
from werkzeug.test import EnvironBuilder

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.http import HTTPRequest, Request, _request_stack
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from ...models.notice.outage import PULSE

WAIT = 60
# Seconds in which two sessions have begun, on a busy machine too.
AMPLE = 5


@tagged("post_install", "-at_install")
class TestDeadlineRace(BaseCase):
    """Several database sessions at the deadline, each with a transaction of its own."""

    def setUp(self):
        super().setUp()
        self.registry_of_db = Registry(get_db_name())
        with self.session() as env:
            partners = env["res.partner"].create(
                [{"name": f"竞速机构{n}"} for n in range(3)]
            )
            service = env["yichuang.market.service"].create(
                {"name": "竞速测试", "code": "RACE-01"}
            )
            offer = {
                "service_id": service.id,
                "conditions": "无",
                "process": "无",
                "days": 1,
                "charges": "无",
            }
            agencies = env["yichuang.market.agency"]._create_guarded(
                [
                    {
                        "partner_id": partner.id,
                        "uscc": uscc,
                        "state": "active",
                        "offering_ids": [(0, 0, offer)],
                    }
                    for partner, uscc in zip(
                        partners[:2],
                        ("91379901MA3R00012E", "91379901MA3R00022F"),
                        strict=True,
                    )
                ]
            )
            notice = env["yichuang.market.notice"]._create_guarded(
                [
                    {
                        "title": "竞速",
                        "owner_id": partners[2].id,
                        "service_id": service.id,
                        "content": "竞速",
                        "state": "published",
                    }
                ]
            )
            self.partners, self.service = partners.ids, service.id
            self.agencies, self.notice = agencies.ids, notice.id
        self.addCleanup(self.clean)

    def clean(self):
        with self.session() as env:
            for table, ids in (
                ("yichuang_market_notice", [self.notice]),
                ("yichuang_market_agency", self.agencies),
                ("yichuang_market_service", [self.service]),
            ):
                if table == "yichuang_market_notice":
                    for part in ("signup", "draw"):
                        env.cr.execute(
                            f"DELETE FROM yichuang_market_{part} WHERE notice_id = %s",
                            (self.notice,),
                        )
                env.cr.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", (ids,))
            env["mail.message"].search(
                [
                    ("model", "=like", "yichuang.market.%"),
                    ("res_id", "in", [self.notice, *self.agencies]),
                ]
            ).filtered(
                lambda message: not env[message.model].browse(message.res_id).exists()
            ).unlink()
            env["res.partner"].browse(self.partners).unlink()

    def session(self):
        return Session(self.registry_of_db)

    def set_deadline(self, seconds):
        with self.session() as env:
            notice = env["yichuang.market.notice"].browse(self.notice)
            notice._write_guarded(
                {"sign_close": notice._now() + timedelta(seconds=seconds)}
            )

    def job_has_run(self):
        """The job ran a moment ago, so that it reports no outage when it runs next;
        afterwards it is as if it never had."""

        def note(value):
            with self.session() as env:
                env["ir.config_parameter"].set_param(PULSE, value)

        note(fields.Datetime.to_string(fields.Datetime.now()))
        self.addCleanup(note, False)

    def sleep_past(self, env, moment):
        """Wait until this moment is over, by the clock of the database."""
        env.cr.execute(
            "SELECT pg_sleep(greatest(0, extract(epoch FROM %s - "
            "clock_timestamp() AT TIME ZONE 'UTC')) + 0.3)",
            (moment,),
        )

    def sign_up(self, env, agency):
        notice = env["yichuang.market.notice"].browse(self.notice)
        return env["yichuang.market.signup"]._submit(
            notice, env["yichuang.market.agency"].browse(agency)
        )

    def test_threat5_request_that_began_in_time_and_came_late_is_late(self):
        self.set_deadline(AMPLE)
        outcome = {}
        began = threading.Barrier(2, timeout=WAIT)

        def bid(env, agency, late):
            env.cr.execute("SELECT now() AT TIME ZONE 'UTC'")
            outcome[agency, "began"] = env.cr.fetchone()[0]
            began.wait()
            if late:
                deadline = env["yichuang.market.notice"].browse(self.notice).sign_close
                self.sleep_past(env, deadline)
            try:
                self.sign_up(env, agency)
                outcome[agency] = "in time"
            except UserError:
                env.cr.rollback()
                outcome[agency] = "late"

        self.run_together((bid, self.agencies[0], False), (bid, self.agencies[1], True))
        with self.session() as env:
            deadline = env["yichuang.market.notice"].browse(self.notice).sign_close
        self.assertLess(outcome[self.agencies[1], "began"], deadline)
        self.assertEqual(outcome[self.agencies[0]], "in time")
        self.assertEqual(outcome[self.agencies[1]], "late")

    def test_threat8_retry_after_a_serialization_failure_is_still_in_time(self):
        self.set_deadline(AMPLE)
        began = threading.Event()
        seen = {"attempts": 0}

        def attempt(env):
            seen["attempts"] += 1
            env.cr.execute("SELECT 1 FROM yichuang_market_notice LIMIT 1")
            began.set()
            seen["moment"] = self.sign_up(env, self.agencies[0]).received_on
            env.flush_all()

        def bid(env):
            environ = EnvironBuilder(method="POST", path="/my/market").get_environ()
            bidding = Request(HTTPRequest(environ))
            bidding.session, bidding.db = bidding._get_session_and_dbname()
            bidding.env, bidding.registry = env, env.registry
            _request_stack.push(bidding)
            try:
                retrying(lambda: attempt(env), env)
            finally:
                _request_stack.pop()

        def change(env):
            """Hold the notice while the deadline passes, then change it."""
            notice = env["yichuang.market.notice"].browse(self.notice)
            notice.lock_for_update()
            deadline = notice.sign_close
            held.set()
            began.wait(WAIT)
            self.sleep_past(env, deadline)
            notice._write_guarded({"content": "更正错字"})

        def bid_while_held(env):
            held.wait(WAIT)
            bid(env)

        held = threading.Event()
        with mute_logger("odoo.service.model", "odoo.sql_db"):
            failed = self.run_together((change,), (bid_while_held,))
        self.assertFalse(failed)
        self.assertGreater(seen["attempts"], 1)
        with self.session() as env:
            deadline = env["yichuang.market.notice"].browse(self.notice).sign_close
        self.assertLessEqual(seen["moment"], deadline)
        self.assertEqual(self.count(), 1)

    def test_threat6_two_agencies_do_not_wait_for_each_other(self):
        self.set_deadline(60)
        both_in = threading.Barrier(2, timeout=WAIT)

        def bid(env, agency):
            self.sign_up(env, agency)
            env.flush_all()
            # Only possible when neither lock excludes the other.
            both_in.wait()

        self.run_together((bid, self.agencies[0]), (bid, self.agencies[1]))
        self.assertEqual(self.count(), 2)

    def test_threat9_one_agency_twice_at_once_is_in_once(self):
        self.set_deadline(60)
        ready = threading.Barrier(2, timeout=WAIT)

        def bid(env, agency):
            env.cr.execute("SELECT 1")
            ready.wait()
            self.sign_up(env, agency)
            env.flush_all()

        with mute_logger("odoo.sql_db"):
            failed = self.run_together((bid, self.agencies[0]), (bid, self.agencies[0]))
        self.assertEqual((self.count(), len(failed)), (1, 1))
        self.assertIsInstance(failed[0], UniqueViolation)

    def test_threat7_closing_waits_and_the_next_transaction_sees_the_sign_up(self):
        self.set_deadline(60)
        signed, closer_asked = threading.Event(), threading.Event()
        seen = {}

        def bid(env, agency):
            self.sign_up(env, agency)
            env.flush_all()
            signed.set()
            closer_asked.wait(WAIT)
            time.sleep(0.5)
            seen["let go"] = time.monotonic()

        def close(env):
            notice = env["yichuang.market.notice"].browse(self.notice)
            signed.wait(WAIT)
            env.cr.execute("SELECT 1 FROM yichuang_market_notice LIMIT 1")
            closer_asked.set()
            notice._wait_for_lock()
            seen["closing"] = time.monotonic()
            seen["own snapshot"] = len(notice.signup_ids)

        failed = self.run_together((bid, self.agencies[0]), (close,))
        self.assertFalse(failed)
        self.assertGreater(seen["closing"], seen["let go"])
        self.assertEqual(seen["own snapshot"], 0)
        self.assertEqual(self.count(), 1)

    def test_threat7_the_job_freezes_the_list_with_the_sign_up_it_waited_for(self):
        with self.session() as env:
            notice = env["yichuang.market.notice"].browse(self.notice)
            notice._write_guarded({"min_valid": 1})
            env["yichuang.market.draw"]._plan(notice)
            notice.draw_ids._write_guarded({"state": "announced"})
        self.job_has_run()
        self.set_deadline(AMPLE)
        signed, closing = threading.Event(), threading.Event()

        def bid(env, agency):
            self.sign_up(env, agency)
            env.flush_all()
            signed.set()
            closing.wait(WAIT)
            time.sleep(0.5)

        def advance(env):
            deadline = env["yichuang.market.notice"].browse(self.notice).sign_close
            signed.wait(WAIT)
            # Whole seconds are compared.
            self.sleep_past(env, deadline + timedelta(seconds=1))
            env.cr.rollback()
            closing.set()
            env["yichuang.market.notice"]._cron_advance()

        self.assertFalse(self.run_together((bid, self.agencies[0]), (advance,)))
        with self.session() as env:
            notice = env["yichuang.market.notice"].browse(self.notice)
            self.assertEqual(notice.state, "closed")
            self.assertEqual(notice.signup_ids.state, "valid")
            self.assertIn(notice.signup_ids.agency_id.uscc, notice.draw_id.list_text)

    def count(self):
        with self.session() as env:
            return env["yichuang.market.signup"].search_count(
                [("notice_id", "=", self.notice)]
            )

    def run_together(self, *jobs):
        """Run each job in a database session of its own, all but the last in threads.

        While tests run, this thread alone may ask for the registry: environments begin
        here, and the last job may be one that Odoo tries again. A snapshot begins with
        the first query.

        :return: what failed; the session of a failed job is rolled back
        """
        failed = []

        def work(session, job, args):
            try:
                job(session.env, *args)
                session.cr.commit()
            except Exception as error:
                failed.append(error)
            finally:
                session.cr.close()

        *others, last = [(self.session(), job, args) for job, *args in jobs]
        threads = [threading.Thread(target=work, args=other) for other in others]
        for thread in threads:
            thread.dbname = get_db_name()
            thread.start()
        work(*last)
        for thread in threads:
            thread.join(WAIT * 2)
        return failed


class Session:
    """An environment with a database session of its own; commits at the end."""

    def __init__(self, registry):
        self.cr = registry.cursor()
        self.env = api.Environment(self.cr, SUPERUSER_ID, {})

    def __enter__(self):
        return self.env

    def __exit__(self, failed, *_rest):
        if failed:
            self.cr.rollback()
        else:
            self.cr.commit()
        self.cr.close()
