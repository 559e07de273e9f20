from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class ClockSegment(models.Model):
    """One line of a clock's ledger: what happened to the period, and by which
    article. Lines are added, never changed."""

    _name = "yichuang.clock.segment"
    _description = "Clock ledger line"
    _order = "clock_id.id, id"
    _rec_name = "kind"

    clock_id = fields.Many2one(
        "yichuang.clock", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [
            ("start", "Start"),
            ("pause", "Pause"),
            ("extension", "Extension"),
            ("stop", "Stop"),
        ],
        required=True,
        help="起算, 扣除, 延长, 停止",
    )
    from_on = fields.Date("From", required=True)
    to_on = fields.Date("To", help="Last day of a pause.")
    days = fields.Integer("Length")
    unit = fields.Selection(
        [("workday", "Working days"), ("day", "Calendar days"), ("month", "Months")]
    )
    article = fields.Char(help="法律依据")
    reason = fields.Char(help="事由")
    ground = fields.Char(help="特别程序种类 of a pause.")
    key = fields.Char(help="Which procedure a pause belongs to.")
    approver_id = fields.Many2one(
        "res.users", "Approved By", ondelete="restrict", help="批准人"
    )
    document_id = fields.Many2one(
        "yichuang.document",
        "Told By",
        ondelete="restrict",
        index="btree_not_null",
        help="告知文书: the document that told the applicant.",
    )
    recorded_on = fields.Date(
        "Entered",
        required=True,
        default=lambda _self: hall_date(),
        help="登记日: a sheet “as of” a day knows only what was entered by then.",
    )

    def write(self, vals):
        if self:
            raise UserError(
                self.env._(
                    "A line of the ledger cannot be changed. Add the line that follows "
                    "from what happened."
                )
            )
        return super().write(vals)

    _default_order_idx = models.Index("(clock_id, id)")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_case_draft(self):
        raise UserError(
            self.env._("A line of the ledger cannot be deleted: due dates rest on it.")
        )
