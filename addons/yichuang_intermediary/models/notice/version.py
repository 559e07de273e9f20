from odoo import fields, models


class NoticeVersion(models.Model):
    """How a notice read before an amendment, as it was frozen then (公告变更)."""

    _name = "yichuang.market.notice.version"
    _description = "Earlier version of a notice"
    _inherit = ["yichuang.market.document"]
    _order = "notice_id desc, version desc"
    _rec_name = "version"

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    version = fields.Integer(required=True)
    canonical = fields.Text("Frozen Text", required=True)
    canonical_sha256 = fields.Char("SHA-256 of the Notice", required=True)
    changes = fields.Text(required=True, help="变更内容")
    reason = fields.Text(required=True, help="变更理由")
    replaced_on = fields.Datetime(required=True)
    sign_ups_ended = fields.Integer(
        "Sign-ups Ended",
        groups=fields.NO_ACCESS,
        help="How many sign-ups the amendment ended; not to be known before the close.",
    )

    _version_uniq = models.UniqueIndex(
        "(notice_id, version)", "This version is kept already."
    )
    _order_idx = models.Index("(notice_id DESC, version DESC)")
