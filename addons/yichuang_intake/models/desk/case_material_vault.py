from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import vault


class CaseMaterial(models.Model):
    """A material that is taken from the file instead of being handed in."""

    _inherit = "yichuang.case.material"

    on_file = fields.Boolean(
        "Taken from File",
        readonly=True,
        copy=False,
        help="免提交: taken from the documents on file.",
    )
    vault_offer = fields.Char(
        "On File",
        compute="_compute_vault_offer",
        help="库中材料: what is on file for it, and how far that is trusted.",
    )
    vault_ready = fields.Boolean(
        compute="_compute_vault_offer",
        help="Whether it can be taken without a further question.",
    )

    @api.depends("received", "defect", "on_file")
    def _compute_vault_offer(self):
        may = self.env.su or self.env.user.has_group("yichuang_intake.group_clerk")
        offers = self.case_id._vault_offers() if may else {}
        for line in self:
            document = offers.get(line._origin.id) or offers.get(line.id)
            line.vault_offer = document and line._offer_words(document)
            line.vault_ready = document and line.case_id._vault_ready(document)

    def _offer_words(self, document):
        """What is on file, in one line of the list."""
        grade = document.grade.upper()
        if vault.needs_original(document.grade, document.report):
            return self.env._("%(grade)s: see the original first", grade=grade)
        if not document._covered_for(self.case_id):
            return self.env._("%(grade)s: ask for consent", grade=grade)
        if document.expires_on:
            return self.env._(
                "%(grade)s, valid until %(date)s", grade=grade, date=document.expires_on
            )
        return grade

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_from_file_untouched(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_from_file_untouched(vals)
        if "received" in vals and not vals["received"] and not self._has_line_pass():
            self.filtered("on_file")._put_back()
        return super().write(vals)

    def _check_from_file_untouched(self, vals):
        """That a material is on file, and that an organ provides it, is a fact."""
        if (vals.get("on_file") or vals.get("grade") == "a") and not (
            self._has_line_pass()
        ):
            raise UserError(
                self.env._(
                    "Grade A and “on file” follow from a document on file: take it "
                    "from there with the button of the line."
                )
            )

    def action_take_from_file(self):
        """Take this material from the file; ask first where the holder has to agree or
        the original has to be seen."""
        self.ensure_one()
        self.check_access("write")
        self.case_id.check_access("write")
        self.case_id._guard_not_in_applicants_hand({})
        document = self.case_id._vault_offers().get(self.id)
        if not document:
            raise UserError(
                self.env._(
                    "Nothing is on file for “%(material)s” of this applicant any more.",
                    material=self.name,
                )
            )
        if self.case_id._vault_ready(document):
            self._take_from_file(document)
            return True
        return self.case_id._open_wizard(
            "yichuang.vault.take",
            self.env._("On File: %(material)s", material=self.name),
            material_id=self.id,
        )

    def _take_from_file(self, document):
        """Let a document on file stand for this material.

        :param document: one that is offered for it, with consent; of server code
        """
        self.ensure_one()
        self._check_parent_open()
        uses = self.env["yichuang.vault.use"]
        # Nobody writes uses by hand; the right to the case was checked.
        use = uses.sudo().create(
            {
                "case_id": self.case_id.id,
                "material_id": self.id,
                "document_id": document.id,
                "name": document.name,
                "grade": document.grade,
                "used_by_id": self.env.uid,
                "originals_saved": self.originals_asked,
                "copies_saved": self.copies_asked,
                "watermark": uses._words(document, self.case_id),
            }
        )
        self._unguarded().write(
            {
                "received": True,
                "on_file": True,
                "grade": document.grade,
                "originals": 0,
                "copies": 0,
                "defect": False,
            }
        )
        self._supplement_from_file()
        document.sudo()._log_event(
            "use", {"case": self.case_id.display_name, "material": self.name}
        )
        self.case_id._log_event(
            "take_from_file",
            {"material": self.name, "document": use.name, "grade": use.grade},
        )

    def _supplement_from_file(self):
        """What a notice asked for is handed in by taking it from the file."""
        if self.case_id.state == "supplement":
            self.case_id.supplement_ids.filtered(
                lambda line: line.material_id == self and not line.handed_in_on
            ).action_hand_in()

    def _put_back(self):
        """It was a mistake: the material is to be handed in again."""
        self._check_parent_open()
        # Nobody writes uses by hand; the right to the lines is checked by their write.
        uses = (
            self.env["yichuang.vault.use"]
            .sudo()
            .search([("material_id", "in", self.ids), ("put_back_on", "=", False)])
        )
        uses.write({"put_back_on": fields.Datetime.now()})
        # Another may be taken at once, and only one counts.
        uses.flush_recordset(["put_back_on"])
        self._unguarded().write({"on_file": False, "received": False, "grade": False})
        for use in uses:
            use.case_id._log_event("put_back", {"material": use.material_id.name})
