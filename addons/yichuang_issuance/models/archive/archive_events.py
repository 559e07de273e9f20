from odoo import models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools import merkle

from .archive_content import NotYetError


class Archive(models.Model):
    """The events of a matter, each with the proof that it was sealed."""

    _inherit = "yichuang.archive"

    def _event_records(self):
        """Ids of everything that belongs to the matter and has a life of its own, by
        model: the case and whatever says whose part it is."""
        self.ensure_one()
        found = {"yichuang.case": self.case_id.ids}
        for name, model in self.env.items():
            field = model._fields.get("case_id")
            if (
                name != self._name
                and not model._abstract
                and not model._transient
                and hasattr(model, "_lifecycle_transitions")
                and field is not None
                and field.store
                and field.comodel_name == "yichuang.case"
            ):
                ids = model.search([("case_id", "=", self.case_id.id)]).ids
                if ids:
                    found[name] = ids
        return found

    def _events(self):
        """The events of the matter, in their order."""
        domain = Domain.OR(
            Domain("res_model", "=", model) & Domain("res_id", "in", ids)
            for model, ids in self._event_records().items()
        )
        return self.env["yichuang.event"].search(domain, order="id")

    def _sealed_events(self):
        """The events as rows of the log, with inclusion proofs and their seals.

        :raises NotYetError: an event is not sealed yet
        """
        self.ensure_one()
        events = self._events()
        leaves = self.env["yichuang.event.leaf"].search(
            [("event_id", "in", events.ids), ("seal_id", "!=", False)]
        )
        if len(leaves) < len(events):
            raise NotYetError(
                "Some events are not sealed yet; the next seal covers them."
            )
        hashes, places = {}, []
        seals = leaves.seal_id.sorted("number")
        for leaf in seals._leaves():
            hashes.setdefault(leaf.seal_id.id, []).append(bytes.fromhex(leaf.leaf_hash))
        rows = {row["id"]: row for row in events._log_rows()}
        for leaf in leaves.sorted(lambda leaf: leaf.event_id.id):
            seal = leaf.seal_id
            index = leaf.position - seal.first
            proof = merkle.inclusion_proof(hashes[seal.id], index)
            places.append(
                {
                    "row": rows[leaf.event_id.id],
                    "seal": seal.number,
                    "index": index,
                    "proof": [node.hex() for node in proof],
                }
            )
        return {
            "events": places,
            "seals": [
                {
                    "number": seal.number,
                    "size": seal.size,
                    "root": seal.root,
                    "previous_head": seal.previous_head or "",
                    "head": seal.head,
                }
                for seal in seals
            ],
        }

    def _published_heads(self):
        """The published heads by number."""
        seals = self.env["yichuang.event.seal"].sudo()
        rows = seals.search_fetch([], ["number", "head"])
        return {row.number: row.head for row in rows}
