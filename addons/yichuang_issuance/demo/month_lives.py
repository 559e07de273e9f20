"""What becomes of certificates of the sample month after they were handed out, and of
the licences on the public list."""

from datetime import timedelta

from odoo import SUPERUSER_ID

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

# What happens to one certificate after the other, once its holder has it.
LIVES = ("change", "suspend", None, "revoke")
HEARD = "持证人书面陈述：已知悉，无异议。（示例）"
# Addresses kept for documentation, from which whole lists are taken.
VISITORS = ("192.0.2.7", "198.51.100.23", "192.0.2.7")


class Lives:
    """Mixed into ``Exit``."""

    handed_out = 0

    def _has_it(self, matter):
        """The holder has the certificate: it may have a life from now on."""
        certificate = matter["case"].certificate_ids
        if not certificate:
            return
        life = LIVES[self.handed_out] if self.handed_out < len(LIVES) else None
        self.handed_out += 1
        if life:
            holder = {"certificate": certificate, "at": matter["at"]}
            self._later(holder, 1, 3, life)

    def _change(self, holder):
        """A change that the organ decides; the new version leaves by the exit."""
        values = {
            "kind": "change",
            "reason": "地址门牌号由公安机关统一更正，其他内容不变。（示例）",
        }
        model, before = "yichuang.certificate.reissue", holder["certificate"]
        draft = self._dialog(model, self.decider, values, "certificate_id", before)
        holder["certificate"] = before.browse(draft["res_id"])
        self._later(holder, 0, 1, "issue_change")

    def _issue_change(self, holder):
        holder["certificate"].with_user(self.maker).action_issue()

    def _suspend(self, holder):
        self._end_certificate(
            holder,
            kind="suspend",
            reason="监督检查发现条件发生变化，限期整改。（示例）",
        )

    def _revoke(self, holder):
        self._end_certificate(
            holder,
            kind="revoke",
            revocation_ground="unqualified",
            reason="经查，申请人作出决定时不具备法定条件。（示例）",
        )
        self._later(holder, 0, 1, "take_down")

    def _end_certificate(self, holder, **values):
        model, certificate = "yichuang.certificate.end", holder["certificate"]
        values["heard"] = HEARD
        self._dialog(model, self.decider, values, "certificate_id", certificate)

    # The public list

    def _plan_lives(self):
        """One licence is not shown, and some people take the whole list."""
        private = self.env["yichuang.publication"].search(
            [
                ("case_id.service_id", "in", self.services.ids),
                ("case_id.applicant_kind", "=", "natural"),
                ("case_id.decided_on", ">=", hall_day_start(self.first)),
                ("state", "=", "waiting"),
            ],
            order="due_on, id",
            limit=1,
        )
        if private:
            decided = private.case_id.decided_on + timedelta(minutes=5)
            self._at(decided, "withhold", {"publication": private})
        for number, address in enumerate(VISITORS):
            noon = hall_day_start(self.worked[-1]) + timedelta(hours=12, minutes=number)
            self._at(noon, "visit", {"address": address})

    def _withhold(self, shown):
        self._say_why(
            shown["publication"], "withhold", "privacy", "涉及申请人健康信息。（示例）"
        )

    def _take_down(self, holder):
        publication = self.env["yichuang.publication"].search(
            [
                ("certificate_id", "=", holder["certificate"].id),
                ("state", "=", "published"),
            ]
        )
        if publication:
            self._say_why(publication, "take_down", "ended", "许可已撤销。（示例）")

    def _say_why(self, publication, step, ground, reason):
        values = {"step": step, "ground": ground, "reason": reason}
        model = "yichuang.publication.reason"
        self._dialog(model, self.manager, values, "publication_id", publication)

    def _visit(self, visitor):
        visits = self.env(user=SUPERUSER_ID)["yichuang.publication.visit"]
        visits._count(visitor["address"])
