from odoo import Command, fields, models
from odoo.exceptions import UserError


class LimitLink(models.TransientModel):
    """Limits that the library suggests for items; what a person ticks is linked.

    Nothing is linked by itself: a name that sounds alike is no legal basis.
    """

    _name = "yichuang.limit.link"
    _description = "Link Statutory Limits"

    line_ids = fields.One2many("yichuang.limit.link.line", "link_id")
    cite = fields.Boolean(
        string="Cite the Articles",
        help="Enter the articles in the legal basis (设定依据) of the items as well.",
    )

    def action_confirm(self):
        """Link the limits that are ticked with their items."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(
                self.env._("Tick the limits that apply, or close the dialog.")
            )
        for item, lines in chosen.grouped("item_id").items():
            limits = lines.limit_id
            values = {"limit_ids": [Command.link(limit.id) for limit in limits]}
            if self.cite:
                values["law_ids"] = [
                    Command.link(limit._law_row().id) for limit in limits
                ]
            item.write(values)
        return {"type": "ir.actions.act_window_close"}
