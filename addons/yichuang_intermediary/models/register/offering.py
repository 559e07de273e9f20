from odoo import api, fields, models


class Offering(models.Model):
    """What an agency publishes about one service before it may sell it: conditions,
    process, time and charges (优化营商环境条例 Art. 43)."""

    _name = "yichuang.market.offering"
    _description = "Published offer of an agency"
    _order = "agency_id, service_id, id"
    _rec_name = "service_id"

    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="cascade"
    )
    service_id = fields.Many2one(
        "yichuang.market.service", required=True, index=True, ondelete="restrict"
    )
    conditions = fields.Text(help="服务条件")
    process = fields.Text(help="服务流程")
    days = fields.Integer("Working Days", help="服务时限, in working days.")
    charges = fields.Text(help="收费标准")

    is_complete = fields.Boolean(
        "Published",
        compute="_compute_is_complete",
        store=True,
        precompute=True,
        help="已公布: all four elements are there, so the service may be sold.",
    )

    _service_uniq = models.Constraint(
        "UNIQUE (agency_id, service_id)",
        "The agency offers this service already: change that offer instead.",
    )

    @api.depends("conditions", "process", "days", "charges")
    def _compute_is_complete(self):
        for offering in self:
            texts = (offering.conditions, offering.process, offering.charges)
            offering.is_complete = offering.days > 0 and all(
                text and text.strip() for text in texts
            )
