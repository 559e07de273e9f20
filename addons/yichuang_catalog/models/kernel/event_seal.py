"""The Merkle log over the events, sealed in batches and published."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools import event_log
from .event import APPEND_ONLY_SQL

SEAL_LOCK = 0x79696368  # "yich": one sealer at a time, the others leave at once


class EventSeal(models.Model):
    """One sealed batch: the Merkle root over its events (RFC 9162) and a head that
    binds it to all batches before.

    The heads are published (public page, daily sheet), so that an edit, an
    insertion, a removal, another order and a cut tail are all found by anyone
    who kept one of them.
    """

    _name = "yichuang.event.seal"
    _description = "Seal of the event log"
    _log_access = False
    _order = "number desc"
    _rec_name = "number"

    number = fields.Integer(required=True, readonly=True)
    sealed_at = fields.Datetime(required=True, readonly=True)
    size = fields.Integer("Events", required=True, readonly=True)
    first = fields.Integer("First Position", required=True, readonly=True)
    last = fields.Integer("Last Position", required=True, readonly=True)
    root = fields.Char(required=True, readonly=True)
    previous_root = fields.Char(readonly=True)
    previous_head = fields.Char(readonly=True)
    head = fields.Char(
        required=True,
        readonly=True,
        help="Binds this root to all seals before it: the value to publish.",
    )

    _number_uniq = models.UniqueIndex("(number)")
    _sealed_at_idx = models.Index("(sealed_at)")

    def init(self):
        self.env.cr.execute(APPEND_ONLY_SQL % {"table": self._table})

    @api.model
    def _cron_seal(self, batch_size=2000):
        """Seal what has been committed since the last time, batch by batch."""
        cron = self.env["ir.cron"]
        while seal := self._seal_batch(batch_size):
            if not cron._commit_progress(seal.size):
                break

    @api.model
    def _seal_batch(self, batch_size):
        """Seal up to ``batch_size`` waiting events.

        :returns: the new seal; an empty recordset when nothing waits or another
            process is sealing
        :raises SerializationFailure: another process has sealed since this
            transaction began
        """
        seals = self.sudo()
        locked = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s)", SEAL_LOCK)
        )[0][0]
        if not locked:
            return seals.browse()
        leaves = seals.env["yichuang.event.leaf"].search(
            [("seal_id", "=", False)], order="event_id", limit=batch_size
        )
        if not leaves:
            return seals.browse()
        # A seal made since this transaction began cannot be seen in it. What it holds
        # cannot be locked either, and PostgreSQL refuses here.
        leaves.lock_for_update(allow_referencing=True)
        last = seals.search([], limit=1)
        sealed = event_log.make_seal(
            leaves.event_id._log_rows(), last._as_log() if last else None
        )
        hashes = sealed.pop("leaves")
        seal = seals.create(
            {
                **sealed,
                "sealed_at": fields.Datetime.now(),
                "size": len(leaves),
                "previous_root": last.root,
            }
        )
        seal._place(leaves, hashes)
        return seal

    def _place(self, leaves, hashes):
        """Give every leaf its seal and position, in one statement."""
        leaves.flush_recordset()
        self.env.execute_query(
            SQL(
                """
                UPDATE yichuang_event_leaf AS leaf
                   SET seal_id = %s,
                       position = %s + placed.ordinal::int - 1,
                       leaf_hash = placed.hash
                  FROM unnest(%s::int[], %s::text[]) WITH ORDINALITY
                       AS placed(id, hash, ordinal)
                 WHERE leaf.id = placed.id
             RETURNING leaf.id
                """,
                self.id,
                self.first,
                leaves.ids,
                hashes,
            )
        )
        leaves.invalidate_recordset()

    def _as_log(self, leaves=()):
        """This seal in the shape that ``tools/event_log.py`` reads."""
        return {
            "number": self.number,
            "first": self.first,
            "last": self.last,
            "leaves": list(leaves),
            "root": self.root,
            "previous_head": self.previous_head or event_log.FIRST_PREVIOUS_HEAD,
            "head": self.head,
        }

    def _leaves(self):
        """The places of these seals' events, in order."""
        return self.env["yichuang.event.leaf"].search(
            [("seal_id", "in", self.ids)], order="position"
        )

    @api.model
    def _export(self, last_number):
        """The log from its beginning to seal ``last_number``, as
        ``tools/event_log.py`` reads it.

        :rtype: dict with ``rows`` and ``seals``
        """
        seals = self.search([("number", "<=", last_number)], order="number")
        leaves = seals._leaves()
        hashes = {}
        for leaf in leaves:
            hashes.setdefault(leaf.seal_id.id, []).append(leaf.leaf_hash)
        return {
            "rows": leaves.event_id._log_rows(),
            "seals": [seal._as_log(hashes.get(seal.id, ())) for seal in seals],
        }

    def _first_difference(self):
        """A sentence on the first event of this seal that is not as it was sealed,
        ``None`` when the seal holds."""
        self.ensure_one()
        leaves = self._leaves()
        previous = self.search([("number", "=", self.number - 1)])
        rows = leaves.event_id._log_rows()
        if len(rows) == self.size:
            again = event_log.make_seal(rows, previous._as_log() if previous else None)
            if again["head"] == self.head:
                return None
        for leaf, row in zip(leaves, rows, strict=True):
            if event_log.row_leaf(row).hex() != leaf.leaf_hash:
                return self.env._(
                    "Seal %(seal)s: event %(event)s (position %(position)s) is not "
                    "as it was sealed.",
                    seal=self.number,
                    event=row["id"],
                    position=leaf.position,
                )
        return self.env._(
            "Seal %(seal)s (positions %(first)s to %(last)s) does not give its "
            "published head: an event or the seal itself was replaced.",
            seal=self.number,
            first=self.first,
            last=self.last,
        )

    def action_verify(self):
        """Recompute the selected seals from the events they cover."""
        self.check_access("read")
        seals = self.sudo().sorted("number")
        problems = [text for seal in seals if (text := seal._first_difference())]
        if problems:
            raise UserError("\n".join(problems[:10]))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(events)s events in %(seals)s seals: all as they were sealed.",
                    events=sum(seals.mapped("size")),
                    seals=len(seals),
                ),
            },
        }

    def action_export(self):
        """Download the log up to the newest of the selected seals."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/seals/log/{max(self.mapped('number'))}",
            "target": "download",
        }
