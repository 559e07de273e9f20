"""The archive of the sample month: what has ended is filed, a few files are packed,
checked and handed over, and of one whose time of keeping is over the disposal is
proposed.

Packing waits until the papers are made and all events are sealed, which is done at the
end, at the hour of the clock on the wall: nothing is sealed before it happened.
"""

from datetime import date, timedelta

from odoo import SUPERUSER_ID, fields

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start
from odoo.addons.yichuang_intake.demo.month import Turn

# Ten years after it ended a file of that year may go.
LONG_AGO, RECEIVED_AT = date(2015, 10, 12), timedelta(hours=10)
OFFICE = "示范县档案馆（示例）"
STEPS = ("make_papers", "pack", "hand_files_over", "answer")
THEN = ("make_papers", "pack", "propose_disposal")
SEALED_AT_ONCE = 1000


class Archives:
    """Mixed into ``Exit``."""

    def _plan_archives(self):
        moment = hall_day_start(LONG_AGO) + RECEIVED_AT
        self.old = {"service": self.services[:1], "fate": "void"}
        self._at(moment, "receive", self.old)

    def _keep(self):
        """The keeper's work, one step after the other."""
        old = self.old.get("case", self.env["yichuang.case"])
        for cases, steps in ((self._to_file(), STEPS), (old, THEN)):
            subject = {"cases": self._seen(cases)}
            for step in steps:
                now = fields.Datetime.now()
                self._take(Turn(now, self.planned, step, subject))

    def _to_file(self):
        """A matter whose result was delivered and one that was declared void, whose
        papers are few and need no seal."""
        cases = self.env["yichuang.case"].search(
            [
                ("service_id", "in", self.services.ids),
                ("state", "in", ("closed", "void")),
                ("ended_on", ">=", hall_day_start(self.first)),
                ("ended_on", "<", self.end),
            ],
            order="ended_on, id",
        )
        cases = self._without_seal(cases)
        closed = cases.filtered(
            lambda case: case.state == "closed" and case.certificate_ids
        ).sorted(lambda case: len(case.document_ids))
        void = cases.filtered(lambda case: case.state == "void")
        return closed[:1] | (void[:1] or closed[1:2])

    def _make_papers(self, subject):
        subject["cases"].document_ids.file_ids.with_user(SUPERUSER_ID)._render()

    def _pack(self, subject):
        """The hourly jobs: seal what has happened, file what has ended."""
        env = self.env(user=SUPERUSER_ID)
        env["yichuang.event.seal"]._cron_seal(SEALED_AT_ONCE)
        env["yichuang.archive"]._cron_archive()
        files = subject["cases"].archive_id.with_user(self.keeper)
        subject["files"] = files.filtered(lambda file: file.state == "packed")

    def _hand_files_over(self, subject):
        subject["files"].action_check()
        transfer = self.env(user=self.keeper.id)["yichuang.archive.transfer"].create(
            {"receiver": OFFICE}
        )
        transfer.action_add_packed()
        transfer.action_hand_over()
        subject["transfer"] = transfer

    def _answer(self, subject):
        """The office takes all but the last one."""
        *taken, returned = subject["transfer"].archive_ids.sorted("id")
        for file in taken:
            file.action_accept()
        self._dialog(
            "yichuang.archive.return",
            self.keeper,
            {"return_reason": "缺少纸质申请表扫描件，请补充后重新移交。（示例）"},
            "archive_id",
            returned,
        )

    def _propose_disposal(self, _subject):
        disposal = self.env(user=self.keeper.id)["yichuang.archive.disposal"].create(
            {
                "name": f"示档销〔{hall_date().year}〕1号",
                "reasons": "保管期限届满，经鉴定无继续保存价值。（示例）",
            }
        )
        disposal.action_add_expired()
        disposal.action_propose()
