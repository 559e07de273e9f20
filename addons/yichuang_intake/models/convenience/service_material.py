from odoo import fields, models


class ServiceMaterial(models.Model):
    _inherit = "yichuang.service.material"

    by_promise = fields.Boolean(
        "Promise Instead",
        help="可以承诺替代: a promise stands for it, where the service is open to one.",
    )
