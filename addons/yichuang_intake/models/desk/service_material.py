from odoo import fields, models


class ServiceMaterial(models.Model):
    """Whether a service takes what its applicant made alone."""

    _inherit = "yichuang.service.material"

    self_made = fields.Selection(
        [
            ("accepted", "Accepted with a promise of truth"),
            ("refused", "Not accepted"),
        ],
        "Self-Made Copy on File",
        help="是否接受可信等级 D 的在库材料: empty for accepted.",
    )
