from odoo import api, fields, models


class DeliveryIdentity(models.Model):
    """The identity number of who collected a result, kept apart from the delivery.

    Nobody has access to this model; the delivery stores the number here and shows
    it masked.
    """

    _name = "yichuang.delivery.identity"
    _description = "Identity number of a collector"
    _log_access = False
    _rec_name = "delivery_id"

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade", index=False
    )
    number = fields.Char("Identity Document Number", required=True, help="证件号码")

    _delivery_uniq = models.UniqueIndex("(delivery_id)", "One person collects.")

    @api.model
    def _store(self, numbers):
        """Keep numbers given by delivery id; empty ones are not kept."""
        self.create(
            [
                {"delivery_id": delivery_id, "number": number}
                for delivery_id, number in numbers.items()
                if number
            ]
        )

    @api.model
    def _numbers(self, deliveries):
        """The numbers by delivery id."""
        rows = self.search_fetch(
            [("delivery_id", "in", deliveries.ids)], ["delivery_id", "number"]
        )
        return {row.delivery_id.id: row.number for row in rows}
