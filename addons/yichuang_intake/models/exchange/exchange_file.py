from odoo import api, fields, models


class ExchangeFile(models.AbstractModel):
    """A numbered, signed file between the hall and one partner, in either direction:
    its number and digest stay, so that one carried twice or left out is noticed."""

    _name = "yichuang.exchange.file"
    _description = "File of an exchange"
    _order = "id desc"
    _rec_name = "number"

    partner_id = fields.Many2one(
        "yichuang.exchange.partner",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="partner_id.company_id", store=True, index=True, precompute=True
    )
    number = fields.Integer(required=True, readonly=True)
    digest = fields.Char("SHA-256", required=True, readonly=True)

    @api.model
    def _last_of(self, partner):
        """The latest of these files of a partner."""
        return self.search([("partner_id", "=", partner.id)], limit=1)
