from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

BANNED = ("concealed", "deceit")
ARTICLES = {"concealed": "78", "deceit": "79"}


class Case(models.Model):
    """Bans are looked up when somebody applies (行政许可法 Art. 78, 79)."""

    _inherit = "yichuang.case"

    _added_guards = {
        "receive": ("_guard_not_banned",),
        "accept": ("_guard_not_banned",),
        "accept_deferred": ("_guard_not_banned", "_guard_credit"),
    }

    def _bans(self, grounds):
        """Bans in force today against the applicants of these cases, whatever they
        concern, by case id."""
        # A clerk is told of a ban that concerns the case, and reads no other.
        identity = self.env["yichuang.case.identity"].sudo()
        rows = identity.search_fetch(
            [("case_id", "in", self.ids)], ["case_id", "digest"]
        )
        found = self.env["yichuang.applicant.ban"].sudo()
        by_digest = defaultdict(lambda: found)
        for ban in found.search(
            found._on(hall_date())
            & Domain("ground", "in", grounds)
            & Domain("digest", "in", list(set(rows.mapped("digest"))))
        ):
            by_digest[ban.digest] |= ban
        return {
            row.case_id.id: by_digest[row.digest].filtered(
                lambda ban, case=row.case_id: ban.company_id == case.company_id
            )
            for row in rows
        }

    def _barred_from_credit(self):
        """Those of these cases whose applicant may not be taken at their word
        (告知承诺, 容缺) until trust is restored."""
        bans = self._bans(("credit",))
        return self.filtered(lambda case: bans.get(case.id))

    def _guard_not_banned(self, vals):
        bans = self._bans(BANNED)
        for case in self:
            item = case.service_id.sudo().item_id
            for ban in bans.get(case.id, ()):
                if ban.item_id == item:
                    raise UserError(
                        self.env._(
                            "%(applicant)s may not apply for %(item)s again until "
                            "%(date)s (行政许可法 Art. %(article)s; decision "
                            "%(decision)s of %(organ)s). Explain this, and that a new "
                            "application is possible after that day.",
                            applicant=case.applicant_name,
                            item=item.name,
                            date=case._date_words(ban.until_on),
                            article=ARTICLES[ban.ground],
                            decision=ban.decision_number,
                            organ=ban.department_id.name,
                        )
                    )

    def _guard_credit(self, vals):
        for case in self._barred_from_credit():
            raise UserError(
                self.env._(
                    "%(applicant)s is under a restriction for a serious breach of "
                    "trust, so nothing is accepted on an undertaking until it is "
                    "lifted. Tell what is missing instead (行政许可法 Art. 32(4)).",
                    applicant=case.applicant_name,
                )
            )
