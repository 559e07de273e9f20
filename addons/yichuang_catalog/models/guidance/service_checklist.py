from odoo import api, models
from odoo.fields import Domain

MOST_SERVICES = 20


class Service(models.Model):
    """The guided list of materials, opened from a service or found by a word."""

    _inherit = "yichuang.service"

    def action_what_to_bring(self):
        """Answer the questions of this service, to see what has to be brought."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "yichuang_catalog.what_to_bring",
            "name": self.env._("What to Bring"),
            "params": {"version_id": self.current_version_id.id},
        }

    @api.model
    @api.readonly
    def search_what_to_bring(self, query):
        """The services in force that a clerk means by ``query``, best first, as a list
        of dictionaries."""
        found, _total, _alike = self._search_public(
            str(query), self._guided() & Domain("active", "=", True), 1, MOST_SERVICES
        )
        return [
            {
                "name": service.name,
                "organ": service.department_id.name,
                "version_id": service.current_version_id.id,
            }
            for service in found
        ]
