from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import shelf


class Delivery(models.Model):
    """Where a document lies at the exit window."""

    _inherit = "yichuang.delivery"

    _added_guards = {"arrive": ("_guard_place",)}
    _guarded_fields = frozenset({"place_id", "shelf_place"})

    place_id = fields.Many2one(
        "yichuang.exit.place",
        "Registered Place",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="登记的存放位",
    )

    def _guard_place(self, vals):
        """A scanned or typed place is one of the hall's, with room left."""
        typed = shelf.compact(vals.get("shelf_place"))
        if not typed:
            raise UserError(
                self.env._(
                    "Say where the document is put: scan the label of the shelf. "
                    "Nobody finds it otherwise."
                )
            )
        places = self.env["yichuang.exit.place"].sudo()
        own = [("company_id", "in", self.company_id.ids)]
        if not places.search_count(own, limit=1):
            return
        place = places.search([*own, ("name", "=", typed)], limit=1)
        if not place:
            raise UserError(
                self.env._(
                    "There is no place “%(place)s” at this exit. Scan the label of "
                    "the shelf, or have the hall manager register the place.",
                    place=typed,
                )
            )
        if place._counts().get(place.id, 0) + len(self) > place.holds:
            raise UserError(
                self.env._(
                    "%(place)s is full (%(holds)s documents). Choose another place.",
                    place=place.name,
                    holds=place.holds,
                )
            )
        vals.update(shelf_place=place.name, place_id=place.id)

    def action_move(self):
        """Ask for another place on the shelves."""
        return self._open_wizard(
            "yichuang.delivery.arrive", self.env._("Another Place"), moving=True
        )

    def _move(self, shelf_place, expected_revision=None):
        """Put a document that lies at the exit somewhere else."""
        self.check_access("write")
        self._lock()
        for delivery in self:
            if delivery.state != "arrived" or expected_revision not in (
                None,
                delivery.revision,
            ):
                raise UserError(
                    self.env._(
                        "The document of %(case)s does not lie at the exit any more. "
                        "Reload the page.",
                        case=delivery.receipt_number,
                    )
                )
        vals = {"shelf_place": shelf_place, "place_id": False}
        self._guard_place(vals)
        self._write_guarded(vals)
        self._log_event("move", {"shelf_place": vals["shelf_place"]})
