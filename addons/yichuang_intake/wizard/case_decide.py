from odoo import api, fields, models

from ..tools.licensing_law import LITIGATION_MONTHS, RECONSIDERATION_DAYS


class CaseDecide(models.TransientModel):
    """What the decider is asked for; a denial needs reasons, basis and remedies."""

    _name = "yichuang.case.decide"
    _description = "Decision"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    review_opinion = fields.Text(related="case_id.review_opinion")
    review_recommendation = fields.Selection(related="case_id.review_recommendation")
    outcome = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")], help="准予, 不予"
    )
    reasons = fields.Text(help="理由: facts and how the conditions are not met.")
    legal_basis = fields.Text(help="法律依据: law and article.")
    remedies = fields.Text(
        compute="_compute_remedies",
        store=True,
        readonly=False,
        help="救济途径: reconsideration and litigation.",
    )

    @api.depends("case_id")
    def _compute_remedies(self):
        for wizard in self:
            wizard.remedies = wizard._remedies_text(wizard.case_id)

    @api.model
    def _remedies_text(self, case):
        """The usual wording of the remedies against an act of the case's organ."""
        organ = case.department_id
        return self.env._(
            "Whoever does not agree may apply to %(higher)s for administrative "
            "reconsideration within %(days)s days of receiving this, or file an "
            "administrative lawsuit with the people's court within %(months)s months.",
            higher=organ.parent_id.name
            or self.env._(
                "the people's government at the same level as %(organ)s",
                organ=organ.name,
            ),
            days=RECONSIDERATION_DAYS,
            months=LITIGATION_MONTHS,
        )

    def _step_taken(self):
        return "decide"

    def action_confirm(self):
        """Take the decision."""
        self.ensure_one()
        vals = {"outcome": self.outcome}
        if self.outcome == "denied":
            vals.update(
                reasons=self.reasons,
                legal_basis=self.legal_basis,
                remedies=self.remedies,
            )
        self.case_id._transition(
            self._step_taken(),
            vals,
            payload={"outcome": self.outcome or ""},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
