from odoo import fields, models


class Decision(models.TransientModel):
    """Takes a decision of the supervisor about a notice."""

    _name = "yichuang.market.decision"
    _description = "Decision about a notice"

    notice_id = fields.Many2one("yichuang.market.notice", required=True)
    revision = fields.Integer()
    kind = fields.Selection(
        [("annul", "Annul the selection"), ("give_up", "Give the notice up")],
        required=True,
    )
    number = fields.Char("Number of the Decision", help="决定文号")
    reason = fields.Text(required=True, help="It is published.")
    event_label = fields.Char("New Public Number", help="Such as fc3d:2026-12-01.")
    reveal_until = fields.Datetime("Secrets Revealed Until")
    event_on = fields.Datetime("New Number Known On")

    def action_confirm(self):
        """Carry the decision out."""
        self.ensure_one()
        notice = self.notice_id
        if self.kind == "annul":
            notice._annul(
                self.number,
                self.reason,
                {
                    "event_label": self.event_label,
                    "reveal_until": self.reveal_until,
                    "event_on": self.event_on,
                },
            )
        else:
            notice._give_up(self.reason, self.revision)
        return {"type": "ir.actions.act_window_close"}
