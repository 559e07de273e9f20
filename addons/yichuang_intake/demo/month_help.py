"""Who is helped in the sample month: matters taken up before their turn, help officers
at work, and people who come at a time they booked."""

from datetime import timedelta

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

GREEN_EVERY, HELPED_EVERY = 14, 6
GREEN = (
    ("vulnerable", "残疾人证（示例）"),
    ("project", "县重点项目清单第12号（示例）"),
    ("honored", "人才卡（示例）"),
    ("vulnerable", "孕产妇保健手册（示例）"),
    ("military", "退役军人优待证（示例）"),
)
# What becomes of one request after the other; the last ones wait.
GREEN_ANSWERS = ("approve", "approve", "refuse", "approve", None)
REFUSED = "证件已过有效期，请出示有效证件后再提出。（示例）"
HELP = (
    ("form", 15, "协助填写申请表。（示例）"),
    ("online", 25, "指导在手机上提交申请。（示例）"),
    ("papers", 10, "代为复印、核对材料。（示例）"),
    ("advice", 5, "解答办理条件和时限。（示例）"),
    ("errand", 60, "代为到部门取回原件。（示例）"),
    ("follow", 10, "电话告知办理进度。（示例）"),
)
MORNING = {"hour_from": 9, "hour_to": 11.5, "minutes": 30, "places": 2}
AFTERNOON = {"hour_from": 14.5, "hour_to": 16.5, "minutes": 30, "places": 2}
PURPOSES = ("办理食品经营许可", "咨询企业开办", "提交补正材料", "领取证照并咨询年报")
BOOKED_DAYS = 2
# One of so many does not come to the time booked.
ABSENT_EVERY = 5


class Help:
    """Mixed into ``Month``."""

    received = 0
    booked = 0

    def _plan_times(self):
        """Hours to book from the first day on, and when somebody books: an account
        has one time at a time."""
        plans = self.env(user=self.manager.id)["yichuang.appointment.plan"]
        zone = self.windows[0].zone_id
        if not plans.search([("zone_id", "=", zone.id)], limit=1):
            plans.create(
                [{"zone_id": zone.id, **hours} for hours in (MORNING, AFTERNOON)]
            )
        for day in self.worked[:: BOOKED_DAYS + 1]:
            self._on(day, "book", {})

    def _book(self, visit):
        """Somebody with an account books a time some days ahead."""
        times = self.env["yichuang.appointment"]
        zone = self.windows[0].zone_id
        earliest = hall_moment(visit["at"]).replace(tzinfo=None)
        earliest += timedelta(days=BOOKED_DAYS)
        moment = next(time for time, _left in times._offered(zone) if time > earliest)
        partner = self.env.ref("yichuang_intake.user_applicant").partner_id
        visit["time"] = times._book(
            zone, moment, partner, PURPOSES[self.booked % len(PURPOSES)]
        )
        self.booked += 1
        if self.booked % ABSENT_EVERY:
            self._at(visit["time"].starts_on, "come", visit)

    def _come(self, visit):
        """They type the code in at the kiosk."""
        ticket = visit["time"]._check_in()
        self.visits[ticket.id] = visit
        self._wake_desk(ticket.zone_id, visit["at"])

    def _help(self, matter):
        """What a matter just received gets besides its turn."""
        case, number = matter["case"], self.received
        self.received += 1
        if number % HELPED_EVERY == 1:
            task, minutes, note = HELP[number // HELPED_EVERY % len(HELP)]
            case.env["yichuang.case.help"].create(
                {"case_id": case.id, "task": task, "minutes": minutes, "note": note}
            )
        if number % GREEN_EVERY == 2:
            turn = number // GREEN_EVERY
            reason, evidence = GREEN[turn % len(GREEN)]
            green = case.env["yichuang.case.green"].create(
                {"case_id": case.id, "reason": reason, "evidence": evidence}
            )
            answer = GREEN_ANSWERS[turn % len(GREEN_ANSWERS)]
            if answer:
                subject = {"green": green, "answer": answer, "at": matter["at"]}
                self._soon(subject, 20, "answer_green")

    def _answer_green(self, subject):
        green = subject["green"].with_user(self.manager)
        if subject["answer"] == "approve":
            green.action_approve()
        else:
            values = {"step": "refuse", "reason": REFUSED}
            self._dialog(
                "yichuang.case.green.answer", self.manager, values, "green_id", green
            )
