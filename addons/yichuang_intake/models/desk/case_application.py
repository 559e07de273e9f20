from odoo import models


class Case(models.Model):
    """What is missing in a single application before it can be submitted."""

    _inherit = "yichuang.case"

    def _application_gaps(self):
        gaps = super()._application_gaps()
        allowed = self.version_id.applicant_kind
        if allowed not in ("any", self.applicant_kind):
            gaps["applicant_kind"] = self.env._(
                "This service is not open to this kind of applicant."
            )
        return gaps
