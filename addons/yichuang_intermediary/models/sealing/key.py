from odoo import api, fields, models

from ...tools import receipt


class ReceiptKey(models.Model):
    """The hall's Ed25519 key under its receipts. Nobody has any access to it: server
    code signs with it, and the public half stands in every notice."""

    _name = "yichuang.market.key"
    _description = "Key for receipts"

    company_id = fields.Many2one(
        "res.company", "Hall", required=True, index=True, ondelete="cascade"
    )
    public_key = fields.Char(required=True, readonly=True)
    private_key = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)

    _company_uniq = models.UniqueIndex(
        "(company_id)", "The hall has its key for receipts already."
    )

    @api.model
    def _of(self, company):
        """The key of a hall, made when it is asked for the first time."""
        keys = self.sudo()
        key = keys.search([("company_id", "=", company.id)], limit=1)
        if not key:
            private, public = receipt.new_key()
            key = keys.create(
                {
                    "company_id": company.id,
                    "public_key": public,
                    "private_key": private,
                }
            )
        return key

    def _sign(self, text):
        """The hall's signature under a text, base64."""
        self.ensure_one()
        return receipt.sign(self.private_key, text)
