"""A believable month of a sample hall, through the public methods.

Nothing is written past the rules: every number, receipt, notice, acceptance, opinion,
decision, hand-over, rating, letter and answer is a real step of a person of the demo,
on a day of the past by a clock that is set (freezegun, as in tests), and each evening
the scheduled jobs run. A step that the rules refuse is left out and counted, as a
person would leave it. The same seed gives the same month.

Here is what becomes of the matters; ``month_queue`` has the windows and numbers,
``month_bags`` the hand-overs, ``month_voices`` the ratings, ``month_cards`` the
supervision.

``script/server`` runs it once, in a new demo database, and opens the queue of the day.
It is no part of the module's data: a hall never loads it, and tests do not wait for it.
"""

import heapq
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo import SUPERUSER_ID, Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import citizen_id, uscc
from odoo.addons.yichuang_catalog.tools.suitability import AT_EVERY_WINDOW
from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from .month_bags import Bags
from .month_cards import Cards
from .month_queue import Queue
from .month_voices import Voices

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红波辉宇浩欣怡然子涵"
TRADES = ("餐饮", "商贸", "物流", "建筑", "电子", "农业", "医疗器械", "文化传媒")
BUSY = (9, 9, 9, 10, 10, 10, 11, 14, 14, 15, 15, 16)
# Of a hundred matters: what becomes of them. All others are granted.
FATES = {
    "denied": 4,
    "supplement": 10,
    "lapse": 2,
    "refused": 3,
    "withdrawn": 3,
    "terminated": 1,
    "revoked": 1,
    "void": 1,
    "slow": 5,
    "silent": 2,
}
ENDINGS = {
    "terminated": ("terminate", "申请人死亡，无人承继申请。"),
    "revoked": ("revoke", "申请人以虚假材料申请，撤销受理。"),
}
# Matters from before the month that nobody has decided yet, and how many days before.
STUCK, STUCK_DAYS = 3, (14, 24)
OPINION = "经审查，申请材料齐全，符合法定形式和许可条件。"
REFUSAL = {
    "refusal_kind": "not_competent",
    "reasons": "该事项不属于本机关职权范围。",
    "legal_basis": "行政许可法 第三十二条",
    "competent_organ": "示例市行政审批服务局",
}
REMEDIES = "六十日内申请行政复议，或者六个月内提起行政诉讼。"


@dataclass(order=True)
class Turn:
    """Something that is to happen at a moment."""

    at: datetime
    number: int
    step: str = field(compare=False)
    subject: dict = field(compare=False)


class Month(Queue, Bags, Voices, Cards):
    """One month of work, day by day.

    :param count: how many matters come in
    :param last: the last day, by default yesterday
    """

    # Steps that are transactions of their own, as by night.
    jobs = frozenset({"evening"})

    def __init__(self, env, count=150, last=None, days=30, seed=2026):
        self.env = env(
            context={
                **env.context,
                "lang": "zh_CN",
                "tracking_disable": True,
                "mail_notrack": True,
            }
        )
        self.rng = random.Random(seed)
        self.count = count
        self.last = last or hall_date() - timedelta(days=1)
        self.first = self.last - timedelta(days=days)
        self.end = hall_day_start(self.last + timedelta(days=1))
        self.turns = []
        self.planned = 0
        self.left_out = Counter()
        self.done = Counter()

    def run(self):
        """Let the month pass.

        :returns: how many steps of each kind were taken
        """
        self._staff()
        self._clear_windows()
        self._plan()
        with freeze_time(str(self.first), tick=False) as clock:
            while self.turns:
                turn = heapq.heappop(self.turns)
                clock.move_to(turn.at)
                self._take(turn)
        self.env.flush_all()
        return self.done

    def _staff(self):
        """Who works in the hall, and on what."""
        env = self.env
        self.clerk = env.ref("yichuang_intake.user_clerk")
        self.decider = env.ref("yichuang_intake.user_decider")
        self.manager = env.ref("yichuang_catalog.user_manager")
        self.supervisor = env.ref("yichuang_catalog.user_supervisor")
        self.second_supervisor = env.ref("yichuang_intake.user_supervisor_wu")
        organs = env["yichuang.mandate"].search([("state", "=", "active")])
        self.services = env["yichuang.service"].search(
            [
                ("department_id", "in", organs.department_id.ids),
                ("current_version_id.situation_ids", "=", False),
                ("current_version_id.case_type", "in", ("instant", "promise")),
                ("window_mode", "in", AT_EVERY_WINDOW),
            ],
            order="id",
        )
        names = ("clerk", "clerk_liu", "clerk_chen", "clerk_zhao", "clerk_sun")
        self.clerks = [env.ref(f"yichuang_intake.user_{name}") for name in names]
        self.windows = [
            env.ref(f"yichuang_intake.demo_window_{number}") for number in range(1, 5)
        ]

    def _plan(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        days = [
            self.first + timedelta(days=n)
            for n in range((self.last - self.first).days + 1)
        ]
        self.worked = [day for day in days if workdays.is_worked(day)]
        self.visits, self.desks = {}, []
        for day in self.worked:
            self._plan_day(day)
        self._plan_voices()
        # A few services make most of the work, as in every hall.
        weights = [1 / (1 + rank) for rank in range(len(self.services))]
        order = self.rng.sample(list(self.services), len(self.services))
        for fate in self._fates():
            service = self.rng.choices(order, weights)[0]
            matter = {"service": service, "fate": fate}
            self._on(self.rng.choice(self.worked), "arrive", matter)
        slow = [s for s in order if s.current_version_id.case_type == "promise"]
        for service in self.rng.choices(slow, k=min(STUCK, self.count) if slow else 0):
            before = timedelta(days=self.rng.randint(*STUCK_DAYS))
            matter = {"service": service, "fate": "stuck"}
            self._on(self.first - before, "receive", matter)

    def _fates(self):
        """What becomes of each matter, in no order."""
        fates = [
            fate
            for fate, share in FATES.items()
            for _n in range(round(share * self.count / 100))
        ]
        fates += ["granted"] * (self.count - len(fates))
        self.rng.shuffle(fates)
        return fates

    def _plan_day(self, day):
        """What every working day brings, whoever comes."""
        start = hall_day_start(day)
        self._plan_windows(day, start)
        self._plan_bags(day, start)
        self._at(start + timedelta(hours=18, minutes=40), "evening", {})

    def _at(self, moment, step, subject):
        """Have a step taken at a moment, if the month lasts so long."""
        if moment < self.end:
            self.planned += 1
            heapq.heappush(self.turns, Turn(moment, self.planned, step, subject))

    def _on(self, day, step, subject):
        """Have a step taken on a working day at some moment of its hours."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        day = workdays.on_or_after(day)
        moment = hall_day_start(day) + timedelta(
            hours=self.rng.choice(BUSY), minutes=self.rng.randrange(60)
        )
        earliest = subject.get("at")
        if earliest and moment <= earliest:
            moment = earliest + timedelta(minutes=self.rng.randint(6, 25))
        self._at(moment, step, subject)

    def _later(self, subject, least, most, step):
        days = self.rng.randint(least, most)
        self._on(hall_date(subject["at"]) + timedelta(days=days), step, subject)

    def _soon(self, subject, minutes, step):
        self._at(subject["at"] + timedelta(minutes=minutes), step, subject)

    def _take(self, turn):
        """Take one step, or leave it out where the rules refuse it."""
        turn.subject["at"] = turn.at
        step = getattr(self, f"_{turn.step}")
        try:
            if turn.step in self.jobs:
                step(turn.subject)
            else:
                with self.env.cr.savepoint():
                    step(turn.subject)
            self.done[turn.step] += 1
        except (UserError, ValidationError, AccessError) as error:
            self.env.invalidate_all()
            self.left_out[turn.step, str(error)[:120]] += 1

    def _evening(self, day):
        """The scheduled jobs of the night, and what people will find in the morning."""
        env = self.env(user=SUPERUSER_ID)
        env["yichuang.ticket"]._cron_expire()
        env["yichuang.case"]._cron_deem_accepted()
        env["yichuang.case"]._cron_lapse()
        env["yichuang.evaluation"]._cron_close_unrated()
        env["yichuang.alert.rule"]._cron_sweep()
        self._new_cards(day["at"])

    # Steps, each by the person whose step it is

    def _receive(self, matter):
        service = matter["service"]
        legal = service.current_version_id.applicant_kind == "legal"
        clerk = matter.get("clerk", self.clerk)
        cases = self.env(user=clerk.id)["yichuang.case"]
        case = cases.create({"service_id": service.id, **self._applicant(legal)})
        case.action_take_all_materials()
        if matter["fate"] in ("supplement", "lapse"):
            case.material_ids[:1].write(
                {"received": False, "originals": 0, "copies": 0}
            )
        case.action_receive()
        # Who may accept has a mandate; at the window anybody may receive.
        matter["case"] = case.with_user(self.clerk)
        fate = matter["fate"]
        if fate in ("supplement", "lapse"):
            self._later(matter, 0, 2, "notify")
        elif fate == "refused":
            self._later(matter, 0, 1, "refuse")
        elif fate == "void":
            self._later(matter, 0, 0, "void")
        elif fate == "silent":
            self._later(matter, 12, 15, "review")
        else:
            self._later(matter, 0, 1, "accept")
        self._ask_opinion(matter)

    def _applicant(self, legal):
        rng = self.rng
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2))
        phone = f"138{rng.randrange(10**8):08}"
        if legal:
            body = f"91370899MADM{rng.randrange(10**4):04}"
            body += str(rng.randrange(10))
            body = body[:17]
            body = body[:16] + uscc.organisation_check_character(body[8:16])
            return {
                "applicant_kind": "legal",
                "applicant_name": f"示范县{name[1:]}{rng.choice(TRADES)}公司（示例）",
                "id_number": body + uscc.check_character(body),
                "legal_representative": name,
                "phone": phone,
            }
        born = date(1955, 1, 1) + timedelta(days=rng.randrange(50 * 365))
        body = f"370899{born:%Y%m%d}{rng.randrange(1000):03}"
        return {
            "applicant_kind": "natural",
            "applicant_name": f"{name}（示例）",
            "id_number": body + citizen_id.check_character(body),
            "phone": phone,
        }

    def _check_on_the_spot(self, case, task):
        """The visit that a step on site rests on, by two of the organ."""
        if task.kind != "site":
            return
        officers = task.assignee_id | task.organ_id.member_ids.sorted("id")[:2]
        check = self.env(user=task.assignee_id.id)["yichuang.site.check"].create(
            {
                "case_id": case.id,
                "checked_at": fields.Datetime.now() - timedelta(hours=2),
                "place": "示范县建设路（示例）",
                "findings": "现场与申请材料一致。",
                "signed_by": case.applicant_name,
                "officer_ids": [
                    Command.create(
                        {"user_id": user.id, "certificate_number": f"SF{user.id:06}"}
                    )
                    for user in officers[:2]
                ],
            }
        )
        check.action_hold()

    def _dialog(self, model, user, values, origin="case_id", record=None):
        wizard = self.env(user=user.id)[model].create(
            {origin: record.id, "revision": record.revision, **values}
        )
        return wizard.action_confirm()

    def _notify(self, matter):
        self._dialog("yichuang.case.notify", self.clerk, {}, record=matter["case"])
        if matter["fate"] == "supplement":
            self._later(matter, 1, 6, "supplement")

    def _supplement(self, matter):
        matter["case"].supplement_ids.action_hand_in()
        self._later(matter, 0, 0, "accept")

    def _refuse(self, matter):
        values = {**REFUSAL, "remedies": REMEDIES}
        self._dialog("yichuang.case.refuse", self.clerk, values, record=matter["case"])

    def _accept(self, matter):
        case = matter["case"]
        case.action_accept()
        if matter["fate"] == "withdrawn":
            self._later(matter, 1, 4, "withdraw")
        elif matter["fate"] in ENDINGS:
            self._later(matter, 1, 4, "end")
        elif matter["fate"] == "stuck":
            return
        elif case.version_id.case_type == "instant":
            self._later(matter, 0, 0, "decide_at_once")
        else:
            promised = max(case.version_id.promise_days, 2)
            slow = matter["fate"] == "slow"
            least, most = (promised, promised + 3) if slow else (1, promised // 2 + 1)
            self._later(matter, least, most, "review")

    def _end(self, matter):
        kind, reason = ENDINGS[matter["fate"]]
        self._end_as(kind, reason, self.decider, matter)

    def _withdraw(self, matter):
        self._end_as("withdraw", "申请人书面申请撤回。", self.clerk, matter)

    def _void(self, matter):
        # Another clerk than who received it.
        other = next(
            clerk for clerk in self.clerks if clerk != matter["case"].received_by_id
        )
        self._end_as("void", "重复录入，申请人已持同一材料收件。", other, matter)

    def _end_as(self, kind, reason, user, matter):
        values = {"kind": kind, "reason": reason}
        self._dialog("yichuang.case.end", user, values, record=matter["case"])

    def _decide_at_once(self, matter):
        values = {"outcome": "granted", "on_the_spot": True}
        self._dialog(
            "yichuang.case.decide", self.decider, values, record=matter["case"]
        )

    def _review(self, matter):
        """All opinions that are due, in the order the process asks for them."""
        case = matter["case"].sudo()
        outcome = "denied" if matter["fate"] == "denied" else "granted"
        given = {"recommendation": outcome, "opinion": OPINION}
        if not case.task_ids and case.reviewer_id:
            reviewer = case.reviewer_id
            case.with_user(reviewer).action_start_review()
            self._dialog("yichuang.case.review", reviewer, given, record=case)
        while task := case.task_ids.filtered(lambda task: task.state == "open")[:1]:
            reviewer = task.assignee_id
            self._check_on_the_spot(case, task)
            task.with_user(reviewer).action_sign()
            self._dialog("yichuang.case.task.opine", reviewer, given, "task_id", task)
            case.invalidate_recordset(["task_ids"])
        self._later(matter, 0, 2, "decide")

    def _decide(self, matter):
        values = {"outcome": "granted"}
        if matter["fate"] == "denied":
            values = {
                "outcome": "denied",
                "reasons": "经营场所不符合规定的条件。",
                "legal_basis": "行政许可法 第三十八条",
                "remedies": REMEDIES,
            }
        self._dialog(
            "yichuang.case.decide", self.decider, values, record=matter["case"]
        )


def run(env, **options):
    """Make the month, count its figures and score it; what was done, for the log."""
    month = Month(env, **options)
    done = month.run()
    env["yichuang.figure.day"]._refresh(full=True)
    env["yichuang.figure.score"]._cron_score()
    return done, month.left_out
