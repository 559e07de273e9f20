from odoo import fields, models


class CaseDefer(models.TransientModel):
    """What acceptance with materials to follow asks for: the signed undertaking."""

    _name = "yichuang.case.defer"
    _description = "Acceptance with materials to follow"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    missing = fields.Text(compute="_compute_missing", help="容缺材料")
    signed_by = fields.Char(help="容缺承诺人: who signs the undertaking.")
    consequence = fields.Char(compute="_compute_missing", help="逾期后果")

    def _compute_missing(self):
        policies = dict(
            self.env["res.company"]
            ._fields["deferral_overdue"]
            ._description_selection(self.env)
        )
        for wizard in self:
            case = wizard.case_id
            wizard.missing = "\n".join(case.material_ids._lacking().mapped("name"))
            wizard.consequence = policies.get(case.company_id.sudo().deferral_overdue)

    def action_confirm(self):
        """Accept the application."""
        self.ensure_one()
        self.case_id._transition(
            "accept_deferred",
            {"deferral_signed_by": self.signed_by},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
