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
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        related=None,
        compute="_compute_company_id",
        store=True,
        precompute=True,
    )

    _subject = models.Constraint(
        "CHECK (num_nonnulls(case_id, contract_id) >= 1)",
        "A message tells of a case or of a contract.",
    )

    @api.depends("case_id.company_id", "contract_id.company_id")
    def _compute_company_id(self):
        for notice in self:
            notice.company_id = (notice.case_id or notice.contract_id).company_id

    def _facts(self):
        facts = super()._facts()
        if not self.case_id:
            facts["number"] = self.contract_id.number or ""
        return facts
