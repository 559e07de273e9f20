from odoo import api, fields, models
from odoo.exceptions import UserError


class CaseMaterial(models.Model):
    """A report that an intermediary delivered becomes the material of the case by
    reference and hash: nobody hands it in again (国务院令第716号 Art. 7)."""

    _inherit = "yichuang.case.material"

    deliverable_id = fields.Many2one(
        "yichuang.market.deliverable",
        "Work of an Intermediary",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="yichuang_catalog.group_user",
        help="中介服务成果, taken over as this material.",
    )
    deliverable_digest = fields.Char(
        "SHA-256 of the Work",
        readonly=True,
        copy=False,
        help="成果文件摘要 of each file, as it was delivered.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_deliverable_untouched(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_deliverable_untouched(vals)
        if vals.get("received") is False and not self._has_line_pass():
            taken = self.filtered("deliverable_id")
            if taken:
                taken._unguarded().write(
                    {"deliverable_id": False, "deliverable_digest": False}
                )
        return super().write(vals)

    def _check_deliverable_untouched(self, vals):
        mine = {"deliverable_id", "deliverable_digest"}.intersection(vals)
        if any(vals[name] for name in mine) and not self._has_line_pass():
            raise UserError(
                self.env._(
                    "The work of an intermediary is taken over with the button of its "
                    "delivery, not typed."
                )
            )

    def _take_deliverable(self, delivery):
        """Let accepted work stand for this material.

        :param delivery: accepted work of this case; of server code
        """
        self.ensure_one()
        self._check_parent_open()
        files = delivery.sudo().file_ids
        self._unguarded().write(
            {
                "received": True,
                "grade": "b",
                "originals": 0,
                "copies": 0,
                "defect": False,
                "deliverable_id": delivery.id,
                "deliverable_digest": "\n".join(files.mapped("digest")),
            }
        )
        self._supplement_from_file()
        self.case_id._log_event(
            "take_deliverable",
            {
                "material": self.name,
                "work": delivery.sudo().display_name,
                "sha256": files.mapped("digest"),
            },
        )
