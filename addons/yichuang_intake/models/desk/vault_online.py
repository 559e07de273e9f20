from odoo import models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Online(models.AbstractModel):
    """What applicants have on file themselves, used in their own online applications;
    choosing it is their consent (国务院令第716号 Art. 7).

    For the pages of the applicant, whose right to the draft was checked.
    """

    _inherit = "yichuang.online"

    def _files_lacking(self):
        """What was taken from the file needs no further file."""
        return super()._files_lacking().filtered(lambda line: not line.on_file)

    def _own_documents(self, account):
        """The valid documents of an account whose holder this draft names."""
        digest = self._identity_digests().get(self.id)
        # The page shows what is of this account; digests are compared, never shown.
        documents = self.env["yichuang.vault.document"].sudo()
        if not digest:
            return documents
        return documents.search(
            [
                ("digest", "=", digest),
                ("company_id", "=", self.company_id.id),
                ("partner_id", "child_of", account.ids),
                ("state", "=", "on_file"),
            ]
        )._valid_on(hall_date())

    def _own_offers(self):
        """What the applicant at work has on file for the lines of their draft, by id
        of the line: of this account, and of the holder whom the draft names."""
        self.ensure_one()
        found = self._own_documents(self.env.user.commercial_partner_id)
        return self._fitting(found, self._lines_to_fill())

    def _lines_to_fill(self):
        """Lines for which a document on file may be chosen."""
        return self.material_ids.filtered(lambda line: not line.on_file)

    def _fitting(self, documents, lines):
        """By id of the line those of these documents that stand for it."""
        raise NotImplementedError

    def _use_own_document(self, number, token):
        """Use a document of the applicant's own in their draft.

        :param number: of the material on the list, from 1
        :returns: what is wrong, in words; empty when it was taken
        """
        self.ensure_one()
        line = self._listed(number)
        offers = self._own_offers() if self.state == "draft" else {}
        document = offers.get(line.id, self.env["yichuang.vault.document"]).filtered(
            lambda one: one.token == token
        )
        if not document:
            return self.env._(
                "This document cannot be used here: it is not on file any more, or "
                "belongs to another person. Choose a file instead."
            )
        self._take_own(line, document)
        return ""

    def _take_own(self, line, document):
        """Use this document for this line."""
        raise NotImplementedError

    def _put_back_own(self, number):
        """Put a document back that was used in a draft."""
        self.ensure_one()
        if self.state == "draft":
            self._listed(number).filtered("on_file")._put_back()

    def _listed(self, number):
        """The line with this number on the list, from 1; none for 0."""
        return (
            self.material_ids[number - 1 : number] if number else self.material_ids[:0]
        )
