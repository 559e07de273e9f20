from odoo import models


class Clock(models.Model):
    """Whose time it is: on the way up each organ has its own."""

    _inherit = "yichuang.clock"

    def _organ(self):
        """The organ whose time this is, for the 期限计算书."""
        self.ensure_one()
        hop = self.case_id.sudo().hop_ids.filtered(lambda hop: hop.clock_id == self)
        return hop.organ_id or self._owner().department_id
