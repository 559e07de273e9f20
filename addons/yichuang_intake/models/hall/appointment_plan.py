from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.appointment_slots import Opening


class AppointmentPlan(models.Model):
    """Hours in which a zone receives by appointment on working days (预约时段)."""

    _name = "yichuang.appointment.plan"
    _description = "Hours for appointments"
    _order = "zone_id, hour_from, id"
    _rec_name = "zone_id"
    _check_company_auto = True

    zone_id = fields.Many2one(
        "yichuang.zone",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
        help="服务区",
    )
    company_id = fields.Many2one(
        related="zone_id.company_id", store=True, index=True, precompute=True
    )
    hour_from = fields.Float("Begins At", required=True, default=9, help="开始时间")
    hour_to = fields.Float("Ends At", required=True, default=11, help="结束时间")
    minutes = fields.Integer(
        "Minutes a Slot", required=True, default=30, help="每个时段的分钟数"
    )
    places = fields.Integer(
        "People a Slot", required=True, default=2, help="每个时段的名额"
    )
    active = fields.Boolean(default=True)

    _default_order_idx = models.Index("(zone_id, hour_from, id)")

    @api.constrains("hour_from", "hour_to", "minutes", "places")
    def _check_numbers(self):
        for plan in self:
            if (
                not 0 <= plan.hour_from < plan.hour_to <= 24
                or not 5 <= plan.minutes <= 240
                or not 1 <= plan.places <= 100
            ):
                raise ValidationError(
                    self.env._(
                        "Hours run forward within a day, a slot has 5 to 240 minutes "
                        "and 1 to 100 places."
                    )
                )

    def _openings(self):
        return [
            Opening(plan.hour_from, plan.hour_to, plan.minutes, plan.places)
            for plan in self
        ]
