from odoo import fields, models


class ServiceGroup(models.Model):
    """Services that belong together at the window (事项类别): 工程类, 经营类, 公民类.

    Zones take groups of services, and clerks are trained for them.
    """

    _name = "yichuang.service.group"
    _description = "Group of services"
    _order = "company_id, sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, help="类别名称")
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        help="政务服务大厅",
    )
    service_ids = fields.Many2many(
        "yichuang.service",
        "yichuang_service_group_rel",
        "group_id",
        "service_id",
        "Services",
        check_company=True,
        help="类别内的办理事项",
    )
    qualified_only = fields.Boolean(
        "Trained Clerks Only",
        default=True,
        help="持证上岗: only clerks with a qualification in force receive and accept "
        "its services.",
    )
    active = fields.Boolean(default=True)

    _default_order_idx = models.Index("(company_id, sequence, name, id)")

    def init(self):
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS yichuang_service_group_service_idx
                ON yichuang_service_group_rel (service_id, group_id)
            """
        )
