from odoo import fields, models


class DeliverableLine(models.Model):
    """Whether one requirement of the notice is met by the work (逐项验收,
    政府采购法实施条例 Art. 45); written by the owner's acceptance alone."""

    _name = "yichuang.market.deliverable.line"
    _description = "Acceptance of one requirement"
    _order = "deliverable_id, sequence, id"
    _rec_name = "requirement"

    deliverable_id = fields.Many2one(
        "yichuang.market.deliverable",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="deliverable_id.company_id", store=True, index=True
    )
    sequence = fields.Integer("No.", readonly=True)
    requirement = fields.Text(required=True, readonly=True, help="服务要求")
    verdict = fields.Selection(
        [("met", "Met"), ("unmet", "Not Met")], readonly=True, help="符合, 不符合"
    )
    reason = fields.Text(readonly=True, help="不符合原因")
