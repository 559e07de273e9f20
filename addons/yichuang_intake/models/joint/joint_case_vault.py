from odoo import models
from odoo.exceptions import UserError


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

    def _lines_to_fill(self):
        """What the organs pass on among themselves is asked of nobody."""
        return super()._lines_to_fill().filtered(lambda line: not line.passed_on)

    def _fitting(self, documents, lines):
        refused = self._without_self_made()
        return {
            line.id: documents.filtered(
                lambda document, of=line: (
                    document.material_id._latest() == of.material_id._latest()
                    and (
                        document.grade != "d"
                        or document.report
                        or of.material_id not in refused
                    )
                )
            )
            for line in lines
        }

    def _without_self_made(self):
        """Materials of which some matter takes no copy that its holder made alone."""
        asked = self.env["yichuang.service.material"].union(
            *(self._asked(line) for line in self._lines())
        )
        return asked.filtered(lambda one: one.self_made == "refused").material_id

    def _take_own(self, line, document):
        line._unguarded().write(
            {"own_document_id": document.id, "chosen_by_id": self.env.uid}
        )
        self._log_event(
            "choose_from_file", {"material": line.name, "grade": document.grade}
        )

    def _guard_own_documents(self, vals):
        """The applicant or the document may have changed since it was chosen."""
        for joint in self:
            # Chosen by the account's holder; compared here, never shown.
            chosen = joint.material_ids.filtered("on_file").sudo()
            accounts = chosen.grouped(
                lambda one: one.chosen_by_id.commercial_partner_id
            )
            for account, lines in accounts.items():
                own = joint._own_documents(account)
                stale = lines.filtered(
                    lambda one, own=own: one.own_document_id not in own
                )
                if stale:
                    raise UserError(
                        self.env._(
                            "What was chosen from the file for “%(material)s” is not "
                            "valid any more, or belongs to another person than the "
                            "applicant. It is put back, and the material sent in.",
                            material=stale[0].name,
                        )
                    )

    def _link_materials(self):
        """With the receipt, what was chosen is used in each matter that asks for it,
        in the name of whoever chose it."""
        super()._link_materials()
        for chosen in self.material_ids.filtered("on_file"):
            holder = chosen.chosen_by_id
            # The holder's consent and use; clerks see only that it was chosen.
            document = chosen.sudo().own_document_id.with_user(holder).sudo()
            for line in chosen.line_ids.filtered(lambda one: not one.passed_on):
                mine = line.with_user(holder).sudo()
                if not document._covered_for(mine.case_id):
                    document._give_consent("portal", case=mine.case_id)
                mine._take_from_file(document)
