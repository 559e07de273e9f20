from odoo import models
from odoo.exceptions import UserError

from .dispute import OPEN


class Agency(models.Model):
    """Objections during the public notice are answered before the admission."""

    _inherit = "yichuang.market.agency"

    _added_guards = {"activate": ("_guard_objections_answered",)}

    def _guard_objections_answered(self, _vals):
        # That there is an objection must be known; tips stay with the supervisors.
        waiting = (
            self.env["yichuang.market.dispute"]
            .sudo()
            .search(
                [
                    ("agency_id", "in", self.ids),
                    ("about", "=", "register"),
                    ("kind", "!=", "tip"),
                    ("state", "in", OPEN),
                ]
            )
        )
        if waiting:
            raise UserError(
                self.env._(
                    "Objections to the admission are open: %(numbers)s. Answer them "
                    "first.",
                    numbers=", ".join(waiting.mapped("number")),
                )
            )
