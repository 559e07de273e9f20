import base64
import hashlib
import secrets

from odoo import fields, models

from ...tools import upload


class SentFile(models.AbstractModel):
    """A file that was sent in for a material (电子材料).

    It gets a name and a number of our own, is checked by its content before it is
    kept, and is never changed: what is sent in later stands beside it. Nobody writes
    it by hand; the applicant's pages do, for the owner of the case.

    Class option: ``_part_field``, the field that leads to what it was sent in for, the
    same here and on the list of materials. ``material_id`` is declared beside it.
    """

    _name = "yichuang.sent.file"
    _description = "File sent in"
    _part_field = None

    name = fields.Char("File Name", required=True, readonly=True, help="文件名")
    token = fields.Char(
        required=True,
        readonly=True,
        default=lambda _self: secrets.token_urlsafe(16),
        help="What stands for it in the applicant's links.",
    )
    data = fields.Binary("File", required=True, readonly=True, attachment=True)
    size = fields.Integer("Bytes", required=True, readonly=True, help="字节数")
    digest = fields.Char("SHA-256", required=True, readonly=True, help="文件摘要")
    supplement = fields.Boolean(
        "Sent In Later", readonly=True, help="补正材料: sent in after the receipt."
    )

    _token_uniq = models.UniqueIndex("(token)")

    def _keep(self, material, data, most=upload.MOST_BYTES, **values):
        """Keep one more file for a material.

        :param material: a line of the list it is sent in for
        :param most: how many bytes it may have
        :param values: what else is kept of it
        :returns: what is wrong with it, in words; empty when it was kept
        """
        owner, listed = material[self._part_field], self._listed(material)
        mine = self.search_fetch(
            [(self._part_field, "=", owner.id)], ["size", "material_id"]
        )
        found = upload.fault(data, len(mine), sum(mine.mapped("size")), most)
        if found:
            return self._fault_words(found, most)
        number = len(mine.filtered(lambda file: file.material_id == listed)) + 1
        self.create(
            {
                self._part_field: owner.id,
                "material_id": listed.id,
                "name": upload.file_name(material.name, number, upload.kind(data)),
                "data": base64.b64encode(data),
                "size": len(data),
                "digest": hashlib.sha256(data).hexdigest(),
                **values,
            }
        )
        return ""

    def _listed(self, material):
        """By what a file is known to belong to this line of the list."""
        return material

    def _fault_words(self, found, most=upload.MOST_BYTES):
        return {
            "empty": self.env._("The file is empty. Choose it again."),
            "too_many": self.env._(
                "These are too many files, or too large together: at most %(files)s "
                "files and %(size)s MB.",
                files=upload.MOST_FILES,
                size=upload.MOST_BYTES_TOGETHER // 1_000_000,
            ),
            "too_big": self.env._(
                "The file is too large: at most %(size)s MB. Scan it with fewer dots "
                "per inch, or send it in parts.",
                size=most // 1_000_000,
            ),
            "unknown": self.env._(
                "Only PDF, OFD, JPEG and PNG files are taken. Save it as one of these."
            ),
            "active": self.env._(
                "The file contains scripts or other files. Print it to a new PDF and "
                "send that."
            ),
            "broken": self.env._(
                "The file cannot be opened, or only with a password. Save it anew "
                "without one."
            ),
        }[found]
