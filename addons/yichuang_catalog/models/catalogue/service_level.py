from odoo import models


class Service(models.Model):
    _inherit = "yichuang.service"

    def _level_behaviour(self):
        """How the items of these services behave at their levels: line by service id,
        for those whose item says so."""
        found = {}
        for service in self:
            for line in service.item_id.level_behaviour_ids:
                if line.level == service.level:
                    found[service.id] = line
        return found
