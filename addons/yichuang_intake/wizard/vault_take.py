from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import vault


class VaultTake(models.TransientModel):
    """What is still to be settled before a document on file is taken: that its holder
    agrees, that the original was seen."""

    _name = "yichuang.vault.take"
    _description = "Taking a document from the file"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    material_id = fields.Many2one(
        "yichuang.case.material", required=True, ondelete="cascade", help="材料"
    )
    document_name = fields.Char("On File", compute="_compute_document")
    document_number = fields.Char(compute="_compute_document")
    issuer = fields.Char(compute="_compute_document")
    expires_on = fields.Date("Valid Until", compute="_compute_document")
    grade = fields.Char("Trust Level", compute="_compute_document")
    needs_original = fields.Boolean(compute="_compute_document")
    needs_consent = fields.Boolean(compute="_compute_document")
    original_seen = fields.Boolean(
        "Agrees with the Original", help="与原件核对无误: the document becomes grade B."
    )
    agreed = fields.Boolean("The Applicant Agrees", help="申请人同意使用其在库材料.")
    scope = fields.Selection(
        [("case", "This Case Only"), ("all", "All Matters Here")],
        required=True,
        default="case",
        help="授权范围: 仅本次办件, 本大厅全部事项.",
    )
    until_on = fields.Date("Until", help="授权截止日, inclusive.")

    @api.depends("material_id")
    def _compute_document(self):
        for wizard in self:
            document = wizard._offer()
            wizard.document_name = document.name
            wizard.document_number = document.number
            wizard.issuer = document.issuer
            wizard.expires_on = document.expires_on
            wizard.grade = document and document.grade.upper()
            wizard.needs_original = document and vault.needs_original(
                document.grade, document.report
            )
            wizard.needs_consent = document and not document._covered_for(
                wizard.case_id
            )

    def _offer(self):
        """What is offered for the line, to whoever may write the case."""
        self.case_id.check_access("write")
        offers = self.case_id._vault_offers()
        return offers.get(
            self.material_id.id, self.env["yichuang.vault.document"].sudo()
        )

    def action_open(self):
        """Open the copy on file, to compare it with the original."""
        self.ensure_one()
        # Offered to whoever may write the case; opened by their own right.
        return self._offer().sudo(False).action_open()

    def action_confirm(self):
        """Record what was settled, and take the document."""
        self.ensure_one()
        if self.material_id.case_id != self.case_id:
            raise UserError(
                self.env._(
                    "Choose a material of %(case)s.", case=self.case_id.display_name
                )
            )
        self.material_id.check_access("write")
        document = self._offer()
        if not document:
            raise UserError(self.env._("It is not on file any more."))
        if self.needs_original and not self.original_seen:
            raise UserError(
                self.env._(
                    "Nobody has compared this document with its original yet "
                    "(国办函〔2016〕108号). Have the original shown, or take the "
                    "material on paper."
                )
            )
        if self.needs_consent and not self.agreed:
            raise UserError(
                self.env._(
                    "What is on file is used with its holder's consent only "
                    "(个人信息保护法 Art. 13). Ask the applicant, or take the material "
                    "on paper."
                )
            )
        if self.needs_consent:
            case = self.case_id if self.scope == "case" else None
            document._give_consent("window", case=case, until_on=self.until_on)
        if self.needs_original:
            document._step("verify")
        self.material_id._take_from_file(document)
        return {"type": "ir.actions.act_window_close"}
