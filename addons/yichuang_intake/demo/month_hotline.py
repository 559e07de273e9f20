"""The hotline of the sample month: it hands its orders over in signed packages; the
hall takes them on, answers and is checked by a call back, and what cannot be taken or
is somebody else's goes back with the reason."""

import base64
from datetime import timedelta

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ..tools import exchange_package
from ..tools.hotline_orders import ORDER

HOTLINE = {
    "name": "示例市12345政务服务便民热线",
    "code": "SFX",
    "recipient": "RX12345",
    "with_orders": True,
}
CALLED_BEFORE = timedelta(hours=3)
FINISHED = ("contact", "fix", "close")
# Of each package: kind, what the caller said, and what becomes of it.
PACKAGES = (
    (
        (
            "咨询",
            "办理健康合格证明要带哪些材料，周六能办吗？（示例）",
            FINISHED,
        ),
        ("投诉", "上午排队一个多小时，窗口只开了两个。（示例）", FINISHED),
        ("报修", "小区门口路灯不亮。（示例）", ()),
    ),
    (
        ("求助", "老人行动不便，希望上门办理。（示例）", ("contact", "extend", "fix")),
        ("投诉", "邻居施工噪声扰民。（示例）", ("hand_back",)),
        ("建议", "希望取号机增加大字版。（示例）", ("contact", "fix", "send_back")),
    ),
    (
        ("咨询", "网上提交以后多久能知道是否受理？（示例）", ("contact", "fix")),
        ("表扬", "窗口同志主动帮助填表，很感谢。（示例）", ("contact",)),
        ("投诉", "补正通知没有写明缺哪份材料。（示例）", ()),
    ),
)
SAID = {
    "contact": "已电话联系来电人，核实诉求。（示例）",
    "fix": "已向来电人说明办理依据和材料清单，并完善一次性告知单。（示例）",
    "close": "电话回访，来电人对答复满意。（示例）",
    "send_back": "电话回访，来电人反映大字版仍未上线。（示例）",
    "hand_back": "施工噪声由住房城乡建设部门处理，不属于政务大厅职责。（示例）",
    "extend": "需与医疗机构协调上门时间，延期答复。（示例）",
}
CHECKS = ("close", "send_back")


class Hotline:
    """Mixed into ``Month``."""

    orders_told, last_package = 0, ""

    def _plan_hotline(self):
        self._on(self.worked[1], "find_hotline", {})
        pace = max(1, len(self.worked) // (len(PACKAGES) + 1))
        for number, orders in enumerate(PACKAGES, start=1):
            day = self.worked[min(2 + number * pace, len(self.worked) - 1)]
            self._on(day, "hand_orders_over", {"number": number, "orders": orders})

    def _find_hotline(self, subject):
        key, public = exchange_package.new_key()
        partners = self.env(user=self.manager.id)["yichuang.exchange.partner"]
        self.hotline = partners.create({**HOTLINE, "public_key": public})
        self.partners |= self.hotline
        self.partner_keys[self.hotline.id] = key

    def _hand_orders_over(self, subject):
        """The hotline's next package, brought in by the manager, who takes on what it
        holds."""
        came = hall_moment(subject["at"] - CALLED_BEFORE)
        organs = self.services.department_id
        rows, courses = [], {}
        for kind, content, course in subject["orders"]:
            self.orders_told += 1
            number = f"RX{came:%Y%m%d}{self.orders_told:04}"
            courses[number] = course
            rows.append(
                {
                    "row_guid": f"order-{self.orders_told}",
                    "order_no": number,
                    "came_on": f"{came:%Y-%m-%d %H:%M:%S}",
                    "kind": kind,
                    "content": content,
                    "caller_name": f"{self.rng.choice('王李张刘陈')}先生（示例）",
                    "caller_phone": f"139{self.rng.randrange(10**8):08}",
                    "org_code": organs[self.orders_told % len(organs)].uscc,
                }
            )
        package = exchange_package.Package(
            kind="package",
            sender=self.hotline.recipient,
            recipient=self.hotline.code,
            number=subject["number"],
            made_at=f"{subject['at']:%Y-%m-%dT%H:%M:%SZ}",
            previous=self.last_package,
            tables={ORDER: rows},
        )
        content, self.last_package = exchange_package.write(
            package, self.partner_keys[self.hotline.id]
        )
        own = self.env(user=self.manager.id)
        own["yichuang.exchange.bring"].create(
            {"partner_id": self.hotline.id, "content": base64.b64encode(content)}
        ).action_confirm()
        for order in own["yichuang.referral"].search([("number", "in", list(courses))]):
            order.action_take_on()
            see_to = {
                "task": order,
                "course": list(courses[order.number]),
                "at": subject["at"],
            }
            self._go_on(see_to, 0, 0, "see_to")

    def _see_to(self, see_to):
        order, step = see_to["task"], see_to["course"].pop(0)
        user = self.supervisor if step in CHECKS else self.manager
        self.env(user=user.id)["yichuang.referral.step"].create(
            {
                "task_id": order.id,
                "revision": order.revision,
                "step": step,
                "words": SAID[step],
            }
        ).action_confirm()
        self._go_on(see_to, 1, 2, "see_to")
