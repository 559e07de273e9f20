"""Sample notices in the ways of selection that the demo files leave out (示例).

For each way one notice that went to the end and one open for sign-up, and where people
act in between one that waits for them: through the steps of the people of the demo,
none past a rule (``mode_steps``). ``post_init_hook`` runs it, when the module is
installed with its demo data. A database that is only updated gets none of them, and
that is meant: people have worked in it since, and sample notices belong to a fresh one.
"""

from datetime import timedelta

from odoo import Command

from .mode_steps import BIDDERS, ModeSteps

SURVEYED = ("03", "04", "11")


def run(env):
    """Make the notices.

    :return: how many there are
    """
    env["yichuang.market.agency"]._cron_recompute_credit()
    return len(Modes(env).make())


class Modes(ModeSteps):
    """What becomes of the notices, way by way."""

    def make(self):
        """All of them."""
        self._direct()
        self._invited()
        self._credit()
        self._plan()
        self._composite()
        self._rotation()
        self._rounds()
        return self.notices

    def _direct(self):
        values = {"mode": "direct", "min_valid": 1, "amount_fen": 18_000_00}
        notice = self._publish("示范茶厂取水项目", **values)
        self._close_with(notice, BIDDERS[:2])
        reason = "已完成本项目前期水文监测，资料齐全。"
        self._choose(notice, self._agency("zhongxin"), reason=reason)
        self._award(notice)
        self._publish("示范豆制品厂取水项目", **values)

    def _invited(self):
        values = {"mode": "invited", "min_valid": 3, "amount_fen": 45_000_00}
        notice = self._publish("示范酒业取水项目", **values)
        self._bid(notice, 42_600, 41_800, 43_900, 40_700)
        self._draw(notice)
        self._open(notice)
        self._award(notice)
        self._publish("示范陶瓷园取水项目", **values)

    def _credit(self):
        known = self.notices._default_plan("event_on")
        values = {
            "mode": "credit",
            "amount_fen": 26_000_00,
            "long_list": 3,
            "short_list": 2,
            "choice_on": known + timedelta(hours=12),
        }
        for title in ("示范纺织厂取水项目", "示范印染厂取水项目"):
            notice = self._publish(title, **values)
            self._close_with(notice, BIDDERS)
            self._draw(notice)
            self._put_back(notice, "choice_on")
            if title.startswith("示范纺织"):
                drawn = notice._choosable().sorted("uscc")
                reason = "抽取的两家中距项目地较近，同类业绩较多。"
                self._choose(notice, drawn[0], reason=reason)
                self._award(notice)
        self._publish("示范饮品厂取水项目", **values)

    def _plan(self):
        values = {"mode": "plan", "amount_fen": 52_000_00}
        notice = self._publish("示范水库除险加固工程", **values)
        self._bid(notice, 48_800, 47_500, 49_900)
        self._open(notice)
        compared = (
            ("hengce", "监测布点最细，含评审修改。", "负责人有十二年同类经验。"),
            ("zhongxin", "周期最短，监测点略少。", "注册人员两名，满足要求。"),
            ("03", "附加咨询与本项目关系不大。", "驻场人员未明确。"),
        )
        self._choose(
            notice,
            self._agency("hengce"),
            reason="监测方案最完整，负责人经验最丰富，价格居中。",
            lines=[
                {
                    "agency_id": self._agency(name).id,
                    "place": place,
                    "service": service,
                    "staff": staff,
                }
                for place, (name, service, staff) in enumerate(compared, 1)
            ],
        )
        self._award(notice)
        waiting = self._publish("示范河道生态补水工程", **values)
        self._bid(waiting, 46_900, 49_200)
        self._open(waiting)
        self._publish("示范湿地公园补水工程", **values)

    def _composite(self):
        scales = {
            "技术方案": (50, "针对性 40 分，监测布点 30 分，进度安排 30 分"),
            "项目人员": (20, "注册人员每名 20 分，同类业绩每项 10 分"),
        }
        values = {
            "mode": "composite",
            "min_valid": 3,
            "amount_fen": 60_000_00,
            "price_weight": 30,
            "criterion_ids": [
                Command.create({"name": name, "weight": weight, "scale": scale})
                for name, (weight, scale) in scales.items()
            ],
        }
        for title in ("示范新城供水工程", "示范大学城供水工程"):
            notice = self._publish(title, **values)
            self._bid(notice, 55_000, 52_800, 57_600)
            self._draw(notice)
            self._open(notice)
            self._score(notice.sheet_ids[:1])
            if title.startswith("示范新城"):
                self._score(notice.sheet_ids[1:])
                self._award(notice)
        self._publish("示范高铁站区供水工程", **values)

    def _rotation(self):
        values = {
            "mode": "rotation",
            "min_valid": 3,
            "service": "demo_service_soil",
            "report": "水土保持方案编制",
            "amount_fen": 9_000_00,
            "days": 15,
        }
        for title in ("示范村道路改造工程", "示范村停车场工程"):
            notice = self._publish(title, **values)
            self._close_with(notice, SURVEYED)
            if not notice.ring_id:
                self._draw(notice)
            self._award(notice)
        self._publish("示范村文化广场工程", **values)

    def _rounds(self):
        values = {
            "mode": "multi_round",
            "amount_fen": 38_000_00,
            "step_fen": 200_00,
            "rounds_on": self.notices._default_plan("sign_close") + timedelta(hours=16),
        }
        notice = self._publish("示范冷链物流园取水项目", **values)
        self._bid(notice, 36_500, 35_800, 37_200)
        self._put_back(notice, "rounds_on")
        self._open(notice)
        for number, said in (
            (1, {"hengce": 35_000, "zhongxin": 34_600}),
            (2, {"hengce": 34_000}),
            (3, {"zhongxin": 33_500}),
        ):
            self._hold_round(notice, number, said)
        self._end_rounds(notice)
        self._award(notice)
        waiting = self._publish("示范中央厨房取水项目", **values)
        self._bid(waiting, 36_900, 37_400)
        self._open(waiting)
        self._publish("示范屠宰场取水项目", **values)
