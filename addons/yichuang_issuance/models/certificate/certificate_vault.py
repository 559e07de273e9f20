from odoo import models


class Certificate(models.Model):
    """What is issued here is put on file for its holder, so that no window of this
    hall asks for it again (国务院令第716号 Art. 7); the copy on file follows it."""

    _inherit = "yichuang.certificate"

    def _after_issue(self, vals):
        super()._after_issue(vals)
        self._put_on_file()

    def _after_suspend(self, vals):
        self._vault_follows("suspend", ("on_file",))

    def _after_resume(self, vals):
        self._vault_follows("resume", ("suspended",))

    def _after_revoke(self, vals):
        self._vault_follows(
            "invalidate",
            ("on_file", "suspended"),
            {"invalid_reason": self.env._("The certificate was revoked.")},
        )

    def _after_cancel(self, vals):
        self._vault_follows(
            "invalidate",
            ("on_file", "suspended"),
            {"invalid_reason": self.env._("The certificate was cancelled.")},
        )

    def _after_expire(self, vals):
        self._vault_follows("expire", ("on_file", "suspended"))

    def _put_on_file(self):
        """Keep these as grade A for the materials that they are."""
        # The exit window puts certificates on file without seeing what else is there.
        documents = self.env["yichuang.vault.document"].sudo()
        certificates = self.sudo()
        holders = certificates.case_id._vault_holders()
        materials = certificates._vault_materials()
        documents._create_guarded(
            [
                {
                    **holders[certificate.case_id.id],
                    "material_id": material.id,
                    "certificate_id": certificate.id,
                    "name": certificate.title,
                    "number": certificate.number,
                    "issuer": certificate.issuer_name,
                    "issued_on": certificate.issued_on,
                    "expires_on": certificate.valid_until,
                    "grade": "a",
                    "origin": "organ",
                }
                for certificate in certificates
                if certificate.case_id.id in holders
                for material in materials[certificate.id]
            ]
        )._by_system("keep")

    def _vault_materials(self):
        """The materials that each of these is, by id: as its type says, else those
        that the library names as results of its item."""
        items = self.case_id.service_id.item_id
        known = self.env["yichuang.material"].search(
            [("produced_by_item_ids", "in", items.ids)]
        )
        return {
            certificate.id: certificate.type_id.material_ids
            or known.filtered(
                lambda material, of=certificate: (
                    of.case_id.service_id.item_id in material.produced_by_item_ids
                )
            )
            for certificate in self
        }

    def _vault_follows(self, step, states, vals=None):
        """Let what is on file of these go the same way."""
        # Whoever ends a certificate has no right to the file, which follows by itself.
        self.env["yichuang.vault.document"].sudo().search(
            [("certificate_id", "in", self.ids), ("state", "in", states)]
        )._by_system(step, vals)
