import base64

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault, watermark


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

    def action_open(self):
        """Open the copy, to compare it with the original; the event log keeps who
        looked."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("yichuang_intake.group_clerk"):
            raise AccessError(
                self.env._("Documents are compared with the original at the window.")
            )
        if not self._content():
            raise UserError(
                self.env._(
                    "The file of “%(document)s” is not there: it is being made, or its "
                    "holder took it back.",
                    document=self.name,
                )
            )
        self._log_event("look", {"by": self.env.uid})
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/vault/document/{self.token}",
            "target": "new",
        }

    def _copy(self):
        """The copy for comparing, marked so: bytes and file name; none while there is
        none."""
        self.ensure_one()
        content = self._content()
        if not content:
            return None
        words = vault.watermark(
            self.grade, self.issuer or "", "材料核对", self.expires_on or None
        )
        foot = f"{self.company_id.sudo().name} {chinese_date.plain(hall_date())}"
        return watermark.stamp(*content, words, foot), f"{self.name}.pdf"
