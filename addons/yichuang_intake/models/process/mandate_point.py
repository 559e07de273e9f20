from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class Mandate(models.Model):
    """Keepers of reception points may only receive."""

    _inherit = "yichuang.mandate"

    _added_guards = {"give": ("_guard_keepers_only_receive",)}

    @api.model
    def _accepting(self, users, day):
        """Mandates in force on a day or later under which one of ``users`` accepts."""
        return self.search(
            Domain("state", "=", "active")
            & (Domain("until_on", "=", False) | Domain("until_on", ">=", day))
            & Domain("kind", "!=", "receive_only")
            & Domain("user_ids", "in", users.ids)
        )

    def _guard_keepers_only_receive(self, vals):
        for mandate in self.filtered(lambda mandate: mandate.kind != "receive_only"):
            # The rule holds whoever gives it, and whatever they may see of points.
            keepers = mandate.user_ids.filtered(
                lambda user: user.sudo().reception_point_ids
            )
            if keepers:
                raise UserError(
                    self.env._(
                        "%(users)s keep a reception point in a township or village. "
                        "Such a point receives in the name of the hall and can be "
                        "given no acceptance (行政许可法 Art. 24): choose “May only "
                        "receive”.",
                        users=", ".join(keepers.mapped("name")),
                    )
                )
