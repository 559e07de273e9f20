from odoo import api, fields, models

UNITS = [
    ("workday", "Working Days"),
    ("day", "Calendar Days"),
    ("month", "Months"),
]


class Limits(models.AbstractModel):
    """A statutory limit and the shorter one that is promised, in words as well."""

    _name = "yichuang.limits"
    _description = "Statutory and Promised Limit"

    legal_days = fields.Integer(
        string="Statutory Limit Number", default=20, help="法定办结时限"
    )
    legal_unit = fields.Selection(
        selection=UNITS, required=True, default="workday", help="法定时限单位"
    )
    promise_days = fields.Integer(
        string="Promised Limit Number", default=10, help="承诺办结时限"
    )
    promise_unit = fields.Selection(
        selection=UNITS, required=True, default="workday", help="承诺时限单位"
    )
    legal_limit = fields.Char(
        string="Statutory Limit", compute="_compute_limits", help="法定时限, in words"
    )
    promise_limit = fields.Char(
        string="Promised Limit", compute="_compute_limits", help="承诺时限, in words"
    )

    _limits_positive = models.Constraint(
        "CHECK (legal_days >= 0 AND promise_days >= 0)", "Limits cannot be negative."
    )

    @api.depends("legal_days", "legal_unit", "promise_days", "promise_unit")
    @api.depends_context("lang")
    def _compute_limits(self):
        for record in self:
            record.legal_limit = record._limit_words(
                record.legal_days, record.legal_unit
            )
            record.promise_limit = record._limit_words(
                record.promise_days, record.promise_unit
            )

    def _limit_words(self, number, unit):
        """A period as people say it: “20 working days”."""
        if not number:
            return self.env._("not stated")
        if unit == "workday":
            return self.env._("%(number)s working days", number=number)
        if unit == "month":
            return self.env._("%(number)s months", number=number)
        return self.env._("%(number)s calendar days", number=number)
