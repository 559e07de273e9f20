from odoo import models


class Agency(models.Model):
    """What happens in contracts counts for an agency's credit."""

    _inherit = "yichuang.market.agency"

    def _note_credit(self, code, evidence):
        """Propose a credit event about these agencies.

        Only proposed: whether it counts is decided after the agency was heard. Where
        the register of credit events is not there, the fact stays in the event log.

        :param code: what happened, such as ``declined`` or ``late``
        :param evidence: where it can be read, in one line
        """
        for agency in self:
            agency._log_event("credit", {"code": code, "evidence": evidence})
        if "yichuang.market.credit.event" in self.env:
            # Nobody writes credit by hand; the step that tells of it was checked.
            self.env["yichuang.market.credit.event"].sudo()._propose(
                self, code, evidence
            )
