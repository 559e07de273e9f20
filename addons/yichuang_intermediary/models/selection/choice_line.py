from odoo import fields, models


class ChoiceLine(models.Model):
    """What the owner wrote of one proposal in its comparison (比选表), which is
    published with the result."""

    _name = "yichuang.market.choice.line"
    _description = "Line of a comparison"
    _order = "choice_id, place, id"
    _rec_name = "agency_id"

    choice_id = fields.Many2one(
        "yichuang.market.choice", required=True, index=True, ondelete="cascade"
    )
    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="restrict"
    )
    place = fields.Integer(required=True)
    service = fields.Text(required=True, help="服务方案评价")
    staff = fields.Text("People", required=True, help="人员评价")

    _agency_uniq = models.UniqueIndex(
        "(choice_id, agency_id)", "This proposal is compared already."
    )
    _order_idx = models.Index("(choice_id, place, id)")

    def _published(self):
        """The comparison as it is hashed and published."""
        return [
            {
                "uscc": line.agency_id.uscc,
                "place": line.place,
                "service": line.service,
                "staff": line.staff,
            }
            for line in self.sorted("place")
        ]
