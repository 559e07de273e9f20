from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# What each step states, in the fields of the promise; ``text`` goes into the first.
STATED = {
    "withdraw": ("withdraw_reason",),
    "order": ("shortcomings", "correct_by"),
    "find_broken": ("breach", "breach_kind"),
    "clear": ("cleared_reason",),
    "revoke": ("reasons", "heard", "legal_basis"),
}


class CasePromiseStep(models.TransientModel):
    """What a step of a promise must state."""

    _name = "yichuang.case.promise.step"
    _description = "Step of a promise"

    promise_id = fields.Many2one(
        "yichuang.case.promise", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection(
        [
            ("withdraw", "Withdraw"),
            ("order", "Order to Correct"),
            ("find_broken", "Broken"),
            ("clear", "Not Broken"),
            ("revoke", "Revoke the Decision"),
        ],
        required=True,
    )
    text = fields.Text("Statement", help="理由, 与承诺不符的情况, 承诺不实的事实")
    breach = fields.Text(related="promise_id.breach", string="Facts Found")
    correct_by = fields.Date(
        compute="_compute_correct_by", store=True, readonly=False, help="整改期限"
    )
    breach_kind = fields.Selection(
        [("false", "The promise was false"), ("uncorrected", "Not corrected in time")],
        "How It Was Broken",
        help="虚假承诺, 逾期未整改",
    )
    heard = fields.Text("Statement Heard", help="陈述申辩情况")
    legal_basis = fields.Text(
        default=lambda self: self.env._("行政许可法 Art. 69"), help="法律依据"
    )

    @api.depends("promise_id")
    def _compute_correct_by(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for wizard in self:
            days = wizard.promise_id.company_id.sudo().promise_correction_days
            wizard.correct_by = days and workdays.due(hall_date(), days, "workday").date

    def action_confirm(self):
        """Take the step."""
        self.ensure_one()
        first, *others = STATED[self.step]
        self.promise_id._transition(
            self.step,
            {first: self.text, **{name: self[name] for name in others}},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
