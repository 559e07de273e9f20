"""Ratings of the sample month, given with the code on the receipt, and what puts the
bad ones right."""

# Of a hundred asked so many answer; of those, by grade.
ANSWERING = 0.55
GRADES = {"1": 58, "2": 22, "3": 9, "4": 7, "5": 4}
WORDS = {
    "1": ("一次就办好了，很满意。", "窗口同志很耐心。", "比原来快多了。", ""),
    "2": ("材料清单写得清楚。", "排队时间不长。", "", ""),
    "3": ("还可以。", ""),
    "4": ("排队等了四十多分钟。", "取号机上找不到要办的事项。"),
    "5": ("跑了两趟，第一次没有说清楚要带什么。", "电话一直没有人接。"),
}
ANONYMOUS = 0.15
DETAILED = 0.5
# What becomes of one bad rating after the other.
COURSES = (
    ("contact", "fix", "close"),
    ("contact", "fix"),
    ("appeal", "exclude"),
    ("contact", "fix", "send_back", "fix", "close"),
    ("contact",),
    ("appeal",),
    (),
    ("appeal", "go_on", "fix", "close"),
)
SAID = {
    "contact": "已电话联系申请人致歉，了解具体情况。（示例）",
    "fix": "已向窗口人员核实并整改：增设导办岗，修订一次告知单。（示例）",
    "close": "电话回访，申请人对整改结果表示认可。（示例）",
    "send_back": "电话回访，申请人反映仍未收到修订后的告知单。（示例）",
    "appeal": "申请人来电说明误点了评价等级。（示例）",
    "exclude": "经核实录音，属于误评，不计入统计。（示例）",
    "go_on": "录音不能证明误评，继续整改。（示例）",
}


class Voices:
    """Mixed into ``Month``."""

    bad_ratings = 0

    def _plan_voices(self):
        # The sample hall is one that puts a grade where nobody rates, and stays so: its
        # figures show that such grades praise nobody.
        self.clerk.company_id.evaluation_default = True

    def _ask_opinion(self, matter):
        if self.rng.random() < ANSWERING:
            self._later(matter, 0, 3, "rate")

    def _rate(self, matter):
        evaluations = self.env["yichuang.evaluation"]
        evaluation = evaluations.search(
            [("case_id", "=", matter["case"].id), ("state", "=", "asked")], limit=1
        )
        if not evaluation:
            return
        rng = self.rng
        [grade] = rng.choices(list(GRADES), GRADES.values())
        indicators = {}
        if rng.random() < DETAILED:
            indicators = {
                row.id: str(max(1, min(5, int(grade) + rng.choice((-1, 0, 0, 1)))))
                for row in evaluation._indicators()
            }
        evaluation._give(
            grade,
            indicators,
            rng.choice(WORDS[grade]),
            anonymous=rng.random() < ANONYMOUS,
            channel=rng.choice(("qr", "qr", "kiosk")),
        )
        for task in evaluation.task_ids:
            course = list(COURSES[self.bad_ratings % len(COURSES)])
            self.bad_ratings += 1
            if task.anonymous and "contact" in course:
                course.remove("contact")
            repair = {"task": task, "course": course, "at": matter["at"]}
            self._go_on(repair, 0, 2, "repair")

    def _go_on(self, course, least, most, step):
        """Have the next step of a course taken some days later, if there is one."""
        if course["course"]:
            self._later(course, least, most, step)

    def _repair(self, repair):
        task, step = repair["task"], repair["course"].pop(0)
        by_supervisor = step in ("close", "send_back", "exclude", "go_on")
        own = task.user_id if step in ("contact", "appeal") else self.manager
        wizards = self.env(user=self.supervisor.id if by_supervisor else own.id)
        wizards["yichuang.evaluation.task.step"].create(
            {
                "task_id": task.id,
                "revision": task.revision,
                "step": step,
                "words": SAID[step],
            }
        ).action_confirm()
        self._go_on(repair, 1, 5, "repair")
