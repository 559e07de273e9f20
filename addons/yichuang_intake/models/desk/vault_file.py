import base64
import hashlib

from odoo import api, fields, models

from ...tools import upload, watermark


class VaultFile(models.Model):
    """The file of a document on file. Nobody has access to this model: what may be
    seen of it is given out by the document, checked and marked."""

    _name = "yichuang.vault.file"
    _description = "File of a document on file"
    _order = "id"

    document_id = fields.Many2one(
        "yichuang.vault.document", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    name = fields.Char("File Name", required=True)
    kind = fields.Char(required=True, help="pdf, jpg or png.")
    data = fields.Binary("File", required=True, attachment=True)
    size = fields.Integer("Bytes", required=True, help="字节数")
    digest = fields.Char("SHA-256", required=True, help="文件摘要")

    _digest_idx = models.Index("(digest)")

    @api.model
    def _fault(self, data):
        """What is wrong with a file that is to be kept, in words; empty when nothing
        is."""
        found = upload.fault(data, 0, 0)
        if found:
            return self.env["yichuang.case.file"]._fault_words(found, upload.MOST_BYTES)
        if upload.kind(data) not in watermark.KINDS:
            return self.env._(
                "Copies of what is on file say what they may be used for, so it is "
                "kept as PDF, JPEG or PNG. Save it as one of these."
            )
        return ""

    @api.model
    def _vals(self, name, data):
        """The file of a new document."""
        kind = upload.kind(data)
        return {
            "name": upload.file_name(name, 1, kind),
            "kind": kind,
            "data": base64.b64encode(data),
            "size": len(data),
            "digest": hashlib.sha256(data).hexdigest(),
        }
