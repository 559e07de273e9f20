from odoo import api, fields, models

from ...tools import shelf


class ExitPlace(models.Model):
    """A place on the shelves of the exit window (存放位): rack, shelf, slot.

    Its label carries its name as a bar code. A hall that has registered places puts
    documents nowhere else; one that has not, writes the place down in its own words.
    """

    _name = "yichuang.exit.place"
    _description = "Place on the shelves of the exit"
    _order = "name, id"

    name = fields.Char(
        compute="_compute_name",
        store=True,
        precompute=True,
        help="存放位置, as on its label.",
    )
    rack = fields.Char(required=True, default="A", help="货架")
    shelf = fields.Integer("Level", required=True, default=1, help="层")
    slot = fields.Integer(required=True, default=1, help="格")
    holds = fields.Integer(
        "Documents It Holds", required=True, default=20, help="容量(件)"
    )
    lying = fields.Integer(
        "Documents Lying There", compute="_compute_lying", help="现存(件)"
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    _name_uniq = models.UniqueIndex(
        "(company_id, name)", "There is a place of this name in the hall already."
    )
    _counted = models.Constraint(
        "CHECK (shelf BETWEEN 1 AND 99 AND slot BETWEEN 1 AND 99 AND holds > 0)",
        "Shelves and slots are counted from 1 to 99, and a place holds something.",
    )

    @api.depends("rack", "shelf", "slot")
    def _compute_name(self):
        for place in self:
            place.name = shelf.place(
                shelf.compact(place.rack or ""), place.shelf, place.slot
            )

    def _compute_lying(self):
        counts = self._counts()
        for place in self:
            place.lying = counts.get(place._origin.id, 0)

    def _counts(self):
        """How many documents lie in each place, by its id."""
        rows = self.env["yichuang.delivery"]._read_group(
            [("place_id", "in", self._origin.ids), ("state", "=", "arrived")],
            ["place_id"],
            ["__count"],
        )
        return {place.id: count for place, count in rows}

    @api.model
    def _suggest(self, company):
        """The emptiest place of this hall; none when all are full or none is known."""
        places = self.search([("company_id", "=", company.id)])
        counts = places._counts()
        name = shelf.pick(
            (place.name, counts.get(place.id, 0), place.holds) for place in places
        )
        return places.filtered(lambda place: place.name == name)
