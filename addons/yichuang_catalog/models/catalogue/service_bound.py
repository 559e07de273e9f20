from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import bound_name


class Service(models.Model):
    """Below a bound item (四同) the name is the item's."""

    _inherit = "yichuang.service"

    item_bound = fields.Boolean(related="item_id.bound")

    @api.model_create_multi
    def create(self, vals_list):
        services = super().create(vals_list)
        services._check_bound_name()
        return services

    # No constraint: binding an item must not fail on names that were published.
    def write(self, vals):
        result = super().write(vals)
        if {"name", "item_id", "handling_number"}.intersection(vals):
            self._check_bound_name()
        return result

    def _check_bound_name(self):
        for service in self.filtered("item_bound"):
            if not service._name_fits():
                raise ValidationError(
                    self.env._(
                        "“%(item)s” is the same everywhere (四同), so the service "
                        "bears its name. Only one of several handling items adds in "
                        "brackets what it is, such as %(example)s; “%(name)s” is "
                        "another name.",
                        item=service.item_id.name,
                        example=f"{service.item_id.name}（变更）",
                        name=service.name,
                    )
                )

    def _name_fits(self):
        self.ensure_one()
        return bound_name.fits(self.name, self.item_id.name, bool(self.handling_number))

    def _bound_name(self):
        """The name it must have, as long as its item is bound."""
        self.ensure_one()
        return bound_name.follow(
            self.name, self.item_id.name, bool(self.handling_number)
        )
