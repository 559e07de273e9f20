from odoo import api, fields, models


class Notice(models.Model):
    """A message may tell of a service contract, whether a case waits for it or not."""

    _inherit = "yichuang.notice"

    kind = fields.Selection(
        selection_add=[("market", "Service Contract")],
        ondelete={"market": "cascade"},
    )
    contract_id = fields.Many2one(
        "yichuang.market.contract",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    @api.depends("contract_id.company_id")
    def _compute_owner(self):
        return super()._compute_owner()

    def _told_of(self):
        return super()._told_of() or self.contract_id

    def _told_number(self):
        return super()._told_number() or self.contract_id.number
