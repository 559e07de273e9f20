from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"


class ClerkQualification(models.Model):
    """That a clerk was trained for a group of services, and until when it counts
    (岗前培训、持证上岗)."""

    _name = "yichuang.clerk.qualification"
    _description = "Qualification of a clerk"
    _order = "until_on desc, id desc"
    _rec_name = "user_id"
    _check_company_auto = True

    user_id = fields.Many2one(
        "res.users",
        "Clerk",
        required=True,
        ondelete="restrict",
        index=True,
        help="人员",
    )
    group_id = fields.Many2one(
        "yichuang.service.group",
        "Service Group",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="事项类别",
    )
    company_id = fields.Many2one(
        related="group_id.company_id", store=True, index=True, precompute=True
    )
    training = fields.Char(required=True, help="培训或考核名称、证书编号")
    from_on = fields.Date(
        "In Force From",
        required=True,
        default=lambda _self: hall_date(),
        help="生效日期",
    )
    until_on = fields.Date("Valid Until", required=True, help="有效期至, inclusive.")
    expired = fields.Boolean(
        compute="_compute_expired", search="_search_expired", help="已过期"
    )

    _default_order_idx = models.Index("(until_on DESC, id DESC)")

    @api.constrains("from_on", "until_on")
    def _check_days(self):
        for row in self:
            if row.until_on < row.from_on:
                raise ValidationError(
                    self.env._("A qualification ends on the day it begins, or later.")
                )

    @api.constrains("user_id")
    def _check_clerk(self):
        for row in self:
            if not row.user_id.has_group(CLERK):
                raise ValidationError(
                    self.env._(
                        "%(user)s is no window clerk. Give them the role first.",
                        user=row.user_id.name,
                    )
                )

    @api.depends("until_on")
    def _compute_expired(self):
        today = hall_date()
        for row in self:
            row.expired = bool(row.until_on) and row.until_on < today

    @api.model
    def _search_expired(self, operator, value):
        if operator != "in" or True not in value:
            return NotImplemented
        return [("until_on", "<", hall_date())]

    @api.model
    def _groups_of(self, user, day):
        """The groups of services that a clerk is qualified for on a day."""
        return self.search(
            Domain("user_id", "=", user.id)
            & Domain("from_on", "<=", day)
            & Domain("until_on", ">=", day)
        ).group_id
