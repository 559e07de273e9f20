from odoo import api, fields, models


class TicketTransfer(models.TransientModel):
    """Where a number is passed on to: another zone, or one window."""

    _name = "yichuang.ticket.transfer"
    _description = "Passing on of a number"

    ticket_id = fields.Many2one("yichuang.ticket", required=True, ondelete="cascade")
    revision = fields.Integer()
    company_id = fields.Many2one(related="ticket_id.company_id")
    zone_id = fields.Many2one(
        "yichuang.zone",
        required=True,
        compute="_compute_zone_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('company_id', '=', company_id)]",
        help="转至服务区",
    )
    window_id = fields.Many2one(
        "yichuang.window",
        domain="[('company_id', '=', company_id), "
        "('shift_ids.state', 'in', ['open', 'paused'])]",
        help="转至窗口; empty for any window of the zone.",
    )

    @api.depends("ticket_id", "window_id")
    def _compute_zone_id(self):
        for wizard in self:
            window = wizard.window_id
            shift = window and window._shift_now()
            wizard.zone_id = (shift or window or wizard.ticket_id).zone_id

    def action_confirm(self):
        """Pass the number on; it keeps its place by the time it was taken."""
        self.ensure_one()
        self.ticket_id._transition(
            "transfer",
            {"zone_id": self.zone_id.id, "for_window_id": self.window_id.id},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
