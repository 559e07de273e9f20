from odoo import fields, models

from ..tools.workdays import hall_date


class ServiceProposal(models.TransientModel):
    """Asks for the reason and the day of a suspension, resumption or cancellation,
    which another person then decides on."""

    _name = "yichuang.service.proposal"
    _description = "Proposal on a Service"

    version_id = fields.Many2one(
        "yichuang.service.version", required=True, ondelete="cascade"
    )
    verb = fields.Selection(
        selection=[
            ("suspend", "Suspension"),
            ("resume", "Resumption"),
            ("cancel", "Cancellation"),
        ],
        required=True,
    )
    effective_on = fields.Date(
        string="From", required=True, default=lambda self: hall_date()
    )
    resume_on = fields.Date(
        string="Expected Back On", help="预计恢复日期; empty if it is not known."
    )
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Enter the proposal in the ledger, for an approver to decide."""
        self.ensure_one()
        change = self.env["yichuang.service.change"]._propose(
            self.version_id,
            self.verb,
            {
                "effective_on": self.effective_on,
                "resume_on": self.verb == "suspend" and self.resume_on,
                "reason": self.reason,
            },
        )
        return change._open_form()
