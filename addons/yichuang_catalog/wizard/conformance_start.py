from odoo import fields, models

from ..models.conformance.conformance_run import PROFILES


class ConformanceStart(models.TransientModel):
    """Asks by which profile, and for which division, services are compared with those
    above them."""

    _name = "yichuang.conformance.start"
    _description = "New Conformance Report"

    profile = fields.Selection(
        selection=PROFILES,
        required=True,
        default="official",
        help="官方四同, 五统一, 六统一",
    )
    region_id = fields.Many2one(
        "yichuang.region",
        "Division",
        ondelete="cascade",
        help="Only organs of this division and below; empty for all.",
    )

    def action_confirm(self):
        """Compare, and open the report."""
        self.ensure_one()
        run = self.env["yichuang.conformance.run"]._start(self.profile, self.region_id)
        run._begin()
        return run._open_form()
