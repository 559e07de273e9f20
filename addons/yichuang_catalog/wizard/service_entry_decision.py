from odoo import api, fields, models

from ..models.catalogue.service_entry import ENTRIES, GROUNDS


class ServiceEntryDecision(models.TransientModel):
    """The approver's decision about the entry of one or many services (应进必进)."""

    _name = "yichuang.service.entry.decision"
    _description = "Decision about Entry"

    service_ids = fields.Many2many("yichuang.service", required=True)
    service_count = fields.Integer(compute="_compute_service_count")
    entry = fields.Selection(
        selection=ENTRIES, string="Decision", required=True, default="entered"
    )
    entry_ground = fields.Selection(
        selection=GROUNDS,
        string="Ground",
        help="场地限制, 涉密, 安全或卫生要求, 其他: needed for the negative list.",
    )
    entry_reason = fields.Text(
        string="Reason",
        help="In words; needed for the negative list and to change a decision.",
    )

    @api.depends("service_ids")
    def _compute_service_count(self):
        for decision in self:
            decision.service_count = len(decision.service_ids)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        context = self.env.context
        if (
            context.get("active_model") == "yichuang.service"
            and "service_ids" in fields
        ):
            values["service_ids"] = context.get("active_ids") or []
        return values

    def action_decide(self):
        """Write the decision on the services, under the user's own rights."""
        self.ensure_one()
        self.service_ids.write(
            {
                "entry": self.entry,
                "entry_ground": self.entry == "negative" and self.entry_ground,
                "entry_reason": self.entry_reason,
            }
        )
        return {"type": "ir.actions.act_window_close"}
