from odoo import fields, models
from odoo.exceptions import AccessError

from ..models.catalogue.service_window import INSTANT_MODES


class InstantAnswer(models.TransientModel):
    """How the hall takes matters decided on the spot (即办件如何一窗): its manager
    answers, who may not change anything else of the company."""

    _name = "yichuang.instant.answer"
    _description = "Matters Decided on the Spot"

    instant_mode = fields.Selection(
        selection=INSTANT_MODES,
        string="Answer of the Hall",
        required=True,
        default=lambda self: self.env.company.instant_mode,
    )
    instant_seal_minutes = fields.Integer(
        string="Minutes for the Remote Seal",
        required=True,
        default=lambda self: self.env.company.instant_seal_minutes,
    )
    spot_count = fields.Integer(
        string="Services Decided on the Spot",
        default=lambda self: self._default_spot_count(),
        readonly=True,
    )

    def _default_spot_count(self):
        return self.env["yichuang.service"].search_count(
            [
                ("company_id", "=", self.env.company.id),
                ("current_version_id.case_type", "=", "instant"),
            ]
        )

    def action_confirm(self):
        """Make it the answer of the hall the manager works in."""
        self.ensure_one()
        if not self.env.user.has_group("yichuang_catalog.group_manager"):
            raise AccessError(
                self.env._("The manager of the hall answers how it takes such matters.")
            )
        # A manager has no right to companies; only these two fields of the own hall
        # are written, and no id of a client is used.
        self.env.company.sudo().write(
            {
                "instant_mode": self.instant_mode,
                "instant_seal_minutes": self.instant_seal_minutes,
            }
        )
        return {"type": "ir.actions.act_window_close"}
