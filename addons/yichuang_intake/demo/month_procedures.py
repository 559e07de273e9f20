"""What the law provides for on the way to a decision, in the sample month: procedures
whose time does not count, longer times, interested parties and hearings.

A matter takes its course before it is reviewed; where its guide asks for a special
procedure, that one.
"""

from datetime import timedelta

from odoo import Command

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

# What happens with one matter after the other that is promised; with most nothing.
COURSES = (
    ("ask_longer", "grant_longer"),
    (),
    ("stop_clocks", "run_on"),
    (),
    ("tell_neighbour", "hear_neighbour"),
    (),
    ("tell_hearing", "request_hearing", "set_hearing", "hold_hearing", "take_record"),
    (),
    ("ask_longer", "refuse_longer"),
    ("tell_hearing", "waive_hearing"),
    (),
)
# Days until the next step, where it is not one or two.
WAITS = {"hold_hearing": (12, 14), "run_on": (3, 4)}
LONGER_DAYS = 5
LONGER_REASON = "现场核查发现需补充检测，检测报告预计五个工作日内出具。（示例）"
STOP = {
    "ground": "testing",
    "basis": "食品安全法 第三十五条（示例）",
    "reason": "委托检测机构对样品进行检测。（示例）",
}
STOP_DAYS = 5
NEIGHBOUR = {
    "name": "相邻住户 孙建民（示例）",
    "interest": "经营场所排烟口与其住宅相邻，可能影响居住环境。（示例）",
}
STATEMENT = "要求排烟管道引至楼顶，并控制夜间经营噪声；其余没有意见。（示例）"
HEARING = {
    "kind": "interest",
    "matter": "经营场所排烟对相邻住户的影响及整改措施。（示例）",
    "told_to": "申请人及相邻住户 孙建民（示例）",
}
HEARING_HOUR = 9
HEARING_PLACE = "示范县政务服务中心三楼听证室（示例）"
TRANSCRIPT = "申请人承诺将排烟管道引至楼顶；利害关系人对整改方案表示认可。（示例）"
TAKEN = "采纳听证笔录所记整改方案，作为许可附带条件。（示例）"


class Procedures:
    """Mixed into ``Month``."""

    promised = 0

    def _plan_course(self, matter):
        """What has to happen with a matter, then its review."""
        case = self._seen(matter["case"])
        ground = case.task_ids.step_id.filtered("special_kind")[:1].special_kind
        if ground:
            course, matter["ground"] = ("stop_clocks", "run_on"), ground
        else:
            course = COURSES[self.promised % len(COURSES)]
            self.promised += 1
        matter["course"] = list(course)
        matter["officer"] = self._officer(case.department_id)
        if course and matter["officer"]:
            self._later(matter, 0, 1, "proceed")
        else:
            self._plan_review(matter)

    def _proceed(self, matter):
        """The next step of the course, then what comes after it."""
        step = matter["course"].pop(0)
        getattr(self, f"_{step}")(matter)
        if matter["course"]:
            least, most = WAITS.get(matter["course"][0], (1, 2))
            self._later(matter, least, most, "proceed")
        else:
            self._plan_review(matter)

    def _as_officer(self, model, matter):
        return self.env(user=matter["officer"].id)[model]

    def _stop_clocks(self, matter):
        today = hall_date()
        special = self._as_officer("yichuang.case.special", matter).create(
            {
                "case_id": matter["case"].id,
                "first_on": today,
                "last_on": today + timedelta(days=STOP_DAYS),
                **STOP,
                "ground": matter.get("ground") or STOP["ground"],
            }
        )
        special.action_start()
        matter["special"] = special

    def _run_on(self, matter):
        matter["special"].action_end()

    def _ask_longer(self, matter):
        matter["longer"] = self._as_officer("yichuang.case.extension", matter).create(
            {
                "case_id": matter["case"].id,
                "days": LONGER_DAYS,
                "reason": LONGER_REASON,
            }
        )

    def _grant_longer(self, matter):
        matter["longer"].with_user(self.decider).action_approve()

    def _refuse_longer(self, matter):
        matter["longer"].with_user(self.decider).action_refuse()

    def _tell_neighbour(self, matter):
        party = self._as_officer("yichuang.interested.party", matter).create(
            {"case_id": matter["case"].id, **NEIGHBOUR}
        )
        party.action_tell()
        matter["party"] = party

    def _hear_neighbour(self, matter):
        matter["party"].statement = STATEMENT
        matter["party"].action_hear()

    def _tell_hearing(self, matter):
        hearing = self._as_officer("yichuang.hearing", matter).create(
            {"case_id": matter["case"].id, **HEARING}
        )
        hearing.action_tell()
        matter["hearing"] = hearing

    def _request_hearing(self, matter):
        matter["hearing"].action_request()

    def _waive_hearing(self, matter):
        matter["hearing"].action_waive()

    def _set_hearing(self, matter):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        least, _most = WAITS["hold_hearing"]
        day = workdays.on_or_after(hall_date() + timedelta(days=least))
        hearing = matter["hearing"]
        hearing.write(
            {
                "held_at": hall_day_start(day) + timedelta(hours=HEARING_HOUR),
                "place": HEARING_PLACE,
                # Nobody who handles the matter.
                "chair_id": self.manager.id,
            }
        )
        hearing.action_schedule()

    def _hold_hearing(self, matter):
        hearing = matter["hearing"]
        hearing.write(
            {
                "transcript": TRANSCRIPT,
                "participant_ids": [
                    Command.create({"name": name, "role": role, "signed": True})
                    for name, role in (
                        (matter["case"].applicant_name, "applicant"),
                        (NEIGHBOUR["name"], "interested"),
                    )
                ],
            }
        )
        hearing.action_hold()

    def _take_record(self, matter):
        hearing = matter["hearing"].with_user(self.decider)
        hearing.record_basis = TAKEN
        hearing.action_consider()
