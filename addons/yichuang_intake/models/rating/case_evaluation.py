from odoo import models


class Case(models.Model):
    """When applicants are asked to rate: at the window with the receipt, online with
    the result."""

    _inherit = "yichuang.case"

    def _after_receive(self, vals):
        super()._after_receive(vals)
        at_window = self.filtered(lambda case: case.channel == "window")
        # The matters of a joint case are one visit.
        self.env["yichuang.evaluation"]._ask(
            at_window.filtered(lambda case: not case.parent_id), "onsite"
        )

    def _after_decide(self, vals):
        super()._after_decide(vals)
        self.env["yichuang.evaluation"]._ask(
            self.filtered(lambda case: case.channel == "online"), "online"
        )

    def _open_evaluation(self):
        """The rating that waits for the applicant of this case, whoever asks: its code
        is given to nobody but the applicant, on paper or on their own page."""
        self.ensure_one()
        return (
            self.env["yichuang.evaluation"]
            .sudo()
            .search([("case_id", "=", self.id), ("state", "=", "asked")], limit=1)
        )

    def _rate_url(self):
        """Where the applicant rates, or nothing."""
        evaluation = self._open_evaluation()
        return evaluation and f"{self.get_base_url()}/rate/{evaluation.token}"
