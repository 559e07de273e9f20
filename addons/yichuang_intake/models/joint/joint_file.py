from odoo import fields, models


class JointFile(models.Model):
    """A file that the applicant sent in once for all matters of a joint case.

    It belongs to a material of the catalogue, so that it stays when the list is made
    anew; with the receipt it is handed on to the lists of the cases, whose organs see
    it there.
    """

    _name = "yichuang.joint.file"
    _description = "File sent in for a joint case"
    _inherit = ["yichuang.sent.file"]
    _order = "joint_id, material_id, id"
    _part_field = "joint_id"

    joint_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    material_id = fields.Many2one(
        "yichuang.material",
        "Listed Material",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    handed_on = fields.Boolean(
        readonly=True, help="已分送: it lies with the cases that use it."
    )

    _default_order_idx = models.Index("(joint_id, material_id, id)")

    def _listed(self, material):
        return material.material_id

    def _hand_on(self):
        """Lay these with every case in hand that uses their material."""
        # Nobody writes files by hand; the step or the page has checked whose they are.
        files = self.env["yichuang.case.file"].sudo()
        fresh = self.filtered(lambda one: not one.handed_on)
        for file in fresh:
            # One after another: together they may be more than fits into memory.
            data = file.with_context(bin_size=False).data
            files.create(
                [
                    {
                        "case_id": line.case_id.id,
                        "material_id": line.id,
                        "name": file.name,
                        "data": data,
                        "size": file.size,
                        "digest": file.digest,
                        "supplement": file.supplement,
                    }
                    for line in file._lines()
                ]
            )
        fresh.sudo().write({"handed_on": True})

    def _lines(self):
        """Where in the cases this file belongs."""
        self.ensure_one()
        return self.joint_id._live().material_ids.filtered(
            lambda line: (
                line.requirement_id.material_id == self.material_id
                and not line.passed_on
            )
        )
