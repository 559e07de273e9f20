"""The sample month seen from the exit, behind ``yichuang_intake``'s: what was decided
is certified and issued, comes to the exit by list and scan, lies on its shelf and
reaches the applicant; certificates are changed, suspended and revoked, licences are
published, and what has ended is filed.

As there, every step is one of a person of the demo, by a set clock and a seed, and what
the rules refuse is left out and counted. A file costs a quarter of a second: only so
many are made here, and the scheduled job of the running server makes the others.

Here are certificates, lists and shelves; ``month_ways`` has how results reach the
applicants, ``month_lives`` what becomes of certificates and the public list,
``month_archive`` the archive.
"""

import random
from datetime import timedelta

from odoo import SUPERUSER_ID, Command

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start
from odoo.addons.yichuang_intake.demo.month import Month

from .month_archive import Archives
from .month_lives import Lives
from .month_ways import Ways

# Results whose file is made: the first ones, and some that come in the last days. A
# seal is not put on in the past, so what needs one is still to be certified.
EARLY, LATE, LATE_DAY = 6, 2, -3
# On these days of the week organs send what is finished; the exit scans it next day.
LIST_DAYS, LEAVES = (0, 2, 4), timedelta(hours=15, minutes=30)
FRIDAY = 4
PRINTED = 3
# One result of so many is not as listed.
FAULTY = 11
FAULT = "证照未加盖印章，退回补盖。（示例）"
PLACES = [("A", shelf, slot) for shelf in (1, 2) for slot in (1, 2)]
# How papers of services are called that the demo has no certificate type for.
KINDS = {
    "certificate": ("licence", "示证字"),
    "approval": ("approval", "示批字"),
    "other": ("other", "示办字"),
}
STATEMENT = "经审查，符合法定条件，准予{holder}办理{service}。"
SAMPLE = "示例 · 不具法律效力"


class Exit(Ways, Lives, Archives, Month):
    """The month of the exit, continued from a month that has passed."""

    jobs = frozenset({"evening", "make_papers", "pack"})

    def __init__(self, env, seed=2026, **options):
        super().__init__(env, **{"count": 0, **options}, seed=seed)
        self.rng = random.Random(f"{seed}/exit")
        self.finished = {}
        self.scanned = 0
        self.made = self.env["yichuang.certificate"]

    def run(self):
        """Let the month pass at the exit, then file what has ended.

        :returns: how many steps of each kind were taken
        """
        super().run()
        self._keep()
        self.env.flush_all()
        return self.done

    def _staff(self):
        super()._staff()
        ref = self.env.ref
        self.maker = ref("yichuang_issuance.user_exit_clerk")
        self.keeper = ref("yichuang_issuance.user_keeper")
        self.administrator = ref("base.user_admin")
        self.applicant = ref("yichuang_intake.user_applicant")
        self.cabinet = ref("yichuang_issuance.demo_exit_cabinet")
        self.printers = ref("yichuang_issuance.demo_print_profile_label") | ref(
            "yichuang_issuance.demo_print_profile_certificate"
        )

    def _clear_windows(self):
        """The windows of the month have closed."""

    def _plan_course(self, matter):
        """What the law provides for on the way was in the month before."""
        self._plan_review(matter)

    def _ask_opinion(self, matter):
        """Who was asked has answered in the month before."""

    def _plan(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        days = (
            self.first + timedelta(days=n)
            for n in range((self.last - self.first).days + 1)
        )
        self.worked = [day for day in days if workdays.is_worked(day)]
        opens = hall_day_start(self.worked[0]) + timedelta(hours=8, minutes=40)
        self._at(opens, "set_up", {})
        self._at(opens + timedelta(minutes=5), "print_labels", {})
        for day in self.worked:
            if day.weekday() == FRIDAY or day == self.worked[-1]:
                evening = hall_day_start(day) + timedelta(hours=18, minutes=45)
                self._at(evening, "evening", {})
        self._plan_matters()
        self._plan_callers()
        self._plan_lives()
        self._plan_archives()

    def _plan_matters(self):
        """What the month has decided, the first decisions first."""
        cases = self.env["yichuang.case"].search(
            [
                ("service_id", "in", self.services.ids),
                ("state", "=", "decided"),
                ("decision_revoked_on", "=", False),
                ("decided_on", ">=", hall_day_start(self.first)),
                ("decided_on", "<", self.end),
            ],
            order="decided_on, id",
        )
        granted = self._without_seal(cases.filtered("result_due"))
        chosen = self._worth_a_file(granted)
        for case in granted | cases.filtered(lambda case: case.outcome == "denied"):
            step = "certify" if case in granted else "send_decision"
            matter = {"case": case, "at": case.decided_on, "made": case in chosen}
            # What is urgent to show is not left lying.
            self._later(matter, *((0, 1) if matter["made"] else (1, 4)), step)
        self.to_certify = cases.service_id

    def _worth_a_file(self, cases):
        day = self.worked[LATE_DAY]
        late = cases.filtered(lambda case: hall_date(case.decided_on) == day)
        return cases[:EARLY] | late[:LATE]

    def _without_seal(self, cases):
        """Those whose papers need no seal."""
        seals = self.env["yichuang.seal"]._of_organs(cases.department_id)
        return cases.filtered(lambda case: case.department_id.id not in seals)

    def _evening(self, _day):
        """The scheduled jobs that look after results and the public list."""
        env = self.env(user=SUPERUSER_ID)
        env["yichuang.publication"]._cron_publish()
        env["yichuang.case"]._cron_warn_delivery()
        env["yichuang.delivery"]._cron_remind()

    # What is there before the first result

    def _set_up(self, _morning):
        """Shelves, printers and certificate types, as the hall manager has them."""
        own = self.env(user=self.manager.id)
        places = own["yichuang.exit.place"]
        if not places.search_count([], limit=1):
            places.create(
                [
                    {"rack": rack, "shelf": shelf, "slot": slot}
                    for rack, shelf, slot in PLACES
                ]
            )
        for printer in self.printers:
            printer.with_user(self.maker).action_make_mine()
        known = own["yichuang.certificate.type"]._by_service(self.to_certify)
        unknown = self.to_certify.filtered(lambda service: service.id not in known)
        own["yichuang.certificate.type"].create(
            [
                self._type_of(service, number)
                for number, service in enumerate(unknown.sorted("id"), start=1)
            ]
        )
        # Results do not lie for months in a hall that is to show some that do.
        self.maker.company_id.uncollected_days = 20
        self._connect_cabinet()

    def _type_of(self, service, number):
        version = service.current_version_id
        kind, prefix = KINDS.get(version.result_kind, KINDS["other"])
        return {
            "name": version.result_name or service.name,
            "code": f"{service.department_id.uscc}X{number:02}",
            "kind": kind,
            "number_prefix": prefix,
            "statement": STATEMENT,
            "notice": SAMPLE,
            "service_ids": [Command.link(service.id)],
            "line_ids": [
                Command.create({"label": "办件编号", "source": "case_number"}),
                Command.create(
                    {
                        "label": "法定代表人",
                        "source": "legal_representative",
                        "required": False,
                    }
                ),
            ],
        }

    def _print_labels(self, _morning):
        """The labels of the shelves, in one job."""
        places = self.env(user=self.maker.id)["yichuang.exit.place"].search([])
        places[:PRINTED].action_print_label()

    # From the decision to the shelf

    def _certify(self, matter):
        case = matter["case"].with_user(self.maker)
        case.action_certify()
        certificate = case.certificate_ids
        for line in certificate.line_ids:
            if line.required and not line.text:
                line.text = self._typed(line.label)
        certificate.action_issue()
        if matter["made"]:
            self._soon(matter, self.rng.randint(4, 30), "make_file")

    def _typed(self, label):
        """What the maker of a certificate copies from the papers."""
        if "址" in label or "场所" in label or "地点" in label:
            return f"示范县建设路{self.rng.randint(1, 200)}号（示例）"
        return "详见批准文件（示例）"

    def _make_file(self, matter):
        certificate = matter["case"].with_user(self.maker).certificate_ids
        certificate.action_render_now()
        self.made += certificate
        if len(self.made) == 1:
            self._soon({"at": matter["at"]}, 2, "print_original")
        self._to_exit(matter)

    def _print_original(self, _moment):
        """The paper certificate, which the printer spoils once."""
        for reason in ("", "打印机卡纸，正本作废一张。（示例）"):
            self.env(user=self.maker.id)["yichuang.print.certificates"].create(
                {"certificate_ids": self.made[:1].ids, "reason": reason}
            ).action_confirm()

    def _send_decision(self, matter):
        """A denial leaves by the same exit, as a written decision."""
        matter["case"].with_user(self.maker).action_send_decision()
        self._to_exit(matter)

    def _to_exit(self, matter):
        """Put a result among what its organ sends next."""
        matter["result"] = matter["case"].delivery_ids.with_user(self.maker)
        organ = matter["case"].department_id
        waiting = self.finished.setdefault(organ.id, [])
        waiting.append(matter)
        today = hall_date(matter["at"])
        days = [
            day
            for day in self.worked
            if day > today and (day.weekday() in LIST_DAYS or day == self.worked[-1])
        ]
        if len(waiting) == 1 and days:
            leaves = hall_day_start(days[0]) + LEAVES
            self._at(leaves, "send_list", {"organ": organ})

    def _send_list(self, bundle):
        organ = bundle["organ"]
        matters = self.finished.pop(organ.id)
        sender = self._officer(organ) or self.maker
        each = self.env(user=sender.id)["yichuang.exit.list"].create(
            {
                "department_id": organ.id,
                "line_ids": [
                    Command.create(
                        {
                            "delivery_id": matter["result"].id,
                            "bag": f"CJ{matter['result'].id:06}",
                            "pages": self.rng.randint(1, 4),
                        }
                    )
                    for matter in matters
                ],
            }
        )
        each.action_send()
        bundle.update(list=each.with_user(self.maker), matters=matters)
        self._later(bundle, 1, 1, "receive_list")

    def _receive_list(self, bundle):
        by_result = {matter["result"].id: matter for matter in bundle["matters"]}
        arrived = []
        for line in bundle["list"].line_ids:
            matter = by_result[line.delivery_id.id]
            matter["at"] = bundle["at"]
            self.scanned += 1
            if self.scanned % FAULTY:
                self._on_shelf(matter)
                arrived.append(matter)
            else:
                line.remark = FAULT
                self._to_exit(matter)
        bundle["list"].action_receive()
        for matter in arrived:
            self._sets_out(matter)

    def _on_shelf(self, matter):
        """Scan a result on to the emptiest place."""
        result = matter["result"]
        self._dialog("yichuang.delivery.arrive", self.maker, {}, "delivery_id", result)


def run(env, **options):
    """Make the month of the exit and count its figures anew; what was done, for the
    log."""
    month = Exit(env, **options)
    done = month.run()
    env["yichuang.figure.day"]._refresh()
    # What ended at the exit counts in the months that were compared.
    env["yichuang.figure.comparison"].search([]).action_compare()
    return done, month.left_out
