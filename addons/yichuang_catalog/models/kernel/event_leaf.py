from odoo import fields, models

from .event import ENQUEUE_SQL


class EventLeaf(models.Model):
    """The place of one event in the sealed log; without a seal, its place in the
    queue. PostgreSQL adds the row with the event, so none can be forgotten, and
    an event whose transaction commits late simply waits for the next seal.
    """

    _name = "yichuang.event.leaf"
    _description = "Place of an event in the sealed log"
    _log_access = False
    _order = "seal_id, position"

    event_id = fields.Many2one(
        "yichuang.event", required=True, readonly=True, ondelete="restrict"
    )
    seal_id = fields.Many2one("yichuang.event.seal", readonly=True, ondelete="restrict")
    position = fields.Integer(readonly=True)
    leaf_hash = fields.Char(readonly=True)

    _event_uniq = models.UniqueIndex("(event_id)")
    _place_uniq = models.UniqueIndex("(seal_id, position) WHERE seal_id IS NOT NULL")
    _queue_idx = models.Index("(event_id) WHERE seal_id IS NULL")

    def init(self):
        self.env.cr.execute(ENQUEUE_SQL)
