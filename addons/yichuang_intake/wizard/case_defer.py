from odoo import fields, models


class CaseDefer(models.TransientModel):
    """Acceptance of a case with materials to follow."""

    _name = "yichuang.case.defer"
    _description = "Acceptance with materials to follow"
    _inherit = ["yichuang.defer"]
    _deferral_of = "case_id"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
