from odoo import fields, models

from ...tools.supervision import ANSWER_DAYS


class ResCompany(models.Model):
    """What a hall settles about supervision."""

    _inherit = "res.company"

    alert_answer_days = fields.Integer(
        "Working Days to Answer a Supervision Letter",
        required=True,
        default=ANSWER_DAYS,
        help="督办答复期限; no national rule sets it.",
    )

    short_name = fields.Char(
        help="机关代字: what the numbers of the hall's own letters begin with; empty "
        "for its name.",
    )

    _alert_answer_positive = models.Constraint(
        "CHECK (alert_answer_days > 0)",
        "A supervision letter is answered in one working day or more.",
    )
