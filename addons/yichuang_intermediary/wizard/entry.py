from odoo import api, fields, models


class Entry(models.TransientModel):
    """Takes in what a source of a draw waits for: commitment, secret or number."""

    _name = "yichuang.market.entry"
    _description = "Entry for the draw"

    source_id = fields.Many2one("yichuang.market.draw.source", required=True)
    label = fields.Char(related="source_id.label")
    step = fields.Selection(
        [("commit", "Commit"), ("reveal", "Reveal"), ("number", "Public number")],
        compute="_compute_step",
    )
    first_by_id = fields.Many2one(related="source_id.first_by_id")
    commitment = fields.Char(help="The page makes a secret and enters its hash here.")
    value = fields.Char()

    @api.depends("source_id")
    def _compute_step(self):
        for entry in self:
            source = entry.source_id
            if source.kind == "public":
                entry.step = "number"
            elif source.draw_id.state == "planned":
                entry.step = "commit"
            else:
                entry.step = "reveal"

    def action_confirm(self):
        """Pass the entry on to the source."""
        self.ensure_one()
        if self.step == "commit":
            self.source_id._commit(self.commitment)
        elif self.step == "reveal":
            self.source_id._reveal(self.value)
        elif not self.source_id._type_number(self.value):
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "danger",
                    "sticky": True,
                    "message": self.env._(
                        "The two numbers differ. Neither counts: both people read the "
                        "announcement again and type anew."
                    ),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        return {"type": "ir.actions.act_window_close"}
