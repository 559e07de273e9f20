from odoo import fields, models


class Notice(models.Model):
    """A message may tell of a service contract that a case waits for."""

    _inherit = "yichuang.notice"

    kind = fields.Selection(
        selection_add=[("market", "Service Contract")],
        ondelete={"market": "cascade"},
    )
