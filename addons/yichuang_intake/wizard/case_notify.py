from odoo import fields, models


class CaseNotify(models.TransientModel):
    """The one supplement notice of a case."""

    _name = "yichuang.case.notify"
    _description = "Supplement notice"
    _inherit = ["yichuang.notify"]
    _notice_of = "case_id"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    line_ids = fields.One2many(
        "yichuang.case.notify.line",
        "notify_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
