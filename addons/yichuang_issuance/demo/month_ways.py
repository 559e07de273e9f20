"""How results of the sample month reach their applicants: at the window, by somebody
with authority, by courier, on the portal and from the cabinet; and those that nobody
collects."""

import secrets
from datetime import UTC, timedelta

from odoo import SUPERUSER_ID

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ..tools import cabinet_event, tracking

# What becomes of one result after the other.
COURSES = (
    "collect",
    "lie",
    "courier",
    "agent",
    "collect",
    "lie",
    "collect",
    "refused_letter",
    "collect",
    "give_back",
    "courier",
    "lie",
)
STREET = "示范县建设路{}号（示例）"
# A made-up applicant with an account comes for these, one after the other.
CALLS = ("online", "box", "left_over")
CALLER = {
    "applicant_kind": "natural",
    "applicant_name": "何小雨（示例）",
    "id_number": "370899199203150026",
    "phone": "13800000001",
}
# Nobody is there: it is taken away when the month is over.
LINE = "https://cabinet.example.invalid/in"
MAILBOX = "hexiaoyu@example.com"


class Ways:
    """Mixed into ``Exit``."""

    set_out = 0
    letters = 0
    reports = 0
    caller = None

    def _sets_out(self, matter):
        """A result lies on its shelf: begin its way to the applicant."""
        way = matter.get("way")
        if not way:
            way = matter["way"] = COURSES[self.set_out % len(COURSES)]
            self.set_out += 1
        if way in ("collect", "agent"):
            self._later(matter, 1, 6, "hand_over")
        elif way in ("courier", "refused_letter"):
            self._later(matter, 0, 1, "post")
        elif way == "online":
            self._later(matter, 1, 2, "take_online")
        elif way in ("box", "left_over"):
            self._later(matter, 0, 1, "put_in")
        elif way == "give_back":
            self._later(matter, 9, 12, "give_back")

    # At the window

    def _hand_over(self, matter):
        result, case = matter["result"], matter["case"]
        stranger = self._person()
        if matter["way"] == "agent":
            values = {
                "collector_relation": "agent",
                "collector_name": stranger["applicant_name"],
                "id_number": stranger["id_number"],
                "code_shown": result.pickup_code,
                "authority": f"授权委托书 {hall_date(matter['at'])}（示例）",
            }
        elif case.applicant_kind == "natural":
            numbers = case._identity_numbers()
            values = {"id_number": numbers[case.id]}
        else:
            values = {"id_number": stranger["id_number"]}
        model = "yichuang.delivery.hand.over"
        self._dialog(model, self.maker, values, "delivery_id", result)
        if matter["way"] == "agent":
            result.action_print_slip()
        self._has_it(matter)

    def _person(self):
        return self._applicant(False)

    def _give_back(self, matter):
        values = {
            "step": "return_to_organ",
            "way_reason": "多次通知，申请人未到大厅领取。（示例）",
        }
        self._back(matter, values)

    def _back(self, matter, values):
        model = "yichuang.delivery.back"
        self._dialog(model, self.maker, values, "delivery_id", matter["result"])

    # By courier

    def _post(self, matter):
        self.letters += 1
        serial = f"{20261100 + self.letters:08}"
        values = {
            "courier_address": STREET.format(self.rng.randint(1, 200)),
            "tracking_number": f"EX{serial}{tracking.check_digit(serial)}CN",
        }
        model = "yichuang.delivery.send"
        self._dialog(model, self.maker, values, "delivery_id", matter["result"])
        if matter["way"] == "courier":
            self._later(matter, 2, 4, "sign_for")
        else:
            self._later(matter, 3, 5, "letter_back")

    def _sign_for(self, matter):
        values = {"step": "sign_for", "collector_name": matter["case"].applicant_name}
        self._back(matter, values)
        self._has_it(matter)

    def _letter_back(self, matter):
        values = {"step": "come_back", "way_reason": "收件人电话无人接听。（示例）"}
        self._back(matter, values)
        matter["way"] = "collect"
        self._later(matter, 3, 6, "hand_over")

    # On the portal and from the cabinet

    def _plan_callers(self):
        """Matters of an applicant who takes results without coming to the window."""
        seals = self.env["yichuang.seal"]._of_organs(self.services.department_id)
        own = self.services.filtered(
            lambda service: (
                service.current_version_id.applicant_kind != "legal"
                and service.department_id.id not in seals
            )
        )
        swift = own.filtered(
            lambda service: service.current_version_id.case_type == "instant"
        )
        services = swift or own
        for number, way in enumerate(CALLS):
            service = services[number % len(services)]
            self.to_certify |= service
            matter = {"service": service, "fate": "granted", "way": way, "made": True}
            self._on(self.worked[number % len(self.worked)], "come", matter)

    def _come(self, matter):
        self.caller = {**CALLER, "partner_id": self.applicant.partner_id.id}
        try:
            self._receive(matter)
        finally:
            self.caller = None
        matter["case"].action_consent_delivery()

    def _applicant_of(self, matter, legal):
        return self.caller or super()._applicant_of(matter, legal)

    def _decide_at_once(self, matter):
        super()._decide_at_once(matter)
        self._later(matter, 0, 1, "certify")

    def _decide(self, matter):
        super()._decide(matter)
        self._later(matter, 0, 1, "certify")

    def _take_online(self, matter):
        matter["result"].with_user(self.applicant)._take_online()

    def _connect_cabinet(self):
        """The hall tries a cabinet, and has an address of the applicant."""
        self.applicant.partner_id.email = MAILBOX
        line = {"url": LINE, "secret": secrets.token_urlsafe(24)}
        self.cabinet.with_user(self.administrator).write(line)
        closes = hall_day_start(self.worked[-1]) + timedelta(hours=19)
        self._at(closes, "disconnect_cabinet", {})

    def _disconnect_cabinet(self, _evening):
        line = {"url": False, "secret": False}
        self.cabinet.with_user(self.administrator).write(line)

    def _put_in(self, matter):
        values = {"cabinet_id": self.cabinet.id}
        model = "yichuang.delivery.box"
        self._dialog(model, self.maker, values, "delivery_id", matter["result"])
        if matter["way"] == "box":
            self._later(matter, 1, 1, "open_door")
        else:
            until = timedelta(days=self.cabinet.days, minutes=5)
            self._at(matter["at"] + until, "nobody_came", matter)

    def _open_door(self, matter):
        """The code is mistyped once, then the door opens."""
        code = matter["result"].cabinet_code
        self._reported(matter, "picked_up", code[::-1] + "2")
        self._reported(matter, "picked_up", code)
        # A machine that got no answer says it again.
        self._reported(matter, "picked_up", code)

    def _nobody_came(self, matter):
        self._reported(matter, "expired", "")

    def _reported(self, matter, event, code):
        """What comes of a report of the cabinet, whose signature was good."""
        self.reports += 1
        report = cabinet_event.Report(
            event=event,
            delivery=self._seen(matter["result"]).cabinet_key,
            at=int(matter["at"].replace(tzinfo=UTC).timestamp()),
            code=code,
            door="12",
        )
        events = self.env(user=SUPERUSER_ID)["yichuang.cabinet.event"]
        nonce = f"sample-report-{self.reports:06}"
        events._take(self.cabinet, report, nonce, repr(report).encode())
