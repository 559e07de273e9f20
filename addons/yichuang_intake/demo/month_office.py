"""The back office of the sample month: partners who are told of every matter, files
that are reviewed, bans, levels that are compared, and the event log under seal."""

import base64
from datetime import timedelta

from odoo.addons.yichuang_catalog.tools import citizen_id
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..tools import exchange_package

PARTNERS = (
    {"name": "示例市政务服务数据平台", "code": "SFX", "recipient": "CITY"},
    {"name": "示例市公安专网（摆渡）", "code": "SFX", "recipient": "GAW"},
)
# Packages leave on Wednesdays; of so many rows one is sent back.
PACKAGE_DAYS, REJECTED_EVERY = (2,), 40
REJECTED = "证件号码与姓名不一致。（示例）"
BANS = (
    {
        "applicant_name": "周志远（示例）",
        "ground": "deceit",
        "public_safety": True,
        "decision_number": "示县监处〔2026〕12号",
        "facts": "以虚假体检证明取得许可，已依法撤销。（示例）",
    },
    {
        "applicant_name": "吴敬民（示例）",
        "ground": "credit",
        "decision_number": "示县信用〔2026〕3号",
        "facts": "承诺办理后拒不履行承诺，列入严重失信主体名单。（示例）",
    },
)
PROPOSALS = (
    ("limit", {"proposed_days": 5}, "我县同类事项平均三个工作日办结。（示例）"),
    ("name", {"proposed_text": "取水许可（含变更、延续）"}, "群众常分开咨询。（示例）"),
)
DECLINED = "名称以省级目录为准，暂不调整。（示例）"


class Office:
    """Mixed into ``Month``."""

    def _plan_office(self):
        self._on(self.worked[0], "find_partners", {})
        for day in self.worked[1:]:
            if day.weekday() in PACKAGE_DAYS:
                self._on(day, "exchange", {})
        self._on(self.worked[1], "ban", {})
        self._on(self.worked[2], "compare_levels", {})
        self._on(self.worked[3], "propose", {})

    def _find_partners(self, subject):
        """Whom the hall tells: one that answers, and one behind a gap that has not."""
        key, public = exchange_package.new_key()
        partners = self.env(user=self.manager.id)["yichuang.exchange.partner"]
        self.partners = partners.create(
            [
                {**PARTNERS[0], "public_key": public},
                {**PARTNERS[1], "department_ids": self.services.department_id[:1].ids},
            ]
        )
        self.partner_keys, self.rows_told = {self.partners[0].id: key}, 0

    def _exchange(self, subject):
        """The next package for each; who has a key answers row by row on the spot."""
        packages = self.env(user=self.manager.id)["yichuang.exchange.package"]
        for partner in self.partners:
            package = packages._make(partner)
            if package:
                package.action_hand_over()
            if package and partner.public_key:
                self._bring_answer(partner, package)

    def _bring_answer(self, partner, package):
        """What the other side makes of a package, carried back."""
        opened = exchange_package.read(
            base64.b64decode(package.content), partner.own_public_key
        )
        rejected = {}
        for row in (row for rows in opened.tables.values() for row in rows):
            self.rows_told += 1
            if not self.rows_told % REJECTED_EVERY:
                rejected[row["row_guid"]] = REJECTED
        answer = exchange_package.answer(opened, package.number, rejected)
        content, _digest = exchange_package.write(answer, self.partner_keys[partner.id])
        self.env(user=self.manager.id)["yichuang.exchange.bring"].create(
            {"partner_id": partner.id, "content": base64.b64encode(content)}
        ).action_confirm()

    def _ban(self, subject):
        """Bans that decisions of the organs ask for; one person writes, another
        imposes. The last one waits."""
        service = self.services[:1]
        bans = self.env(user=self.decider.id)["yichuang.applicant.ban"]
        for number, values in enumerate(BANS):
            body = f"370899198{number}0101{number}1"[:17].ljust(17, "0")
            ban = bans.create(
                {
                    "id_number": body + citizen_id.check_character(body),
                    "department_id": service.department_id.id,
                    "item_id": service.item_id.id,
                    "from_on": hall_date(),
                    **values,
                }
            )
            if number + 1 < len(BANS):
                ban.with_user(self.manager).action_impose()

    def _compare_levels(self, subject):
        """What the lists of the levels above say otherwise."""
        env = self.env(user=self.env.ref("yichuang_catalog.user_editor").id)
        halls = env.user.company_ids
        starts = env(context={**env.context, "allowed_company_ids": halls.ids})
        for profile in ("official", "article"):
            starts["yichuang.conformance.start"].create(
                {"profile": profile}
            ).action_confirm()

    def _propose(self, subject):
        """What the county asks of the level above; one is answered, one waits."""
        env = self.env(user=self.env.ref("yichuang_catalog.user_editor").id)
        below = env["yichuang.service"].search(
            [("company_id", "=", env.company.id), ("current_version_id", "!=", False)]
        )
        above = below._nearest_above()
        service = next(s for s in below if above.get(s))
        proposals = env["yichuang.proposal"].create(
            [
                {"service_id": service.id, "element": element, "reason": reason, **vals}
                for element, vals, reason in PROPOSALS
            ]
        )
        proposals.action_send()
        approver = self.env.ref("yichuang_catalog.user_reference_approver")
        self._dialog(
            "yichuang.proposal.answer",
            approver,
            {"transition": "decline", "answer": DECLINED},
            "proposal_id",
            proposals[-1].with_user(approver),
        )

    def _close_the_day(self, env, last_of_week):
        """What the jobs of the night do in the office."""
        env["yichuang.alert.score"]._cron_count()
        if last_of_week:
            # Only what was committed is sealed.
            env["yichuang.event.seal"]._cron_seal()
            env["yichuang.case"]._cron_review_files()

    def _compare_halves(self):
        """The first half of the month beside the second."""
        middle = self.first + (self.last - self.first) // 2
        self.env(user=self.manager.id)["yichuang.figure.comparison"].create(
            {
                "name": "上半月与下半月（示例）",
                "before_first": self.first,
                "before_last": middle,
                "after_first": middle + timedelta(days=1),
                "after_last": self.last,
            }
        )
