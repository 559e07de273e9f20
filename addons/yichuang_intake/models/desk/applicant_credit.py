from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class CaseApplicant(models.AbstractModel):
    """What is known of an applicant by the digest of their number: what keeps them
    from applying, or from being taken at their word."""

    _inherit = "yichuang.case.applicant"

    def _identity_digests(self):
        """Keyed digests of the applicants' numbers by case id, to compare."""
        rows = self._identities()
        return {case_id: row.digest for case_id, row in rows.items()}

    def _bans(self, grounds):
        """Bans in force today against the applicants of these cases, whatever they
        concern, by case id."""
        digests = self._identity_digests()
        # A clerk is told of a ban that concerns the case, and reads no other.
        found = self.env["yichuang.applicant.ban"].sudo()
        by_digest = defaultdict(lambda: found)
        for ban in found.search(
            found._on(hall_date())
            & Domain("ground", "in", grounds)
            & Domain("digest", "in", list(set(digests.values())))
        ):
            by_digest[ban.digest] |= ban
        return {
            case.id: by_digest[digests[case.id]].filtered(
                lambda ban, of=case: ban.company_id == of.company_id
            )
            for case in self
            if case.id in digests
        }

    def _barred_from_credit(self):
        """Those of these cases whose applicant may not be taken at their word
        (告知承诺, 容缺) until trust is restored."""
        bans = self._bans(("credit",))
        return self.filtered(lambda case: bans.get(case.id))

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
