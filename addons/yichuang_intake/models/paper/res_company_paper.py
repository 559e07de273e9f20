from odoo import fields, models

from ...tools.licensing_law import (
    DELIVERY_DAYS,
    PUBLIC_NOTICE_DAYS,
    SERVING_OFFICERS,
)


class ResCompany(models.Model):
    """What a hall settles about the service of documents."""

    _inherit = "res.company"

    serve_days = fields.Integer(
        "Working Days to Serve a Document",
        required=True,
        default=DELIVERY_DAYS,
        help="文书送达期限: ten by law for what a decision grants (行政许可法 Art. "
        "44); the hall keeps the same time for all that it serves.",
    )
    serving_officers = fields.Integer(
        "Officers Who Serve",
        required=True,
        default=SERVING_OFFICERS,
        help="送达人人数: how many officers sign the proof of delivery of what is "
        "served in person or left on the premises.",
    )
    public_notice_days = fields.Integer(
        "Days of a Public Notice",
        required=True,
        default=PUBLIC_NOTICE_DAYS,
        help="公告送达期限: days after which what was announced counts as served "
        "(民事诉讼法 Art. 95).",
    )

    _serving_positive = models.Constraint(
        "CHECK (serve_days > 0 AND serving_officers > 0 AND public_notice_days > 0)",
        "Times and numbers of the service of documents are at least 1.",
    )
