import hashlib
from datetime import timedelta

from odoo import api, fields, models

WINDOW = timedelta(minutes=15)
MOST = 20


class PublicationVisit(models.Model):
    """Whole lists taken from the public page, counted for a quarter of an hour, so
    that one visitor cannot keep the hall busy. Keeps digests, not addresses."""

    _name = "yichuang.publication.visit"
    _description = "Taken list of licences"
    _log_access = False
    _rec_name = "moment"

    digest = fields.Char(required=True)
    moment = fields.Datetime(required=True)

    _lookup_idx = models.Index("(digest, moment)")

    @api.model
    def _count(self, address):
        """Count one more list for this address.

        :returns: whether it may have it
        """
        digest = hashlib.sha256(f"published:{address}".encode()).hexdigest()
        now = fields.Datetime.now()
        taken = self.search_count(
            [("digest", "=", digest), ("moment", ">", now - WINDOW)]
        )
        if taken >= MOST:
            return False
        self.create({"digest": digest, "moment": now})
        return True

    @api.autovacuum
    def _gc_visits(self):
        self.search([("moment", "<", fields.Datetime.now() - WINDOW)]).unlink()
