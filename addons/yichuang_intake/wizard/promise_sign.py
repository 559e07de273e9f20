from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class CasePromiseSign(models.TransientModel):
    """What acceptance on a promise asks for: who signed it, when and how."""

    _name = "yichuang.case.promise.sign"
    _description = "Acceptance on a promise"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    conditions = fields.Text(
        related="case_id.version_id.promise_conditions", string="Conditions Told"
    )
    missing = fields.Text(compute="_compute_told", help="以承诺替代的材料")
    check = fields.Char("Checked", compute="_compute_told", help="核查方式与期限")
    signed_by = fields.Char(
        compute="_compute_signed_by", store=True, readonly=False, help="承诺人"
    )
    signed_on = fields.Date(
        "Promise Signed On",
        compute="_compute_signed_on",
        store=True,
        readonly=False,
        help="承诺日期",
    )
    signed_how = fields.Selection(
        [("paper", "On paper"), ("online", "Online")],
        compute="_compute_signed_how",
        store=True,
        readonly=False,
        help="签署方式: 纸质, 在线",
    )
    stated = fields.Text(
        related="case_id.promise_offered", string="Commitments Stated Online"
    )

    @api.depends("case_id")
    def _compute_told(self):
        for wizard in self:
            case = wizard.case_id
            wizard.missing = "\n".join(case.material_ids._lacking().mapped("name"))
            wizard.check = case._inspection_words() if case else False

    @api.depends("case_id")
    def _compute_signed_by(self):
        for wizard in self:
            case = wizard.case_id
            wizard.signed_by = (
                case.promise_offered_by
                or case.legal_representative
                or case.applicant_name
            )

    @api.depends("case_id")
    def _compute_signed_on(self):
        for wizard in self:
            offered_on = wizard.case_id.promise_offered_on
            wizard.signed_on = hall_date(offered_on) if offered_on else hall_date()

    @api.depends("case_id")
    def _compute_signed_how(self):
        for wizard in self:
            signed = wizard.case_id.promise_offered_on
            wizard.signed_how = "online" if signed else "paper"

    def action_confirm(self):
        """Accept the application."""
        self.ensure_one()
        self.case_id._transition(
            "accept_promised",
            {
                "signed_by": self.signed_by,
                "signed_on": self.signed_on,
                "signed_how": self.signed_how,
            },
            payload={"signed_by": self.signed_by or ""},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
