from odoo import fields, models
from odoo.fields import Domain


class ExchangePartner(models.Model):
    """The rating platform of the province is told by the same packages."""

    _inherit = "yichuang.exchange.partner"

    with_ratings = fields.Boolean(
        "Ratings Too",
        help="好差评数据推送: services to be rated and ratings given with the name.",
    )

    def _rows_of(self, records):
        rows = super()._rows_of(records)
        if self.with_ratings and records._name == "yichuang.case":
            return rows + records._rating_rows()
        return rows

    def _changed_since(self, since):
        changed = super()._changed_since(since)
        if not self.with_ratings:
            return changed
        written = [("write_date", ">=", since)]
        ratings = Domain("named_rating_ids", "any", written) | Domain(
            "named_rating_ids.task_ids", "any", written
        )
        return changed | ratings
