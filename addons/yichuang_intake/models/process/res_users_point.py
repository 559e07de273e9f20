from odoo import fields, models


class Users(models.Model):
    """The points a person keeps, for the rules on what they see."""

    _inherit = "res.users"

    reception_point_ids = fields.Many2many(
        "yichuang.reception.point",
        "yichuang_reception_point_keeper",
        "user_id",
        "point_id",
        "Reception Points",
        readonly=True,
        # Keepers of a point that rests are not let loose on the whole hall.
        context={"active_test": False},
        help="代收点 that this person keeps.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "reception_point_ids" in vals:
            self.env.registry.clear_cache()
        return result
