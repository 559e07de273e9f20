from odoo import fields, models


class CaseNamed(models.AbstractModel):
    """What is listed by itself and belongs to a case: beside the number of the case,
    which nobody knows by heart, stand the matter and the applicant."""

    _name = "yichuang.case.named"
    _description = "Matter and applicant of a case"

    case_id = fields.Many2one("yichuang.case")
    service_id = fields.Many2one(related="case_id.service_id")
    applicant_name = fields.Char(related="case_id.applicant_name")
