"""A believable month of a sample hall, through the public methods.

Nothing is written past the rules: every receipt, notice, acceptance, opinion and
decision is a real step of a person of the demo, on a day of the past by a clock that
is set (freezegun, as in tests). A step that the rules refuse is left out and counted,
as a person would leave it. The same seed gives the same month.

``script/server`` runs it once, in a new demo database. It is no part of the module's
data: a hall never loads it, and tests do not wait for it.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import citizen_id, uscc
from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红波辉宇浩欣怡然子涵"
TRADES = ("餐饮", "商贸", "物流", "建筑", "电子", "农业", "医疗器械", "文化传媒")
BUSY = (9, 9, 9, 10, 10, 10, 11, 14, 14, 15, 15, 16)
# Of a hundred matters: what becomes of them.
FATES = {
    "granted": 74,
    "denied": 4,
    "supplement": 10,
    "lapse": 2,
    "refused": 3,
    "withdrawn": 3,
    "slow": 4,
}
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
    """Something that is to happen to a matter at a moment."""

    at: datetime
    number: int
    step: str = field(compare=False)
    matter: dict = field(compare=False)


class Month:
    """One month of work, day by day.

    :param count: how many matters come in
    :param last: the last day, by default yesterday
    """

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
        self.turns = []
        self.left_out = Counter()
        self.done = Counter()

    def run(self):
        """Let the month pass.

        :returns: how many steps of each kind were taken
        """
        self._staff()
        self._plan()
        with freeze_time(str(self.first), tick=False) as clock:
            while self.turns:
                self.turns.sort(reverse=True)
                turn = self.turns.pop()
                clock.move_to(turn.at)
                self._take(turn)
        self.env.flush_all()
        return self.done

    def _staff(self):
        """Who works in the hall, and on what."""
        env = self.env
        self.clerk = env.ref("yichuang_intake.user_clerk")
        self.decider = env.ref("yichuang_intake.user_decider")
        organs = env["yichuang.mandate"].search([("state", "=", "active")])
        self.services = env["yichuang.service"].search(
            [
                ("department_id", "in", organs.department_id.ids),
                ("current_version_id.situation_ids", "=", False),
                ("current_version_id.case_type", "in", ("instant", "promise")),
            ],
            order="id",
        )

    def _plan(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        days = [
            self.first + timedelta(days=n)
            for n in range((self.last - self.first).days + 1)
        ]
        worked = [day for day in days if workdays.is_worked(day)]
        # A few services make most of the work, as in every hall.
        weights = [1 / (1 + rank) for rank in range(len(self.services))]
        order = self.rng.sample(list(self.services), len(self.services))
        for number in range(self.count):
            service = self.rng.choices(order, weights)[0]
            matter = {
                "service": service,
                "fate": self.rng.choices(list(FATES), FATES.values())[0],
                "number": number,
            }
            self._at(self.rng.choice(worked), "receive", matter)

    def _at(self, day, step, matter):
        """Have a step taken on a working day at some moment of its hours."""
        workdays = self.env["yichuang.calendar.day"]._workdays()
        day = workdays.on_or_after(day)
        if day > self.last:
            return
        moment = hall_day_start(day) + timedelta(
            hours=self.rng.choice(BUSY), minutes=self.rng.randrange(60)
        )
        earliest = matter.get("at")
        if earliest and moment <= earliest:
            moment = earliest + timedelta(minutes=self.rng.randint(6, 25))
        self.turns.append(Turn(moment, matter["number"], step, matter))

    def _later(self, matter, least, most, step):
        days = self.rng.randint(least, most)
        self._at(hall_date(matter["at"]) + timedelta(days=days), step, matter)

    def _take(self, turn):
        """Take one step, or leave it out where the rules refuse it."""
        turn.matter["at"] = turn.at
        try:
            with self.env.cr.savepoint():
                getattr(self, f"_{turn.step}")(turn.matter)
            self.done[turn.step] += 1
        except (UserError, ValidationError, AccessError) as error:
            self.env.invalidate_all()
            self.left_out[turn.step, str(error)[:120]] += 1

    # Steps, each by the person whose step it is

    def _receive(self, matter):
        service = matter["service"]
        legal = service.current_version_id.applicant_kind == "legal"
        cases = self.env(user=self.clerk.id)["yichuang.case"]
        case = cases.create({"service_id": service.id, **self._applicant(legal)})
        case.action_take_all_materials()
        if matter["fate"] in ("supplement", "lapse"):
            case.material_ids[:1].write(
                {"received": False, "originals": 0, "copies": 0}
            )
        case.action_receive()
        matter["case"] = case
        fate = matter["fate"]
        if fate in ("supplement", "lapse"):
            self._later(matter, 0, 2, "notify")
        elif fate == "refused":
            self._later(matter, 0, 1, "refuse")
        else:
            self._later(matter, 0, 1, "accept")

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
        elif case.version_id.case_type == "instant":
            self._later(matter, 0, 0, "decide_at_once")
        else:
            promised = max(case.version_id.promise_days, 2)
            slow = matter["fate"] == "slow"
            least, most = (promised, promised + 3) if slow else (1, promised // 2 + 1)
            self._later(matter, least, most, "review")

    def _withdraw(self, matter):
        values = {"kind": "withdraw", "reason": "申请人书面申请撤回。"}
        self._dialog("yichuang.case.end", self.clerk, values, record=matter["case"])

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
        if not case.task_ids:
            reviewer = case.reviewer_id
            case.with_user(reviewer).action_start_review()
            self._dialog("yichuang.case.review", reviewer, given, record=case)
        while task := case.task_ids.filtered(lambda task: task.state == "open")[:1]:
            reviewer = task.assignee_id
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
