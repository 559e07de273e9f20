from odoo import SUPERUSER_ID, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault


class VaultDocument(models.Model):
    """What is asked before a document is put on file, verified or ended."""

    _inherit = "yichuang.vault.document"

    def _guard_whole(self, vals):
        for document in self:
            # Nobody reads digests, but whether there is one must be known.
            if not document.sudo().digest:
                raise UserError(
                    self.env._(
                        "A document on file belongs to somebody: enter the identity "
                        "number of its holder first."
                    )
                )
            if document.grade == "d" and not document.truth_promised_on:
                raise UserError(
                    self.env._(
                        "What its holder made is kept only with the promise that it "
                        "is true (可信等级 D). Have the holder promise it."
                    )
                )

    def _guard_grade(self, vals):
        for document in self:
            first = vault.first_grade(
                document.origin,
                document.material_id.sudo().kind == "form",
                document.report,
            )
            by_hand = document.origin == "organ" and self.env.uid != SUPERUSER_ID
            if by_hand or document.grade != first:
                raise UserError(
                    self.env._(
                        "“%(document)s” cannot be kept as %(grade)s: grade A comes "
                        "from an organ's own records, B from comparing it with the "
                        "original at a window, C and D from its holder "
                        "(国办函〔2016〕108号).",
                        document=document.name,
                        grade=document.grade.upper(),
                    )
                )

    def _guard_not_lapsed(self, vals):
        for document in self:
            if document.expires_on and document.expires_on < hall_date():
                raise UserError(
                    self.env._(
                        "“%(document)s” was valid until %(date)s. Keep the one that is "
                        "valid now.",
                        document=document.name,
                        date=document.expires_on,
                    )
                )

    def _guard_lapsed(self, vals):
        for document in self:
            if not document.expires_on or document.expires_on >= hall_date():
                raise UserError(
                    self.env._("“%(name)s” is still valid.", name=document.name)
                )

    def _guard_verifiable(self, vals):
        for document in self:
            if not vault.can_be_verified(document.grade, document.report):
                raise UserError(
                    self.env._(
                        "“%(document)s” needs no comparison: there is no other "
                        "original, or it was compared already.",
                        document=document.name,
                    )
                )

    def _guard_own(self, vals):
        """The portal user sees all of these by their own right."""
        own = self.with_user(self.env.user)
        if own.search_count([("id", "in", self.ids)]) != len(self):
            raise UserError(self.env._("This is not a document of yours."))

    def _guard_not_of_an_organ(self, vals):
        for document in self:
            if document.origin == "organ" and self.env.uid != SUPERUSER_ID:
                raise UserError(
                    self.env._(
                        "“%(document)s” is the record of an organ and ends with it. "
                        "Its holder can withdraw the consent to its use.",
                        document=document.name,
                    )
                )

    def _guard_invalid_reason(self, vals):
        if not (vals.get("invalid_reason") or "").strip():
            raise UserError(self.env._("Say why the document may not be used again."))
