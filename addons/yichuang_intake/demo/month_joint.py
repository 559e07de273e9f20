"""Several matters as one in the sample month: the organs are asked before acceptance,
and review it together afterwards. The last one waits for its organs."""

from datetime import timedelta

from odoo import fields

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# What is answered and entered for a small restaurant, as in the theme's guide.
ANSWERS = (
    *("selfemployed_1a", "selfemployed_2a", "selfemployed_3b"),
    *("food_1a", "food_2a", "food_3a", "food_4b", "food_5b", "drain_1b", "drain_2b"),
)
DATA = {
    "经营者姓名": "{owner}",
    "字号名称": "{shop}",
    "经营者名称": "{shop}",
    "单位名称": "{shop}",
    "排水户名称": "{shop}",
    "经营场所": "示范县示范路18号",
    "经营范围": "餐饮服务",
    "主体业态": "餐饮服务经营者（小型）",
    "经营项目": "热食类食品制售",
    "联系电话": "13800000002",
    "接入管网位置": "示范路北侧已有接口",
    "印章种类": "公章、财务专用章",
    "参保险种": "养老、工伤、失业",
}
# Of whatever else is asked there are so many.
COUNT = "2"
SHOPS = (("示范县李记面馆", "李桂芳"), ("示范县陈家豆腐坊", "陈玉兰"))
OPINION = "材料齐全，现场可一并核查，无不同意见。（示例）"
MINUTES = "各部门同意一次联合核查，分别作出决定，同日送达。（示例）"
REVIEW_DAYS = 3


class Joint:
    """Mixed into ``Month``."""

    def _plan_joint(self):
        days = (self.worked[len(self.worked) // 3], self.worked[-2])
        for day, (shop, owner) in zip(days, SHOPS, strict=True):
            self._on(day, "open_joint", {"shop": shop, "owner": owner})

    def _open_joint(self, matter):
        """One form, one set of papers, one receipt; then the organs are asked."""
        ref = self.env.ref
        joints = self.env(user=self.clerk.id)["yichuang.joint.case"]
        joint = joints.create(
            {
                "theme_id": ref("yichuang_catalog.demo_theme_restaurant").id,
                "subject": f"{matter['shop']}开办（示例）",
                **self._applicant(False),
                "applicant_name": f"{matter['owner']}（示例）",
                "address": DATA["经营场所"],
            }
        )
        answers = self.env["yichuang.situation.answer"]
        for name in ANSWERS:
            answers |= ref(f"yichuang_catalog.demo_answer_{name}")
        joint._answer_situation(answers)
        joint.action_take_all_materials()
        for datum in joint.datum_ids:
            datum.value = DATA.get(datum.name, COUNT).format(**matter)
        joint.action_receive()
        joint.action_ask_organs()
        matter["joint"] = joint
        self._later(matter, 1, 1, "answer_organs")

    def _answer_organs(self, matter):
        """Every organ finds its papers in order."""
        for check in self._seen(matter["joint"]).precheck_ids:
            check.with_user(self._officer(check.department_id)).action_answer()
        self._later(matter, 1, 1, "accept_joint")

    def _accept_joint(self, matter):
        matter["joint"].action_accept()
        self._later(matter, 1, 1, "call_review")

    def _call_review(self, matter):
        joint = self._seen(matter["joint"])
        lead = self._officer(joint.department_id)
        held_at = fields.Datetime.now() + timedelta(days=REVIEW_DAYS)
        meeting = self.env(user=lead.id)["yichuang.joint.meeting"].create(
            {
                "joint_id": joint.id,
                "subject": joint.subject,
                "held_at": held_at,
                "place": "政务服务中心二楼会商室（示例）",
                "opinions_due_on": hall_date(held_at),
            }
        )
        meeting.action_call()
        matter["meeting"] = meeting
        self._later(matter, 1, 2, "give_opinions")

    def _give_opinions(self, matter):
        for opinion in self._seen(matter["meeting"]).opinion_ids:
            own = opinion.with_user(self._officer(opinion.department_id))
            own.write({"verdict": "agrees", "opinion": OPINION})
            own.action_give()
        self._later(matter, REVIEW_DAYS + 1, REVIEW_DAYS + 2, "hold_review")

    def _hold_review(self, matter):
        matter["meeting"].minutes = MINUTES
        matter["meeting"].action_hold()
