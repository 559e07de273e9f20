from odoo import api, fields, models


class CaseRefuse(models.TransientModel):
    """What a refusal of acceptance has to state (行政许可法 Art. 32, 38)."""

    _name = "yichuang.case.refuse"
    _description = "Refusal of acceptance"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    refusal_kind = fields.Selection(
        [
            ("not_needed", "No permission is needed for it"),
            ("not_competent", "Another organ is competent"),
            ("not_supplemented", "What was missing did not come in due form"),
        ],
        "Ground",
        help="不受理 (Art. 32(1)) or 不予受理 (Art. 32(2)).",
    )
    late = fields.Boolean(
        compute="_compute_late",
        help="The ground is one that is told at once, and the day of receipt is over.",
    )
    reasons = fields.Text(help="理由")
    legal_basis = fields.Text(help="法律依据")
    competent_organ = fields.Char(help="应当向其申请的行政机关")
    remedies = fields.Text(
        compute="_compute_remedies", store=True, readonly=False, help="救济途径"
    )

    @api.depends("case_id", "refusal_kind")
    def _compute_late(self):
        for wizard in self:
            wizard.late = bool(wizard.case_id._told_late(wizard.refusal_kind))

    @api.depends("case_id")
    def _compute_remedies(self):
        for wizard in self:
            wizard.remedies = self.env["yichuang.case.decide"]._remedies_text(
                wizard.case_id
            )

    def action_confirm(self):
        """Refuse acceptance."""
        self.ensure_one()
        self.case_id._transition(
            "refuse",
            {
                "refusal_kind": self.refusal_kind,
                "reasons": self.reasons,
                "legal_basis": self.legal_basis,
                "competent_organ": self.competent_organ,
                "remedies": self.remedies,
            },
            payload={"kind": self.refusal_kind or ""},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
