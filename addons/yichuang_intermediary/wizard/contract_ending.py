from odoo import fields, models


class ContractEnding(models.TransientModel):
    """Why the hall ends a contract, through whom, and what is handed over."""

    _name = "yichuang.market.contract.ending"
    _description = "End of a contract"

    contract_id = fields.Many2one(
        "yichuang.market.contract", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection(
        [("lapse", "Not Signed in Time"), ("terminate", "Ended Early")], required=True
    )
    reason = fields.Text(help="终止原因, published.")
    fault = fields.Selection(
        [("owner", "Owner"), ("agency", "Agency"), ("none", "Nobody")],
        "Ended Through",
        help="责任方",
    )
    handed_list = fields.Text("Hand-over List", help="移交清单")

    def action_confirm(self):
        """End the contract."""
        self.ensure_one()
        vals = {"end_reason": self.reason, "end_fault": self.fault}
        if self.step == "terminate":
            vals["handed_list"] = self.handed_list
        self.contract_id._transition(self.step, vals, expected_revision=self.revision)
        return {"type": "ir.actions.act_window_close"}
