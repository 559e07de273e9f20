"""What becomes of the matters of the sample month: each step by the person whose step
it is, from the receipt to the decision."""

from datetime import date, timedelta

from odoo import Command, fields

from odoo.addons.yichuang_catalog.tools import citizen_id, uscc

from .month_photo import photograph

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红波辉宇浩欣怡然子涵"
TRADES = ("餐饮", "商贸", "物流", "建筑", "电子", "农业", "医疗器械", "文化传媒")
ENDINGS = {
    "terminated": ("terminate", "申请人死亡，无人承继申请。"),
    "revoked": ("revoke", "申请人以虚假材料申请，撤销受理。"),
}
OPINION = "经审查，申请材料齐全，符合法定形式和许可条件。"
REFUSAL = {
    "refusal_kind": "not_competent",
    "reasons": "该事项不属于本机关职权范围。",
    "legal_basis": "行政许可法 第三十二条",
    "competent_organ": "示例市行政审批服务局",
}
REMEDIES = "六十日内申请行政复议，或者六个月内提起行政诉讼。"


class Matters:
    """Mixed into ``Month``."""

    def _receive(self, matter):
        service = matter["service"]
        legal = service.current_version_id.applicant_kind == "legal"
        clerk = matter.get("clerk", self.clerk)
        cases = self.env(user=clerk.id)["yichuang.case"]
        applicant = self._applicant_of(matter, legal)
        case = cases.create({"service_id": service.id, **applicant})
        case.action_take_from_file()
        case.action_take_all_materials()
        if matter["fate"] in ("supplement", "lapse"):
            case.material_ids[:1].write(
                {"received": False, "originals": 0, "copies": 0}
            )
        case.action_receive()
        self._handle_papers(case, applicant)
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
        self._help(matter)
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
                "photo_ids": [
                    Command.create(
                        {"name": "现场照片（示例）", "picture": photograph()}
                    )
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
            self._plan_course(matter)

    def _plan_review(self, matter):
        """Have the matter reviewed as soon as it is promised, or some days late."""
        promised = max(matter["case"].version_id.promise_days, 2)
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
        case = self._seen(matter["case"])
        outcome = "denied" if matter["fate"] == "denied" else "granted"
        given = {"recommendation": outcome, "opinion": OPINION}
        if not case.task_ids and case.reviewer_id:
            reviewer = case.reviewer_id
            case.with_user(reviewer).action_start_review()
            self._dialog("yichuang.case.review", reviewer, given, record=case)
        while task := self._next_step(case):
            reviewer = task.assignee_id
            self._check_on_the_spot(case, task)
            task.with_user(reviewer).action_sign()
            self._dialog("yichuang.case.task.opine", reviewer, given, "task_id", task)
            case.invalidate_recordset(["task_ids"])
        self._later(matter, 0, 2, "decide")

    def _next_step(self, case):
        """The next step that somebody has in hand, the views of others first."""
        steps = case.task_ids.filtered(lambda s: s.state == "open" and s.assignee_id)
        return steps.sorted(lambda step: not step.consulted)[:1]

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
