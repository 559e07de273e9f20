"""The append-only history that courts, supervisors and applicants can trust."""

import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.canonical import canonical_text

GUARD_SQL = """
CREATE OR REPLACE FUNCTION yichuang_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION yichuang_event_enqueue() RETURNS trigger AS $$
BEGIN
    INSERT INTO yichuang_event_leaf (event_id) SELECT id FROM added;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;
"""

APPEND_ONLY_SQL = """
CREATE OR REPLACE TRIGGER %(table)s_append_only
    BEFORE UPDATE OR DELETE ON %(table)s
    FOR EACH ROW EXECUTE FUNCTION yichuang_append_only();
CREATE OR REPLACE TRIGGER %(table)s_no_truncate
    BEFORE TRUNCATE ON %(table)s
    FOR EACH STATEMENT EXECUTE FUNCTION yichuang_append_only();
"""

ENQUEUE_SQL = """
CREATE OR REPLACE TRIGGER yichuang_event_enqueue
    AFTER INSERT ON yichuang_event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION yichuang_event_enqueue();
"""


class Event(models.Model):
    """One legally relevant fact: what happened to which record, by whom, when.

    Rows are only ever added; PostgreSQL itself refuses to change or delete them.
    Each row that commits also enters the queue ``yichuang.event.leaf``, from
    which a scheduled job seals batches into a Merkle log whose roots are
    published (``yichuang.event.seal``). Nothing is hashed from row to row inside
    the transaction, so writers never wait for each other.
    """

    _name = "yichuang.event"
    _description = "Event"
    _log_access = False
    _order = "id desc"
    _rec_name = "action"

    res_model = fields.Char("Document Type", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="res_model", required=True, readonly=True
    )
    action = fields.Char(required=True, readonly=True)
    actor_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict"
    )
    moment = fields.Datetime(required=True, readonly=True)
    payload = fields.Text(
        required=True, readonly=True, help="The facts, as canonical JSON."
    )
    digest = fields.Char(
        "SHA-256", required=True, readonly=True, help="SHA-256 of the facts."
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, ondelete="restrict"
    )

    _record_idx = models.Index("(res_model, res_id, id DESC)")
    _company_idx = models.Index("(company_id, id DESC)")
    _actor_idx = models.Index("(actor_id, id DESC)")

    def init(self):
        self.env.cr.execute(GUARD_SQL)
        self.env.cr.execute(APPEND_ONLY_SQL % {"table": self._table})

    @api.model
    def _append(self, entries):
        """Record facts.

        :param entries: iterable of ``(record, action, payload)``; payload is a dict
            of plain values and must not hold identity numbers or secrets
        :returns: the new events
        """
        moment = fields.Datetime.now()
        vals_list = []
        for record, action, payload in entries:
            text = canonical_text(payload)
            company = record["company_id"] if "company_id" in record._fields else None
            vals_list.append(
                {
                    "res_model": record._name,
                    "res_id": record.id,
                    "action": action,
                    "actor_id": self.env.uid,
                    "moment": moment,
                    "payload": text,
                    "digest": hashlib.sha256(text.encode()).hexdigest(),
                    "company_id": (company or self.env.company).id,
                }
            )
        return self.sudo().create(vals_list).sudo(self.env.su)

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    def _refuse_change(self):
        raise UserError(
            self.env._("The event log is append-only: nothing in it can be changed.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("The event log is append-only: nothing in it can be deleted.")
        )

    def _log_rows(self):
        """These events as rows of the exported log, in the order given.

        :rtype: list[dict], the shape of ``tools/event_log.py``
        """
        return [
            {
                "id": event.id,
                "res_model": event.res_model,
                "res_id": event.res_id,
                "action": event.action,
                "actor": event.actor_id.id,
                "moment": fields.Datetime.to_string(event.moment),
                "payload": event.payload,
                "digest": event.digest,
                "company": event.company_id.id,
            }
            for event in self
        ]

    def action_open_document(self):
        """Open the record the event is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
