from odoo import models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Case(models.Model):
    """What applicants have on file themselves, used in their own online applications.

    For the pages of the applicant, whose right to the draft was checked.
    """

    _inherit = "yichuang.case"

    def _files_lacking(self):
        """What was taken from the file needs no further file."""
        return super()._files_lacking().filtered(lambda line: not line.on_file)

    def _own_offers(self):
        """What the applicant at work has on file for the lines of their draft, by id
        of the line: of this account, and of the holder whom the draft names."""
        self.ensure_one()
        digest = self._identity_digests().get(self.id)
        if not digest:
            return {}
        # The page shows what is of this account; digests are compared, never shown.
        documents = self.env["yichuang.vault.document"].sudo()
        account = self.env.user.commercial_partner_id
        found = documents.search(
            [
                ("digest", "=", digest),
                ("company_id", "=", self.company_id.id),
                ("partner_id", "child_of", account.ids),
                ("state", "=", "on_file"),
            ]
        )._valid_on(hall_date())
        return {
            line.id: found.filtered(lambda document, of=line: document._fits(of))
            for line in self.material_ids
            if not line.on_file
        }

    def _use_own_document(self, number, token):
        """Use a document of the applicant's own in their draft: that is their consent,
        for this case.

        :param number: of the material on the list, from 1
        :returns: what is wrong, in words; empty when it was taken
        """
        self.ensure_one()
        line = (
            self.material_ids[number - 1 : number] if number else self.material_ids[:0]
        )
        offers = self._own_offers() if self.state == "draft" else {}
        document = offers.get(line.id, self.env["yichuang.vault.document"]).filtered(
            lambda one: one.token == token
        )
        if not document:
            return self.env._(
                "This document cannot be used here: it is not on file any more, or "
                "belongs to another person. Choose a file instead."
            )
        if not document._covered_for(self):
            document._give_consent("portal", case=self)
        line._take_from_file(document)
        return ""

    def _put_back_own(self, number):
        """Put a document back that was used in a draft."""
        self.ensure_one()
        if self.state == "draft" and number:
            self.material_ids[number - 1 : number].filtered("on_file")._put_back()
