from odoo import models
from odoo.exceptions import UserError


class Certificate(models.Model):
    """Nothing is issued on a decision that was revoked."""

    _inherit = "yichuang.certificate"

    _added_guards = {"issue": ("_guard_decision_stands",)}

    def _guard_decision_stands(self, vals):
        # That it was revoked matters to whoever issues, whatever else they may see.
        for case in self.case_id.sudo():
            if case.decision_revoked_on:
                raise UserError(
                    self.env._(
                        "The decision on %(case)s was revoked (行政许可法 Art. 69), so "
                        "no certificate is issued on it.",
                        case=case.display_name,
                    )
                )
