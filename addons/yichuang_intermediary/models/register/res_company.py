from odoo import fields, models


class ResCompany(models.Model):
    """The hall's own periods of the market's register."""

    _inherit = "res.company"

    market_check_workdays = fields.Integer(
        "Check of an agency",
        default=5,
        help="一致性核查期限: working days in which the hall compares what an agency "
        "entered with its documents.",
    )
    market_register_workdays = fields.Integer(
        "Publicity of an agency",
        default=5,
        help="入驻公示期, in working days; objections are possible until its end.",
    )

    _market_register_positive = models.Constraint(
        "CHECK (market_check_workdays BETWEEN 1 AND 20 "
        "AND market_register_workdays BETWEEN 0 AND 20)",
        "An agency is checked within 1 to 20 working days and made public for 0 to 20.",
    )
