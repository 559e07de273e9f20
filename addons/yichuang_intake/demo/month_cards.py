"""Supervision of the sample month: cards that the nightly sweep finds get their letter,
answer, appeal and end; what was raised in the last days waits."""

from datetime import timedelta

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..tools.alert_queries import DETECTORS

# What becomes of one card after the other.
COURSES = (
    ("send_letter", "answer", "close"),
    ("appeal", "withdraw"),
    ("send_letter", "answer", "ask_again", "answer", "close"),
    ("appeal", "uphold", "send_letter", "answer", "close"),
    ("send_letter", "answer", "close"),
)
# And of those of the last days, in which not all can be done.
UNFINISHED = (("send_letter",), ("appeal",), (), ("send_letter", "answer"))
UNFINISHED_DAYS = 9
SAID = {
    "send_letter": "请说明超期原因，三日内提出整改措施并书面答复。（示例）",
    "ask_again": "答复没有说明责任人和整改时限，请补充。（示例）",
    "answer": "经查，承办人外出核查未及时录入。已约谈承办人并改为当日录入。（示例）",
    "close": "整改到位，予以办结。（示例）",
    "appeal": "期限内申请人要求延后核查，已有书面材料，不属于超期。（示例）",
    "withdraw": "经复核，申诉理由成立，撤销监察卡。（示例）",
    "uphold": "书面材料形成于期限届满之后，申诉理由不成立。（示例）",
}
RULINGS = ("withdraw", "uphold")


class Cards:
    """Mixed into ``Month``."""

    raised = 0
    last_card = 0

    def _look_for_breaches(self, rules, last_of_week):
        """As the sweep does, but what it does once a night it does once a week."""
        for rule in rules.search([("active", "=", True)]):
            if last_of_week or not DETECTORS[rule.code].nightly:
                rule._sweep()
        rules._settle_warnings()

    def _new_cards(self, moment):
        """Let everything that was found tonight take its course."""
        alerts = self.env["yichuang.alert"]
        cards = alerts.search(
            [("id", ">", self.last_card), ("raised_on", ">=", moment)]
        )
        self.last_card = max([self.last_card, *cards.ids])
        # In an order that does not hang on what else the database has numbered.
        cards = cards.sorted(lambda card: (card.code, card.case_id.id, card.breach_key))
        recent = hall_date(moment) > self.last - timedelta(days=UNFINISHED_DAYS)
        courses = UNFINISHED if recent else COURSES
        for card in cards:
            course = list(courses[self.raised % len(courses)])
            self.raised += 1
            self._go_on({"card": card, "course": course, "at": moment}, 1, 2, "watch")

    def _concerned(self, card):
        """Who answers for what a card says."""
        return self._officer(card.department_id) or self.manager

    def _watch(self, subject):
        card, step = subject["card"], subject["course"].pop(0)
        if card.state == "closed":
            # Decided within its promise in the meantime.
            return
        if step in RULINGS:
            user = self.second_supervisor
        elif step in ("answer", "appeal"):
            user = self._concerned(card)
        else:
            user = self.supervisor
        wizards = self.env(user=user.id)["yichuang.alert.step"]
        wizards.create(
            {
                "alert_id": card.id,
                "revision": card.revision,
                "step": step,
                "words": SAID[step],
                "letter_kind": "advice" if card.level == "deep_red" else "demand",
            }
        ).action_confirm()
        self._go_on(subject, 1, 3, "watch")
