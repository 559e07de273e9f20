import base64

from odoo import fields, models
from odoo.exceptions import UserError


class CaseScan(models.TransientModel):
    """One scan, for one material of the case."""

    _name = "yichuang.case.scan"
    _description = "Scan of a material"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    material_id = fields.Many2one(
        "yichuang.case.material",
        required=True,
        ondelete="cascade",
        domain="[('case_id', '=', case_id)]",
        help="材料",
    )
    data = fields.Binary("File", help="扫描件: PDF, OFD, JPEG or PNG.")
    file_name = fields.Char()

    def action_confirm(self):
        """Keep the scan."""
        self._keep()
        return {"type": "ir.actions.act_window_close"}

    def action_next(self):
        """Keep the scan, and ask for that of the next material without one."""
        self._keep()
        waiting = self.case_id.material_ids.filtered(
            lambda line: not line.file_count and line._takes_scans()
        )
        if not waiting:
            return {"type": "ir.actions.act_window_close"}
        return waiting[0].action_scan()

    def _keep(self):
        self.ensure_one()
        if self.material_id.case_id != self.case_id:
            raise UserError(
                self.env._(
                    "Choose a material of %(case)s.", case=self.case_id.display_name
                )
            )
        data = base64.b64decode(self.with_context(bin_size=False).data or b"")
        self.env["yichuang.case.file"]._scan(self.material_id, data)
        # Kept where it belongs; the dialog holds on to no second copy.
        self.data = False
