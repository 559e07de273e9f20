"""The steps of the sample notices, each by the person of the demo whose step it is.

Only the ends of periods are put back, so that nobody waits for them. Offers are sealed
to the demo custodians and opened with the key files beside this one, as the browsers of
bidders and custodians do.
"""

import base64
import json
from datetime import timedelta
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import load_der_private_key

from ..tools import draw as draw_tool
from ..tools import sealing

MODULE = "yichuang_intermediary."
PASSPHRASE = "示例口令一二三四五六"
OPENING = (1, 2)
SECRETS = {"owner": "1" * 64, "hall": "2" * 64}
NUMBER = "3 0 8"
# Who signs up, in the order in which prices are given. The first two have an account.
BIDDERS = ("hengce", "zhongxin", "03", "10")
USERS = {"hengce": "user_agency_a", "zhongxin": "user_agency_b"}
PROPOSALS = (
    "项目负责人具有十二年同类经验，注册人员三名，含现场监测和评审修改。",
    "十五个工作日内提交送审稿，注册人员两名，评审修改不限次数。",
    "由省级专家库成员把关，提供一年免费咨询。",
    "与业主共用数据平台，每周报告进度。",
)


class ModeSteps:
    """The people of the demo at the market."""

    def __init__(self, env):
        self.env = env
        self.notices = env["yichuang.market.notice"]

    def _publish(
        self,
        project,
        service="demo_service_water",
        report="水资源论证报告书编制",
        **values,
    ):
        """A notice written and handed in by its owner, reviewed and published."""
        notice = self._owner(self.notices).create(
            {
                "title": f"{project}{report}（示例）",
                "owner_id": self._ref("demo_company_xinghe").id,
                "service_id": self._ref(service).id,
                "content": "完成编制，并根据专家评审意见修改至通过。",
                "days": 20,
                "min_valid": 2,
                **values,
            }
        )
        notice = notice.with_env(self.env)
        self.notices |= notice
        committed = {
            kind: draw_tool.commitment(secret) for kind, secret in SECRETS.items()
        }
        self._owner(notice)._submit_by_owner(committed["owner"])
        hall = self._as("user_market_reviewer", self._source(notice, "hall"))
        hall._commit(committed["hall"])
        self._as("user_market_reviewer", notice).action_approve()
        self._as("user_market_publisher", notice).action_publish()
        return notice

    def _sign_up(self, notice, name, *sealed):
        user = self._ref(USERS[name]) if name in USERS else self.env.user
        # As the portal hands it on, once the agency was found to be the person's.
        signups = self.env["yichuang.market.signup"].with_user(user).sudo()
        return signups._submit(notice, self._agency(name), *sealed)

    def _close_with(self, notice, names):
        """Sign these agencies up; then the time is over."""
        for name in names:
            self._sign_up(notice, name)
        self._close(notice)

    def _bid(self, notice, *prices):
        """Seal an offer of each agency at these prices in yuan; then the time is
        over."""
        panel = notice._panel()
        for name, yuan, proposal in zip(BIDDERS, prices, PROPOSALS, strict=False):
            offer = {"price_fen": yuan * 100, "days": 18, "proposal": proposal}
            uscc = self._agency(name).uscc
            head = sealing.header(notice.number, notice.version, uscc, panel)
            self._sign_up(notice, name, sealing.seal(offer, head, panel))
        self._close(notice)

    def _close(self, notice):
        self._put_back(notice, "sign_close")
        reviewed = self._as("user_market_reviewer", notice)
        reviewed.action_close()
        reviewed.action_freeze_list()

    def _draw(self, notice):
        """Reveal the secrets, let two people type the number, and draw."""
        self._owner(self._source(notice, "owner"))._reveal(SECRETS["owner"])
        hall = self._source(notice, "hall")
        self._as("user_market_reviewer", hall)._reveal(SECRETS["hall"])
        self._as("user_market_reviewer", notice.draw_id).action_fix()
        self._put_back(notice, "event_on")
        for person in ("user_market_reviewer", "user_market_publisher"):
            self._as(person, self._source(notice, "public"))._type_number(NUMBER)
        self._as("user_market_reviewer", notice.draw_id).action_run()

    def _open(self, notice):
        """Post the shares of two custodians, which opens all offers."""
        for number in OPENING:
            user = self._ref(f"user_custodian_{number}")
            key, public = _key_pair(number)
            position = notice._panel().keys.index(public) + 1
            notice.with_user(user)._post_shares(
                {
                    sealed.signup_id.receipt_number: sealing.share(
                        key, sealed.blob, position
                    )
                    for sealed in notice._frozen_sealed()
                }
            )

    def _choose(self, notice, agency, **values):
        """One person of the owner chooses, a second one confirms."""
        owner = self._ref("user_owner")
        choices = self.env["yichuang.market.choice"].with_user(owner)
        choice = choices._propose(
            notice.with_user(owner), agency.with_user(owner), **values
        )
        # As the portal hands it on: the second person of this owner was found.
        self._as("user_owner_second", choice).sudo()._transition("confirm")

    def _score(self, sheets):
        """Each expert fills in his sheet and hands it in."""
        for sheet in sheets:
            own = sheet.with_user(sheet.rater_id)
            for place, line in enumerate(own.line_ids):
                line.points = 92 - 3 * ((place + sheet.place) % 5)
            own.no_tie = True
            own.action_submit()

    def _hold_round(self, notice, number, said):
        """A round in which these agencies name these prices in yuan, each in its
        turn."""
        by_uscc = {self._agency(name).uscc: name for name in said}
        for place, uscc in enumerate(notice._turn_order(number), 1):
            name = by_uscc.get(uscc)
            if not name:
                continue
            self._let_begin(notice, number, place)
            user = self._ref(USERS[name])
            agency = self._agency(name).with_user(user)
            turns = self.env["yichuang.market.turn"].with_user(user)
            turns._say(notice.with_user(user), agency, said[name] * 100)

    def _let_begin(self, notice, number, place):
        """Let the rounds have begun so long ago that this turn is under way."""
        table = notice._timetable()
        turns = (number - 1) * table.bidders + place - 1
        minutes = turns * table.turn_minutes + (number - 1) * table.pause_minutes
        over = timedelta(minutes=minutes, seconds=40)
        start = notice._now() - over
        for turn in notice.turn_ids:
            # What was said stays at its place in the timetable.
            turn.said_on += start - notice.rounds_start
        notice._write_guarded({"rounds_start": start})

    def _end_rounds(self, notice):
        self._let_begin(notice, notice.round_count + 1, 1)
        notice._end_rounds()
        notice._decide()

    def _award(self, notice):
        """Issue the letter after the time of publicity."""
        yesterday = notice._today() - timedelta(days=1)
        notice._write_guarded({"publicity_until": yesterday})
        self._as("user_market_issuer", notice).action_award()

    def _ref(self, name):
        return self.env.ref(MODULE + name)

    def _as(self, person, records):
        return records.with_user(self._ref(person))

    def _owner(self, records):
        """As the portal hands a record of the owner on: found, then sudo."""
        return self._as("user_owner", records).sudo()

    def _agency(self, name):
        return self._ref(f"demo_agency_{name}")

    def _source(self, notice, kind):
        return notice.draw_id.source_ids.filtered(lambda source: source.kind == kind)

    def _put_back(self, notice, name):
        notice._write_guarded({name: notice._now() - timedelta(seconds=1)})


@cache
def _key_pair(number):
    """Private and public key of a custodian's file, opened with its passphrase."""
    path = Path(__file__).with_name(f"custodian-key-{number}.json")
    file = json.loads(path.read_text())
    salt, nonce, private = (
        base64.b64decode(file[name]) for name in ("salt", "nonce", "private")
    )
    derivation = PBKDF2HMAC(SHA256(), 32, salt, file["iterations"])
    derived = derivation.derive(PASSPHRASE.encode())
    secret = AESGCM(derived).decrypt(nonce, private, file["public"].encode())
    return load_der_private_key(secret, None), file["public"]
