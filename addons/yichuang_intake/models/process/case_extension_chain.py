from odoo import models
from odoo.exceptions import UserError


class CaseExtension(models.Model):
    """A first review is not extended: Art. 43 knows no longer time, Art. 42 is about
    the organ that decides."""

    _inherit = "yichuang.case.extension"

    def _guard_in_time(self, vals):
        for extension in self:
            case = extension.case_id
            if case.state == "accepted" and not case.legal_due_on and case._chain():
                raise UserError(
                    self.env._(
                        "%(case)s is in its first review, whose time cannot be "
                        "extended (行政许可法 Art. 43). %(organ)s can ask for a longer "
                        "time when it has accepted it.",
                        case=case.display_name,
                        organ=case.department_id.name,
                    )
                )
        return super()._guard_in_time(vals)
