import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import upload

PICTURES = ("jpg", "png")


class SiteCheckPhoto(models.Model):
    """A photograph taken at a site check (现场照片); the filed record states its
    digest, so that the picture cannot be exchanged afterwards."""

    _name = "yichuang.site.check.photo"
    _description = "Photograph of a site check"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "check_id, id"
    _lifecycle_parent = "check_id"

    check_id = fields.Many2one(
        "yichuang.site.check", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("Shows", required=True, help="照片说明: what can be seen.")
    picture = fields.Image("Photograph", required=True, attachment=True)
    digest = fields.Char("SHA-256", readonly=True, help="照片摘要")

    @api.model_create_multi
    def create(self, vals_list):
        held = self._read_group(
            [("check_id", "in", [vals.get("check_id") for vals in vals_list])],
            ["check_id"],
            ["__count"],
        )
        number = {check.id: count for check, count in held}
        kept = []
        for vals in vals_list:
            check_id = vals.get("check_id")
            beside = number.get(check_id, 0)
            digest = self._checked(vals.get("picture"), beside)
            kept.append({**vals, "digest": digest})
            number[check_id] = beside + 1
        return super().create(kept)

    def write(self, vals):
        kept = {name: value for name, value in vals.items() if name != "digest"}
        if "picture" in kept:
            kept["digest"] = self._checked(kept["picture"], 0)
        return super().write(kept)

    @api.model
    def _checked(self, picture, beside):
        """The digest of a picture that may be kept.

        :param picture: base64, as a form sends it
        :param beside: how many the check has already
        :raises UserError: it is no picture, or too large, or one too many
        """
        try:
            data = base64.b64decode(picture or b"", validate=True)
        except (binascii.Error, ValueError):
            data = b""
        fault = upload.fault(data, beside, 0)
        if not fault and upload.kind(data) not in PICTURES:
            fault = "unknown"
        if fault == "unknown":
            raise UserError(
                self.env._(
                    "Only JPEG and PNG pictures are kept as photographs of a site "
                    "check. Save it as one of these."
                )
            )
        if fault:
            raise UserError(self.env["yichuang.case.file"]._fault_words(fault))
        return hashlib.sha256(data).hexdigest()
