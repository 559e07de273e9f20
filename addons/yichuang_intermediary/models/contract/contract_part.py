from odoo import fields, models


class ContractPart(models.AbstractModel):
    """Something of a life of its own that belongs to a contract: seen by those who see
    the contract, and moved by whoever binds the firm in it."""

    _name = "yichuang.market.contract.part"
    _description = "Part of a contract"
    _inherit = ["yichuang.market.document"]

    contract_id = fields.Many2one(
        "yichuang.market.contract",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="contract_id.company_id", store=True, index=True
    )

    def _roles_for(self, name):
        return self.sudo().contract_id[:1].with_env(self.env)._roles_for(name)
