from odoo import fields, models


class LimitLinkLine(models.TransientModel):
    """One limit suggested for one item."""

    _name = "yichuang.limit.link.line"
    _description = "Suggested Statutory Limit"

    link_id = fields.Many2one(
        "yichuang.limit.link", required=True, ondelete="cascade", index=True
    )
    item_id = fields.Many2one("yichuang.item", required=True, ondelete="cascade")
    limit_id = fields.Many2one(
        "yichuang.statutory.limit",
        string="Statutory Limit",
        required=True,
        ondelete="cascade",
    )
    action = fields.Char(related="limit_id.action")
    verified = fields.Boolean(related="limit_id.verified")
    chosen = fields.Boolean(string="Applies", help="Tick what applies to the item.")
