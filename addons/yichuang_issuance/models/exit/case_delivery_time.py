from datetime import timedelta
from itertools import product

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

OWING = ("decided", "certifying", "at_exit")


class Case(models.Model):
    """The ten working days to deliver (行政许可法 Art. 44) are watched: managers are
    told before they end, and once more when they have."""

    _inherit = "yichuang.case"

    _guarded_fields = frozenset({"delivery_warning"})

    delivery_warning = fields.Selection(
        [("soon", "Ends Soon"), ("late", "Overdue")],
        readonly=True,
        copy=False,
        help="送达期限预警: what the managers were told of last.",
    )

    _owing_idx = models.Index(
        "(due_on, id) WHERE state IN ('decided', 'certifying', 'at_exit')"
    )

    @api.model
    def _cron_warn_delivery(self):
        """Tell of results that are due soon, and of those that are overdue."""
        companies = self.env["res.company"].search([("hall_code", "!=", False)])
        for company, level in product(companies, ("late", "soon")):
            self._sweep(
                self._delivery_due_domain(company, level),
                lambda cases, level=level: cases._warn_delivery(level),
            )
        self.env["yichuang.delivery"]._warn_again()

    @api.model
    def _delivery_due_domain(self, company, level):
        today = hall_date()
        days = company.delivery_warning_days
        owing = [
            ("company_id", "=", company.id),
            ("state", "in", OWING),
            ("due_on", "!=", False),
        ]
        if level == "late":
            return [*owing, ("due_on", "<", today), ("delivery_warning", "!=", "late")]
        return [
            *owing,
            ("due_on", ">=", today),
            ("due_on", "<=", today + timedelta(days=days)),
            ("delivery_warning", "=", False),
        ]

    def _warn_delivery(self, level):
        self._write_guarded({"delivery_warning": level})
        for case in self:
            case._log_event("delivery_warning", {"level": level})
        self._put_on_managers_desks(self._delivery_warning(level))

    @api.model
    def _delivery_warning(self, level):
        """What managers are told at this level."""
        return (
            self.env._("Result not delivered in time (行政许可法 Art. 44)")
            if level == "late"
            else self.env._("The time to deliver the result ends soon (Art. 44)")
        )
