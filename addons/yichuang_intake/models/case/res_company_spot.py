from odoo import fields, models


class Company(models.Model):
    _inherit = "res.company"

    instant_same_person = fields.Boolean(
        "One Person May Accept and Decide on the Spot",
        help="即办件受理与决定可为同一人: the only exception to the separation of "
        "those who accept and those who decide; each use of it is kept on the case and "
        "in the log.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "instant_same_person" in vals:
            self.env["yichuang.event"]._append(
                (hall, "instant_same_person", {"allowed": hall.instant_same_person})
                for hall in self
            )
        return result
