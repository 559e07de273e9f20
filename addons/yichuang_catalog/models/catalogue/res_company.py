from odoo import fields, models

from ...tools import suitability
from .service_window import INSTANT_MODES


class Company(models.Model):
    _inherit = "res.company"

    instant_mode = fields.Selection(
        selection=INSTANT_MODES,
        string="Matters Decided on the Spot",
        required=True,
        default=suitability.DEFAULT,
        help="即办件如何一窗: any window with the organ's authorised officer deciding "
        "behind it, or the organ's dedicated window.",
    )
    instant_seal_minutes = fields.Integer(
        string="Minutes for the Remote Seal",
        default=15,
        help="Within how many minutes the authorised officer decides and seals "
        "(远程签章时限). No rule sets the number; the hall does.",
    )

    _seal_minutes_positive = models.Constraint(
        "CHECK (instant_seal_minutes > 0)",
        "The authorised officer needs some minutes to decide and seal: at least 1.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "instant_mode" in vals:
            self.env["yichuang.service"]._judge_instant_again(self)
            self.env["yichuang.event"]._append(
                (
                    hall,
                    "instant_mode",
                    {
                        "answer": hall.instant_mode,
                        "minutes": hall.instant_seal_minutes,
                    },
                )
                for hall in self
            )
        return result
