from odoo import fields, models


class ResCompany(models.Model):
    """The hall's own periods of a service contract, where the law leaves a range."""

    _inherit = "res.company"

    market_confirm_workdays = fields.Integer(
        "Copy to be confirmed within",
        default=2,
        help="合同确认期限: working days from the upload of the signed copy.",
    )
    market_data_workdays = fields.Integer(
        "Base data to be handed over within",
        default=3,
        help="基础资料移交期限: working days from the signing.",
    )
    market_answer_workdays = fields.Integer(
        "Requests to be answered within",
        default=2,
        help="申请答复期限: working days, after which the hall decides.",
    )
    market_pause_days = fields.Integer(
        "Longest suspension",
        default=60,
        help="最长暂停: calendar days of one suspension of the service.",
    )
    market_rework_workdays = fields.Integer(
        "Rework within",
        default=5,
        help="整改期限: working days from the return of the work.",
    )
    market_accept_workdays = fields.Integer(
        "Accept or return within",
        default=5,
        help="验收期限: working days from the delivery, 1 to 20.",
    )
    market_rate_workdays = fields.Integer(
        "Rate within",
        default=10,
        help="互评期限: working days from the acceptance.",
    )

    _market_service_periods = models.Constraint(
        "CHECK (LEAST(market_confirm_workdays, market_data_workdays, "
        "market_answer_workdays, market_pause_days, market_rework_workdays, "
        "market_rate_workdays) >= 1 AND market_accept_workdays BETWEEN 1 AND 20)",
        "The periods of a service contract are one day at least, and work is accepted "
        "or returned within 1 to 20 working days.",
    )
