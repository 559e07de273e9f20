import logging
import subprocess
import threading
import time
from datetime import timedelta
from pathlib import Path

from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import config, mute_logger

from ...tools import sealing
from ..common import CUSTODIAN_KEYS
from .test_race import Session

AGENCIES, SESSIONS, WAIT = 200, 10, 60


class RushCase(BaseCase):
    """A market in committed rows, for several database sessions at once."""

    agencies_wanted = AGENCIES
    mode = "random"

    def setUp(self):
        super().setUp()
        self.registry_of_db = Registry(get_db_name())
        self.addCleanup(self.clean)
        with self.session() as env:
            self.prepare(env)

    def session(self):
        return Session(self.registry_of_db)

    def prepare(self, env):
        partners = env["res.partner"].create(
            [{"name": f"抢报机构{n:03d}"} for n in range(self.agencies_wanted + 1)]
        )
        service = env["yichuang.market.service"].create(
            {"name": "抢报测试", "code": "RUSH-01"}
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
                    "uscc": code,
                    "state": "active",
                    "offering_ids": [(0, 0, offer)],
                }
                for partner, code in zip(partners[1:], made_up_codes(), strict=False)
            ]
        )
        custodians = env["yichuang.market.custodian"]._create_guarded(
            [
                {
                    "user_id": env.uid,
                    "company_id": env.company.id,
                    "organization": f"抢报监督单位{n}",
                    "public_key": public,
                    "fingerprint": sealing.fingerprint(public),
                    "state": "confirmed",
                }
                for n, (_private, public) in enumerate(CUSTODIAN_KEYS)
            ]
        )
        panel = sealing.Panel(tuple(custodians.mapped("public_key")), 2)
        notice = env["yichuang.market.notice"]._create_guarded(
            [
                {
                    "title": "抢报",
                    "owner_id": partners[0].id,
                    "service_id": service.id,
                    "content": "抢报",
                    "mode": self.mode,
                    "amount_fen": 90_000_00,
                    "state": "published",
                    "custodian_ids": custodians.ids,
                    "custodian_list": panel.text,
                }
            ]
        )
        env["yichuang.market.key"]._of(env.company)
        self.ids = {
            "yichuang_market_notice": notice.ids,
            "yichuang_market_custodian": custodians.ids,
            "yichuang_market_agency": agencies.ids,
            "yichuang_market_service": service.ids,
            "res_partner": partners.ids,
        }
        self.notice, self.agencies = notice.id, agencies.ids

    def clean(self):
        with self.session() as env:
            signups = (
                "IN (SELECT id FROM yichuang_market_signup WHERE notice_id = "
                f"{int(self.notice)})"
            )
            env.cr.execute(
                f"DELETE FROM yichuang_market_sealed WHERE signup_id {signups}"
            )
            env.cr.execute(
                "DELETE FROM yichuang_market_signup WHERE notice_id = %s",
                (self.notice,),
            )
            for table, ids in self.ids.items():
                if table == "res_partner":
                    env["res.partner"].browse(ids).unlink()
                else:
                    env.cr.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", (ids,))
            env["mail.message"].search(
                [("model", "=like", "yichuang.market.%")]
            ).filtered(
                lambda message: not env[message.model].browse(message.res_id).exists()
            ).unlink()

    def set_deadline(self, seconds):
        with self.session() as env:
            notice = env["yichuang.market.notice"].browse(self.notice)
            deadline = notice._now() + timedelta(seconds=seconds)
            notice._write_guarded({"sign_close": deadline})

    def run_together(self, jobs):
        """Each job in a thread with a database session of its own.

        :return: what failed
        """
        failed = []

        def work(session, job):
            try:
                job(session)
            except Exception as error:
                failed.append(error)
            finally:
                session.cr.close()

        threads = [
            threading.Thread(target=work, args=(self.session(), job)) for job in jobs
        ]
        for thread in threads:
            thread.dbname = get_db_name()
            thread.start()
        for thread in threads:
            thread.join(WAIT)
        return failed

    def run_at_once(self, *steps):
        """Each step at one moment, from a snapshot in which none of the others is.

        :param steps: functions of an environment
        :return: what failed
        """
        ready = threading.Barrier(len(steps), timeout=WAIT)

        def job(step):
            def taken(session):
                session.cr.execute("SELECT 1")
                ready.wait()
                step(session.env)
                session.env.flush_all()
                session.cr.commit()

            return taken

        with mute_logger("odoo.sql_db"):
            return self.run_together([job(step) for step in steps])


def made_up_codes():
    """USCC of made-up companies, with the right check characters."""
    weights = [pow(3, place, 31) for place in range(17)]
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for n in range(AGENCIES + 100):
        body = f"91379901MA3Q{n:05d}"
        total = sum(
            letters.index(sign) * weight
            for sign, weight in zip(body, weights, strict=True)
        )
        yield body + letters[-total % 31]


@tagged("post_install", "-at_install")
class TestLastMinute(RushCase):
    def test_threat5_threat6_threat23_last_seconds_are_judged_by_the_clock(self):
        self.set_deadline(3)
        outcome = {}

        def some(agencies):
            def job(session):
                for agency in agencies:
                    try:
                        signup = self.submit(session.env, agency)
                        session.env.flush_all()
                        outcome[agency] = signup.received_on
                        session.cr.commit()
                    except UserError as error:
                        session.cr.rollback()
                        outcome[agency] = str(error)

            return job

        failed = self.run_together(
            [some(self.agencies[n::SESSIONS]) for n in range(SESSIONS)]
        )
        self.assertFalse(failed)
        self.assertEqual(len(outcome), AGENCIES)
        with self.session() as env:
            notice = env["yichuang.market.notice"].browse(self.notice)
            deadline, signups = notice.sign_close, notice.signup_ids
            accepted = {
                agency: moment
                for agency, moment in outcome.items()
                if not isinstance(moment, str)
            }
            self.assertTrue(accepted)
            self.assertTrue(all(moment <= deadline for moment in accepted.values()))
            self.assertTrue(
                all("Art. 36" in o for o in outcome.values() if isinstance(o, str))
            )
            self.assertEqual(set(signups.agency_id.ids), set(accepted))

    def submit(self, env, agency):
        return env["yichuang.market.signup"]._submit(
            env["yichuang.market.notice"].browse(self.notice),
            env["yichuang.market.agency"].browse(agency),
        )

    def test_threat9_twenty_at_once_leave_one_live_row(self):
        self.set_deadline(60)
        ready = threading.Barrier(SESSIONS * 2, timeout=WAIT)

        def job(session):
            session.cr.execute("SELECT 1")
            ready.wait()
            self.submit(session.env, self.agencies[0])
            session.env.flush_all()
            session.cr.commit()

        with mute_logger("odoo.sql_db"):
            failed = self.run_together([job] * (SESSIONS * 2))
        with self.session() as env:
            signups = env["yichuang.market.notice"].browse(self.notice).signup_ids
            self.assertEqual(signups.mapped("state"), ["submitted"])
        self.assertEqual(len(failed), SESSIONS * 2 - 1)
        self.assertEqual(
            {type(error) for error in failed} - {UniqueViolation, UserError}, set()
        )


@tagged("post_install", "-at_install")
class TestDump(RushCase):
    """Threat 1: whoever steals dump, files or logs finds no price in them."""

    agencies_wanted = 3
    mode = "lowest"
    prices = (73_185_29, 64_927_31, 58_203_47)
    canary = "金丝雀方案凤凰麒麟"

    def test_threat1_dump_files_logs_and_mails_hold_no_price(self):
        self.set_deadline(60)
        heard = Heard()
        root = logging.getLogger()
        level = root.level
        root.addHandler(heard)
        root.setLevel(logging.DEBUG)
        began = time.time()
        try:
            with self.session() as env:
                self.submit_all(env)
        finally:
            root.setLevel(level)
            root.removeHandler(heard)
        needles = [
            needle.encode()
            for price in self.prices
            for needle in (
                str(price),
                f"{price // 100}.{price % 100:02d}",
                f"{price // 100:,}.{price % 100:02d}",
            )
        ]
        needles += [self.canary.encode(), self.canary.encode().hex().encode()]
        dump = subprocess.run(
            ["pg_dump", "--data-only", "--no-comments", get_db_name()],
            capture_output=True,
            check=True,
        ).stdout
        self.assertIn(b"yichuang-sealed/1", dump, "the dump holds the sealed texts")
        for place, content in (
            ("database and mails", dump),
            ("logs", "\n".join(heard.lines).encode()),
            ("files", self.new_files(began)),
        ):
            for needle in needles:
                with self.subTest(place=place, needle=needle):
                    self.assertNotIn(needle, content)

    def submit_all(self, env):
        notice = env["yichuang.market.notice"].browse(self.notice)
        panel = notice._panel()
        agencies = env["yichuang.market.agency"].browse(self.agencies)
        for agency, price in zip(agencies, self.prices, strict=True):
            blob = sealing.seal(
                {"price_fen": price, "days": 7, "proposal": self.canary},
                sealing.header(notice.number, notice.version, agency.uscc, panel),
                panel,
            )
            env["yichuang.market.signup"]._submit(notice, agency, blob)

    def new_files(self, since):
        store = Path(config.filestore(get_db_name()))
        return b"".join(
            path.read_bytes()
            for path in store.rglob("*")
            if path.is_file() and path.stat().st_mtime >= since
        )


class Heard(logging.Handler):
    """Keeps everything that is logged, SQL and parameters too."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())
