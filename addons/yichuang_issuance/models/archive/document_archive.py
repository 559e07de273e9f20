from odoo import models

from odoo.addons.yichuang_intake.tools import document_kinds


class Document(models.Model):
    """What a document must have to be filed."""

    _inherit = "yichuang.document"

    def _owes_proof(self):
        """Whether its proof of delivery is lacking: of what decides the matter and of
        what can be contested, not of every notice."""
        self.ensure_one()
        kind = document_kinds.KINDS[self.kind]
        return (
            self.state == "issued"
            and self.to_serve
            and not self.served_on
            and (kind.remedies or self.kind in document_kinds.DECISIONS)
        )
