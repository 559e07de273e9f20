from odoo import models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class JointCase(models.Model):
    """What applicants have on file themselves, used in their online application for
    several matters: chosen once for the one set, which is their consent; with the
    receipt it is used in every matter that asks for it (国务院令第716号 Art. 7).

    For the pages of the applicant, whose right to the draft was checked.
    """

    _inherit = "yichuang.joint.case"

    _added_guards = {
        "submit": ("_guard_own_documents",),
        "receive_online": ("_guard_own_documents",),
    }

    def _files_lacking(self):
        """What was taken from the file needs no further file."""
        return super()._files_lacking().filtered(lambda line: not line.on_file)

    def _lines_to_follow(self):
        """What was taken from the file is there."""
        return super()._lines_to_follow().filtered(lambda line: not line.on_file)

    def _own_offers(self):
        """What the applicant at work has on file for the one set of their draft, by id
        of the line: of this account, and of the holder whom the draft names."""
        self.ensure_one()
        found = self._own_documents(self.env.user.commercial_partner_id)
        refused = self._without_self_made()
        return {
            line.id: found.filtered(
                lambda document, of=line: (
                    document.material_id._latest() == of.material_id._latest()
                    and (
                        document.grade != "d"
                        or document.report
                        or of.material_id not in refused
                    )
                )
            )
            for line in self.material_ids
            if not line.on_file and not line.passed_on
        }

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

    def _without_self_made(self):
        """Materials of which some matter takes no copy that its holder made alone."""
        asked = self.env["yichuang.service.material"].union(
            *(self._asked(line) for line in self._lines())
        )
        return asked.filtered(lambda one: one.self_made == "refused").material_id

    def _use_own_document(self, number, token):
        """Use a document of the applicant's own in their draft.

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
        line._unguarded().write(
            {"own_document_id": document.id, "chosen_by_id": self.env.uid}
        )
        self._log_event(
            "choose_from_file", {"material": line.name, "grade": document.grade}
        )
        return ""

    def _put_back_own(self, number):
        """Put a document back that was chosen in a draft."""
        self.ensure_one()
        if self.state == "draft" and number:
            line = self.material_ids[number - 1 : number].filtered("on_file")
            line._unguarded().write({"own_document_id": False, "chosen_by_id": False})

    def _guard_own_documents(self, vals):
        """The applicant or the document may have changed since it was chosen."""
        for joint in self:
            for line in joint.material_ids.filtered("on_file"):
                # Chosen by the account's holder; compared here, never shown.
                account = line.chosen_by_id.sudo().commercial_partner_id
                if line.sudo().own_document_id not in joint._own_documents(account):
                    raise UserError(
                        self.env._(
                            "What was chosen from the file for “%(material)s” is not "
                            "valid any more, or belongs to another person than the "
                            "applicant. It is put back, and the material sent in.",
                            material=line.name,
                        )
                    )

    def _link_materials(self):
        """With the receipt, what was chosen is used in each matter that asks for it,
        in the name of whoever chose it."""
        super()._link_materials()
        for chosen in self.material_ids.filtered("on_file"):
            holder = chosen.chosen_by_id
            document = chosen.sudo().own_document_id.with_user(holder).sudo()
            for line in chosen.line_ids.filtered(lambda one: not one.passed_on):
                mine = line.with_user(holder).sudo()
                if not document._covered_for(mine.case_id):
                    document._give_consent("portal", case=mine.case_id)
                mine._take_from_file(document)
