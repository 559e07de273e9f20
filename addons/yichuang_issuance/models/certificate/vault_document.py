import base64

from odoo import api, fields, models


class VaultDocument(models.Model):
    """A certificate issued here is on file as grade A for as long as it is valid; its
    file is that of the certificate."""

    _inherit = "yichuang.vault.document"

    _guarded_fields = frozenset({"certificate_id"})

    certificate_id = fields.Many2one(
        "yichuang.certificate",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        help="证照, whose state and file this follows.",
    )

    def _content(self):
        # The document gives out the file of its certificate, to whom it may.
        certificate = self.sudo().certificate_id
        if not certificate:
            return super()._content()
        file = certificate.file_ids[:1].with_context(bin_size=False)
        return (base64.b64decode(file.pdf), "pdf") if file.pdf else None

    @api.model
    def _leave_certificates(self):
        """When issuance goes, nobody vouches for its certificates any more."""
        self.env.cr.execute(
            """
            DELETE FROM yichuang_vault_document AS document
             WHERE certificate_id IS NOT NULL
               AND NOT EXISTS (
                    SELECT FROM yichuang_vault_use WHERE document_id = document.id
                   )
            """
        )
        self.env.cr.execute(
            """
            UPDATE yichuang_vault_document SET state = 'invalidated'
             WHERE certificate_id IS NOT NULL AND state IN ('on_file', 'suspended')
            """
        )
        self.env.invalidate_all()
