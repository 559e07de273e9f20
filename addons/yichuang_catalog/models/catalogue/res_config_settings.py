from odoo import fields, models


class Settings(models.TransientModel):
    _inherit = "res.config.settings"

    instant_mode = fields.Selection(
        related="company_id.instant_mode", readonly=False, required=True
    )
    instant_seal_minutes = fields.Integer(
        related="company_id.instant_seal_minutes", readonly=False
    )
