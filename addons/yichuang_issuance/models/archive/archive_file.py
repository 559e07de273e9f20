import base64

from odoo import api, fields, models


class ArchiveFile(models.Model):
    """The bytes of a package, kept apart: nobody has access to this model, so that
    every copy that is taken goes through one door and is recorded."""

    _name = "yichuang.archive.file"
    _description = "File package"
    _log_access = False
    _rec_name = "archive_id"

    archive_id = fields.Many2one(
        "yichuang.archive",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=False,
    )
    data = fields.Binary("Package", required=True, readonly=True, attachment=True)

    _archive_uniq = models.UniqueIndex("(archive_id)", "A file has one package.")

    @api.model
    def _of(self, archives):
        return self.search([("archive_id", "in", archives.ids)])

    @api.model
    def _keep(self, archive, content):
        """Keep the package of a file in place of the one before."""
        data = base64.b64encode(content)
        file = self._of(archive)
        if file:
            file.data = data
        else:
            self.create({"archive_id": archive.id, "data": data})

    def _bytes(self):
        """The package; empty where there is none."""
        return base64.b64decode(self.with_context(bin_size=False).data or b"")
