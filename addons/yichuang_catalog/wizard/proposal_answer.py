from odoo import fields, models
from odoo.tools import clean_context


class ProposalAnswer(models.TransientModel):
    """Asks for the answer to a proposal from below, with its reasons."""

    _name = "yichuang.proposal.answer"
    _description = "Answer to a Proposal"

    proposal_id = fields.Many2one(
        "yichuang.proposal", required=True, ondelete="cascade"
    )
    transition = fields.Selection(
        selection=[("accept", "Accept"), ("decline", "Decline")], required=True
    )
    revision = fields.Integer(required=True)
    answer = fields.Text(required=True, help="答复意见")

    def action_confirm(self):
        """Perform the transition with the answer given."""
        self.ensure_one()
        # The defaults of this dialog are not those of the draft that comes of it.
        plain = self.with_context(clean_context(self.env.context))
        proposal = plain.proposal_id
        proposal._transition(
            self.transition,
            proposal._answered(self.answer),
            payload={"answer": self.answer},
            expected_revision=self.revision,
        )
        if proposal.result_version_id:
            return proposal.result_version_id._open_form()
        return {"type": "ir.actions.act_window_close"}
