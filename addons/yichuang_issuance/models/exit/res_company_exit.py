from odoo import fields, models


class Company(models.Model):
    """What a hall settles about its exit window; the law names none of these days, so
    the defaults are a usual practice."""

    _inherit = "res.company"

    collect_reminder_days = fields.Integer(
        "Days Before a Reminder to Collect",
        default=7,
        required=True,
        help="领取提醒间隔(天): after these the applicant is told again.",
    )
    collect_reminders = fields.Integer(
        "Reminders to Collect", default=3, required=True, help="提醒次数上限"
    )
    uncollected_days = fields.Integer(
        "Days Until a Result Counts as Uncollected",
        default=60,
        required=True,
        help="逾期未领(天): it is proposed for return to the organ.",
    )
    delivery_warning_days = fields.Integer(
        "Days of Warning Before the Time to Deliver Ends",
        default=3,
        required=True,
        help="送达期限预警提前天数",
    )

    _exit_days_positive = models.Constraint(
        "CHECK (collect_reminder_days > 0 AND collect_reminders >= 0"
        " AND uncollected_days > 0 AND delivery_warning_days >= 0)",
        "Days of the exit window are counted from 1.",
    )
