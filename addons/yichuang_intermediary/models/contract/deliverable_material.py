from odoo import models
from odoo.exceptions import UserError


class Deliverable(models.Model):
    """Accepted work can stand for a material of the case that it was made for."""

    _inherit = "yichuang.market.deliverable"

    def action_take_over(self):
        """Ask which material of the case the work stands for."""
        self._check_staff()
        self.ensure_one()
        if self.state != "accepted" or not self.case_id:
            raise UserError(
                self.env._(
                    "Work becomes a material of its case when the owner has accepted "
                    "it."
                )
            )
        self.case_id.check_access("write")
        return self._dialog(
            "yichuang.market.deliverable.take",
            self.env._("Take Over as Material"),
            deliverable_id=self.id,
        )
