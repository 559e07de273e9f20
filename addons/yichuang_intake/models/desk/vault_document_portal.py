import secrets

from odoo import Command, api, fields, models

from odoo.addons.yichuang_catalog.tools import citizen_id
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault

# What the form asks, and how long it may be.
STATED = {"holder_name": 100, "number": 60, "issuer": 100}
MOST_DOCUMENTS = 100


class VaultDocument(models.Model):
    """Documents that their holder uploads and looks after on the portal.

    For the pages of the holder, who does each step under their own name.
    """

    _inherit = "yichuang.vault.document"

    @api.model
    def _upload_materials(self):
        """The materials that one may upload: what published services ask for."""
        # Published content is for everybody; applicants have no rights of their own.
        materials = self.env["yichuang.material"].sudo()
        return materials.search(
            [
                ("line_ids.version_id.state", "=", "published"),
                ("line_ids.company_id", "=", self.env.company.id),
            ]
        )

    @api.model
    def _upload(self, typed, data):
        """Put on file what its holder uploads.

        :param dict typed: text by name of the input
        :param bytes data: the file
        :returns: the document, or none; and what is wrong, in words, by input
        """
        stated = {
            name: str(typed.get(name, "")).strip()[:longest]
            for name, longest in STATED.items()
        }
        material = self._upload_materials().filtered(
            lambda one: one.token == typed.get("material")
        )
        number = citizen_id.compact(str(typed.get("id_number", ""))[:30])
        kind = "legal" if typed.get("holder_kind") == "legal" else "natural"
        faults, days = self._upload_faults(typed, stated, material, kind, number)
        # Nobody has access to the files; this one is checked and kept.
        files = self.env["yichuang.vault.file"].sudo()
        fault = files._fault(data)
        if fault:
            faults["file"] = fault
        # Counted for the account; the holder may see them all.
        documents = self.sudo()
        account = self.env.user.commercial_partner_id
        if (
            documents.search_count(
                [("partner_id", "child_of", account.ids)], limit=MOST_DOCUMENTS
            )
            >= MOST_DOCUMENTS
        ):
            faults["form"] = self.env._(
                "You have %(count)s documents on file, which is the most. Withdraw one "
                "of them first.",
                count=MOST_DOCUMENTS,
            )
        if faults:
            return self.browse(), faults
        report = typed.get("report") == "1"
        natural = kind == "natural"
        document = documents._create_guarded(
            [
                {
                    **stated,
                    "holder_kind": kind,
                    "digest": self.env["yichuang.case.identity"].sudo()._digest(number),
                    "masked_number": citizen_id.mask(number) if natural else number,
                    "partner_id": self.env.user.partner_id.id,
                    "company_id": self.env.company.id,
                    "material_id": material.id,
                    "name": material.name,
                    "expires_on": days["expires_on"],
                    "grade": vault.first_grade(
                        "upload", material.kind == "form", report
                    ),
                    "origin": "upload",
                    "report": report,
                    "truth_promised_on": fields.Datetime.now(),
                    "token": secrets.token_urlsafe(16),
                    "file_ids": [Command.create(files._vals(material.name, data))],
                }
            ]
        )
        document._transition("keep")
        if typed.get("consent") == "1":
            document._give_consent("portal", until_on=days["until_on"])
        return document, {}

    def _upload_faults(self, typed, stated, material, kind, number):
        """What is wrong with the words of the form, and its days."""
        faults, days = {}, {}
        if not material:
            faults["material"] = self.env._("Choose what it is.")
        if not stated["holder_name"]:
            faults["holder_name"] = self.env._("Fill this in.")
        problem = (
            self.env["yichuang.case"]._identity_problem(kind, number)
            if number
            else self.env._("Fill this in.")
        )
        if problem:
            faults["id_number"] = problem
        if typed.get("truth") != "1":
            faults["truth"] = self.env._(
                "A document is put on file only with your promise that it is true."
            )
        today = hall_date()
        for name in ("expires_on", "until_on"):
            text = str(typed.get(name, "")).strip()
            try:
                days[name] = fields.Date.to_date(text) if text else False
            except ValueError:
                faults[name] = self.env._("This is not a day.")
                continue
            if days[name] and days[name] < today:
                faults[name] = self.env._("This day is over.")
        return faults, days
