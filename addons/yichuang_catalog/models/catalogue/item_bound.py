from odoo import models


class Item(models.Model):
    """Binding an item (四同): from then on nothing below it states another name, type
    or basis. What is published stays as it is until its next version."""

    _inherit = "yichuang.item"

    def write(self, vals):
        changed = self.filtered(
            lambda item: "bound" in vals and item.bound != bool(vals["bound"])
        )
        result = super().write(vals)
        self.env["yichuang.event"]._append(
            (item, "bind" if item.bound else "unbind", {"name": item.name})
            for item in changed
        )
        return result

    def _all_laws(self):
        """The legal basis, with the rows that were archived since."""
        return self.with_context(active_test=False).law_ids

    def action_align_names(self):
        """Give the services of these items the names they must have."""
        self.check_access("write")
        services = self.filtered("bound").service_ids
        services.check_access("write")
        for service in services:
            name = service._bound_name()
            if name != service.name:
                service.name = name
