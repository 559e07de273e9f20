import base64
import hashlib

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_intake.tools import upload


class Contract(models.Model):
    """The files of a contract, checked by their content before they are kept."""

    _inherit = "yichuang.market.contract"

    file_ids = fields.One2many(
        "yichuang.market.contract.file", "contract_id", "Files", readonly=True
    )

    def _files(self, purpose):
        """The files of one kind that count: of the signed copy, the latest."""
        self.ensure_one()
        found = self.sudo().file_ids.filtered(lambda one: one.purpose == purpose)
        return found.sorted("id")[-1:] if purpose == "contract" else found

    def _keep_file(self, purpose, data, **values):
        """Keep one more file, of the side on which the user stands.

        :raises UserError: it is not a file that may be kept
        """
        self.ensure_one()
        # The parties have no right to write files; that it is theirs was checked.
        files = self.env["yichuang.market.contract.file"].sudo()
        mine = self.sudo().file_ids
        fault = upload.fault(data, len(mine), sum(mine.mapped("size")))
        if fault:
            raise UserError(
                self.env["yichuang.case.file"]._fault_words(fault, upload.MOST_BYTES)
            )
        # One name for both sides, whatever language each reads.
        hall = self._in_hall_language().env
        label = dict(files._fields["purpose"]._description_selection(hall))
        return files.create(
            {
                "contract_id": self.id,
                "purpose": purpose,
                "side": self._own_side(),
                "name": upload.file_name(
                    f"{self.number}-{label[purpose]}", len(mine) + 1, upload.kind(data)
                ),
                "data": base64.b64encode(data),
                "size": len(data),
                "digest": hashlib.sha256(data).hexdigest(),
                **values,
            }
        )
