from odoo import api, fields, models


class Service(models.Model):
    _inherit = "yichuang.service"

    completeness = fields.Integer(
        compute="_compute_completeness",
        store=True,
        aggregator="avg",
        help="完整度: how complete the guide of the current version is, 0 to 100; 0 "
        "while none is published. At 100 the one window may take it.",
    )

    @api.depends("current_version_id.completeness")
    def _compute_completeness(self):
        for service in self:
            service.completeness = service.current_version_id.completeness
