from odoo import fields, models

from ...tools.licensing_law import (
    DELIVERY_DAYS,
    PUBLIC_NOTICE_DAYS,
    SERVING_OFFICERS,
)


class ResCompany(models.Model):
    """What a hall settles about the service of documents and the review of files."""

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

    grade_excellent = fields.Float(
        "Excellent From", required=True, default=90, help="优秀: points of a hundred."
    )
    grade_good = fields.Float(
        "Good From", required=True, default=80, help="良好: points of a hundred."
    )
    grade_passed = fields.Float(
        "Passed From", required=True, default=60, help="合格: points of a hundred."
    )

    _grades_in_order = models.Constraint(
        "CHECK (100 >= grade_excellent AND grade_excellent >= grade_good"
        " AND grade_good >= grade_passed AND grade_passed >= 0)",
        "The grades of a file review follow each other: excellent, good, passed.",
    )
    _serving_positive = models.Constraint(
        "CHECK (serve_days > 0 AND serving_officers > 0 AND public_notice_days > 0)",
        "Times and numbers of the service of documents are at least 1.",
    )
