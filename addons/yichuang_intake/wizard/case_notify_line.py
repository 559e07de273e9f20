from odoo import fields, models


class CaseNotifyLine(models.TransientModel):
    """One defect of a case."""

    _name = "yichuang.case.notify.line"
    _description = "Line of the supplement notice of a case"
    _inherit = ["yichuang.notify.line"]

    notify_id = fields.Many2one(
        "yichuang.case.notify", required=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="notify_id.case_id")
    material_id = fields.Many2one(domain="[('case_id', '=', case_id)]")
