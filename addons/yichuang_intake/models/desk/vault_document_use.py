import base64

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault


class VaultDocument(models.Model):
    """Consent to a document on file, and its use in cases."""

    _inherit = "yichuang.vault.document"

    def _valid_on(self, day):
        """Those that may be used on a day."""
        return self.filtered(
            lambda document: (
                document.state == "on_file"
                and (not document.expires_on or document.expires_on >= day)
            )
        )

    def _fits(self, line):
        """Whether this may stand for a line of a case's list; consent aside.

        What somebody uploaded and no window has seen is used in cases of the same
        account only: anybody could have uploaded it in another's name.
        """
        self.ensure_one()
        asked = line.requirement_id
        if self.material_id._latest() != asked.material_id._latest():
            return False
        if self.grade in vault.NOT_ASKED_AGAIN:
            return True
        if self.grade == "d" and not self.report and asked.self_made == "refused":
            return False
        account = line.case_id.partner_id.commercial_partner_id
        return bool(account) and account == self.partner_id.commercial_partner_id

    def _covered_for(self, case):
        """Whether the holder's consent covers a case today."""
        self.ensure_one()
        return vault.covers(self.consent_ids._as_rules(), case._origin.id, hall_date())

    def _give_consent(self, how, case=None, until_on=None):
        """Record that the holder agrees.

        :param how: ``window`` or ``portal``
        :param case: the one case, all matters of the hall where it is empty
        :param until_on: the last day, none for as long as it is not withdrawn
        """
        if until_on and until_on < hall_date():
            raise UserError(self.env._("A consent ends today or later."))
        # Nobody writes consents by hand; the right to the document was checked.
        self.env["yichuang.vault.consent"].sudo().create(
            [
                {
                    "document_id": document.id,
                    "scope": "case" if case else "all",
                    "case_id": case.id if case else False,
                    "until_on": until_on,
                    "given_how": how,
                    "recorded_by_id": self.env.uid,
                }
                for document in self
            ]
        )
        for document in self:
            document._log_event(
                "consent",
                {
                    "how": how,
                    "case": case.display_name if case else "",
                    "until": str(until_on or ""),
                },
            )

    def _withdraw_consent(self):
        """The holder agrees no more; what was used stays used."""
        # Nobody writes consents by hand; the right to the document was checked.
        consents = self.sudo().consent_ids.filtered(
            lambda consent: not consent.withdrawn_on
        )
        consents.write({"withdrawn_on": fields.Datetime.now()})
        for document in consents.document_id:
            document._log_event("withdraw_consent")

    def _content(self):
        """The file of this document: its bytes and kind; none while it is being made.

        For server code that has checked that the person may see it.
        """
        self.ensure_one()
        # Nobody has access to the files; the document gives them out.
        file = self.sudo().file_ids[:1].with_context(bin_size=False)
        return (base64.b64decode(file.data), file.kind) if file else None
