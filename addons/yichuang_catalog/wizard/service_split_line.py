from odoo import fields, models


class ServiceSplitLine(models.TransientModel):
    """One of the services that a service is divided into."""

    _name = "yichuang.service.split.line"
    _description = "Part of a Split Service"

    split_id = fields.Many2one(
        "yichuang.service.split", required=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
