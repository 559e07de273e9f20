import base64

from odoo import Command, fields, models
from odoo.exceptions import UserError

from ...tools import vault


class CaseFile(models.Model):
    """A file of a case that is put on file for later matters."""

    _inherit = "yichuang.case.file"

    def action_keep_on_file(self):
        """Ask for what the file must know of it."""
        self.ensure_one()
        return self.case_id._open_wizard(
            "yichuang.vault.keep",
            self.env._("Keep on File: %(material)s", material=self.material_id.name),
            file_id=self.id,
            issuer=self.material_id.requirement_id.sudo()._told("issuer"),
        )

    def _keep_on_file(self, facts, case=None, until_on=None):
        """Put this file on file for the applicant of its case, compared with the
        original by the clerk at work.

        :param facts: number, issuer, issued_on, expires_on
        :param case: the one case the consent is for, all matters where it is empty
        :param until_on: the last day of the consent
        :returns: the document
        """
        self.ensure_one()
        documents = self.env["yichuang.vault.document"]
        of = self.case_id
        # Nobody has access to the files of the vault; the clerk may read this one.
        files = self.env["yichuang.vault.file"].sudo()
        data = base64.b64decode(self.sudo().with_context(bin_size=False).data)
        fault = files._fault(data)
        if fault:
            raise UserError(fault)
        holder = of._vault_holder()
        known = files.search(
            [
                ("digest", "=", self.digest),
                ("document_id.digest", "=", holder["digest"]),
                ("document_id.state", "=", "on_file"),
                ("document_id.grade", "in", vault.NOT_ASKED_AGAIN),
            ],
            limit=1,
        )
        if known:
            raise UserError(
                self.env._(
                    "This very file is on file already, as “%(document)s”.",
                    document=known.document_id.name,
                )
            )
        now = fields.Datetime.now()
        vals = {
            **holder,
            **facts,
            "material_id": self.material_id.requirement_id.material_id.id,
            "name": self.material_id.name,
            "grade": vault.first_grade("window"),
            "origin": "window",
            "verified_by_id": self.env.uid,
            "verified_on": now,
            "file_ids": [Command.create(files._vals(self.material_id.name, data))],
        }
        # Nobody creates documents by hand; the right to the case was checked.
        document = documents.sudo()._create_guarded([vals])
        document._transition("keep")
        document._give_consent("window", case=case, until_on=until_on)
        of._log_event(
            "keep_on_file", {"material": document.name, "sha256": self.digest}
        )
        return document.sudo(False)
