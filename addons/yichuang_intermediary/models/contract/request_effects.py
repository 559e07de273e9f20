from odoo import SUPERUSER_ID, models


class Request(models.Model):
    """What a granted request brings about in its contract."""

    _inherit = "yichuang.market.request"

    def _carry_out_extension(self):
        self.contract_id._extend(self.days)

    def _carry_out_suspension(self):
        self.contract_id._suspend(self.until_on, self.reason)

    def _carry_out_change(self):
        """The agreed price stays as it was signed; what is paid is the sum."""
        self.contract_id._log_event("change", {"fen": self.change_fen})

    def _carry_out_termination(self):
        self.contract_id.with_user(SUPERUSER_ID)._transition(
            "terminate",
            {
                "end_reason": self.reason,
                "end_fault": "none",
                "handed_list": self.handed_list,
            },
        )
