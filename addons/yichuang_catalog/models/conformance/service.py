from odoo import api, fields, models

from ...tools import conformance
from . import matching


class Service(models.Model):
    """The services above a service, at the higher levels of the same item."""

    _inherit = "yichuang.service"

    digest_name = fields.Char(
        "Fingerprint of the Name",
        compute="_compute_digest_name",
        store=True,
        index="btree_not_null",
        help="Of the name without punctuation and remarks on the level, by which it is "
        "compared across levels.",
    )

    @api.depends("name")
    def _compute_digest_name(self):
        for service in self:
            service.digest_name = conformance.fingerprint(
                conformance.name(service.name or "")
            )

    def _nearest_above(self):
        """The service of the same matter at the nearest level above, for each of these
        that has one.

        Looked up in all halls: what is published is public (行政许可法 Art. 30), so the
        service above is readable to whoever may read the one below.

        :rtype: dict[record, record]
        """
        self.check_access("read")
        self.env["yichuang.service"].flush_model()
        self.env["yichuang.department"].flush_model()
        self.env["yichuang.region"].flush_model()
        self.env["yichuang.item"].flush_model()
        rows = self.env.execute_query(matching.nearest(self.ids))
        # What is published above is public, also where it belongs to another hall.
        return {
            self.browse(low): self.browse(up).sudo() for low, up, _how in rows if up
        }

    def _element_words(self, element):
        """What this service states for an element, in short; empty if nothing."""
        version = self.current_version_id
        if element == "name":
            return self.name or ""
        if element == "code":
            return self.item_id.code or ""
        if element == "type":
            return dict(self._fields["item_type"]._description_selection(self.env)).get(
                self.item_type, ""
            )
        if not version:
            return ""
        words = version._statements()[version][element][1]
        return words if element in conformance.CONTENT else ""

    def action_propose_above(self):
        """Open a proposal to the level above."""
        self.ensure_one()
        self.check_access("read")
        return self.env["yichuang.proposal"]._open_new(self, "materials")
