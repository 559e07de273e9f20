import hashlib
from datetime import timedelta

from odoo import api, fields, models

WINDOW = timedelta(minutes=15)
# Failures after which an address, or a receipt number, has to wait.
LIMITS = {"address": 30, "number": 8}


class TrackAttempt(models.Model):
    """A failed look at the public progress page, kept for a quarter of an hour so
    that query codes cannot be tried out. Keeps digests, not addresses."""

    _name = "yichuang.track.attempt"
    _description = "Failed progress query"
    _log_access = False
    _rec_name = "kind"

    kind = fields.Selection(
        [("address", "Address"), ("number", "Receipt number")], required=True
    )
    digest = fields.Char(required=True)
    moment = fields.Datetime(required=True)

    _lookup_idx = models.Index("(digest, moment)")

    @api.model
    def _digests(self, address, number):
        return {
            kind: hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()
            for kind, value in (("address", address), ("number", number))
        }

    @api.model
    def _is_blocked(self, address, number):
        """Whether this address or this number has failed too often just now."""
        digests = self._digests(address, number)
        since = fields.Datetime.now() - WINDOW
        counts = dict(
            self._read_group(
                [("digest", "in", list(digests.values())), ("moment", ">", since)],
                ["digest"],
                ["__count"],
            )
        )
        return any(
            counts.get(digest, 0) >= LIMITS[kind] for kind, digest in digests.items()
        )

    @api.model
    def _record(self, address, number):
        """Keep a failed attempt."""
        now = fields.Datetime.now()
        self.create(
            [
                {"kind": kind, "digest": digest, "moment": now}
                for kind, digest in self._digests(address, number).items()
            ]
        )

    @api.autovacuum
    def _gc_attempts(self):
        self.search([("moment", "<", fields.Datetime.now() - WINDOW)]).unlink()
