from odoo import fields, models


class Delivery(models.Model):
    """The hand-over lists a document came with."""

    _inherit = "yichuang.delivery"

    list_line_ids = fields.One2many(
        "yichuang.exit.list.line", "delivery_id", "On Hand-over Lists", readonly=True
    )

    def _after_arrive(self, vals):
        super()._after_arrive(vals)
        lines = self.sudo().list_line_ids.filtered(
            lambda line: line.list_id.state == "sent" and not line.scanned_on
        )
        # Set by the arrival itself, whoever the list belongs to.
        lines._unguarded().write(
            {"scanned_on": vals["arrived_on"], "scanned_by_id": self.env.uid}
        )
