from odoo import fields, models


class TicketPrioritise(models.TransientModel):
    """Why a number is called before others."""

    _name = "yichuang.ticket.prioritise"
    _description = "Calling a number before others"

    ticket_id = fields.Many2one("yichuang.ticket", required=True, ondelete="cascade")
    revision = fields.Integer()
    reason = fields.Selection(
        lambda self: (
            self.env["yichuang.ticket"]
            ._fields["priority_reason"]
            ._description_selection(self.env)
        ),
        "Why Before Others",
        required=True,
        help="优先理由",
    )

    def action_confirm(self):
        """Call the number before others."""
        self.ensure_one()
        self.ticket_id._transition(
            "prioritise",
            {"priority_reason": self.reason},
            {"reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
