from odoo import fields, models
from odoo.exceptions import UserError


class ExchangeRow(models.Model):
    """What one partner was last told of one record, and what it answered: the sheet
    on which both sides' books are reconciled (对账).

    A row that could not be sent stands here too, with what is lacking.
    """

    _name = "yichuang.exchange.row"
    _description = "Exchanged row"
    _order = "id desc"
    _rec_name = "guid"

    partner_id = fields.Many2one(
        "yichuang.exchange.partner",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="partner_id.company_id", store=True, index=True, precompute=True
    )
    package_id = fields.Many2one(
        "yichuang.exchange.package",
        "Last Package",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    case_id = fields.Many2one(
        "yichuang.case", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    table_name = fields.Char("Table", required=True, readonly=True)
    guid = fields.Char("Row GUID", required=True, readonly=True, help="row_guid")
    digest = fields.Char(readonly=True, help="SHA-256 of what was last told.")
    operation = fields.Selection(
        [("I", "New"), ("U", "Changed")], readonly=True, help="cd_operation"
    )
    state = fields.Selection(
        [
            ("lacking", "Not Sent: Something Is Lacking"),
            ("sent", "Sent, Not Answered"),
            ("taken", "Taken Over"),
            ("rejected", "Rejected"),
        ],
        required=True,
        readonly=True,
        help="缺项未发, 已发未回, 已接收, 已退回",
    )
    reason = fields.Char(readonly=True, help="What is lacking, or why it was rejected.")
    reentry_minutes = fields.Integer(
        "Minutes of Double Entry",
        aggregator="sum",
        help="二次录入用时: minutes somebody spent typing this in again on the other "
        "side.",
    )

    _guid_uniq = models.UniqueIndex("(partner_id, guid)")
    _open_idx = models.Index(
        "(partner_id, id DESC) WHERE state IN ('sent', 'rejected')"
    )
    _minutes_positive = models.Constraint(
        "CHECK (reentry_minutes >= 0)", "Minutes cannot be negative."
    )

    def write(self, vals):
        # The system itself writes the books; people add the minutes they spent.
        if not self.env.su and set(vals) - {"reentry_minutes"}:
            raise UserError(
                self.env._(
                    "What was sent and answered stands as it happened. Only the "
                    "minutes of double entry are entered by hand."
                )
            )
        return super().write(vals)
