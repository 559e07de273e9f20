from odoo import fields, models


class CaseMaterial(models.Model):
    """The scans of a material, beside the line they belong to."""

    _inherit = "yichuang.case.material"

    file_count = fields.Integer(
        "Files", compute="_compute_file_count", help="电子材料份数"
    )

    def _compute_file_count(self):
        # A number for whoever may read the line.
        files = self.env["yichuang.case.file"].sudo()
        counts = {
            line.id: count
            for line, count in files._read_group(
                [("material_id", "in", self.ids)], ["material_id"], ["__count"]
            )
        }
        for line in self:
            line.file_count = counts.get(line._origin.id, 0)

    def _sent_in(self):
        """The files that were sent in or scanned for this material."""
        return self.case_id.file_ids.filtered(lambda file: file.material_id == self)

    def _takes_scans(self):
        """Whether the paper of this line may still be scanned: while the list is open,
        and when it comes later as agreed."""
        self.ensure_one()
        return self.case_id.state in self._line_open_states or (
            self.deferred and not self.made_good_on
        )

    def action_scan(self):
        """Ask for the scan of this material."""
        self.ensure_one()
        return self.case_id._open_wizard(
            "yichuang.case.scan",
            self.env._("Scan: %(material)s", material=self.name),
            material_id=self.id,
        )
