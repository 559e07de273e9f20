from datetime import UTC, datetime

from odoo import api, models

from ...tools import seal_check


class Seal(models.Model):
    """What anybody may learn of a sealed file they hold: who sealed it, when, whether
    it was changed since, and whether what it says is still in force."""

    _inherit = "yichuang.seal"

    @api.model
    def _examination(self, data):
        """What the seals of a file tell, one dict a seal; nothing is kept.

        :raises NotPdf: the file cannot be read
        """
        ring = self._ring()
        lists = ring.test_lists(datetime.now(UTC))
        findings = seal_check.examine(data, ring.roots(), ring.test_roots(), lists)
        register = self._in_register([found.digest for found in findings])
        return [
            {"seal": found, "register": register.get(found.digest)}
            for found in findings
        ]

    @api.model
    def _in_register(self, digests):
        """What the register says today of files that were sealed here, by hash."""
        # Whoever holds the file may know whether it is in force; its hash finds it.
        uses = (
            self.env["yichuang.seal.use"]
            .sudo()
            .search([("digest_after", "in", digests), ("state", "=", "done")])
        )
        return {use.digest_after: use._standing() for use in uses}


class SealUse(models.Model):
    _inherit = "yichuang.seal.use"

    def _standing(self):
        """Number, state and last day of what was sealed, as of today."""
        self.ensure_one()
        certificate, document = self.certificate_id, self.document_id
        if certificate:
            facts = certificate._verification_facts()
            return {
                "number": facts["number"],
                "state": facts["state"],
                "until": facts["valid_until"],
            }
        state = "valid" if document.state == "issued" else "replaced"
        return {"number": document.number, "state": state, "until": False}
