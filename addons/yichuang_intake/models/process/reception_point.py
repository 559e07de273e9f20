from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"
# Townships and villages: below the county, where the hall stands.
BELOW_COUNTY = ("5", "6")


class ReceptionPoint(models.Model):
    """A place in a township or village that receives for the county hall (代收点,
    便民服务站).

    It receives in the name of the hall, so the day of receipt there is the day of
    receipt (行政许可法 Art. 32); acceptance is the act of an organ, and a village
    committee is none that could be given it (Art. 24). Its keepers are window clerks
    who may only receive, and see the cases of their own point alone.
    """

    _name = "yichuang.reception.point"
    _description = "Reception point"
    _order = "company_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="代收点名称, printed on its receipts.")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        help="代收所属的政务服务大厅: it receives in the name of this hall.",
    )
    region_id = fields.Many2one(
        "yichuang.region",
        "Division",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("level", "in", BELOW_COUNTY)],
        help="所在乡镇（街道）或者村（社区）",
    )
    address = fields.Char(help="地址")
    keeper_ids = fields.Many2many(
        "res.users",
        "yichuang_reception_point_keeper",
        "point_id",
        "user_id",
        "Keepers",
        help="代收人员: they receive and do nothing else.",
    )
    service_ids = fields.Many2many(
        "yichuang.service",
        string="Services",
        check_company=True,
        help="可代收事项; empty for all services of the hall.",
    )
    active = fields.Boolean(default=True)

    _default_order_idx = models.Index("(company_id, name, id)")
    _name_uniq = models.UniqueIndex(
        "(company_id, name)", "The hall has a point of this name already."
    )

    def init(self):
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS yichuang_reception_point_keeper_user_idx
                ON yichuang_reception_point_keeper (user_id, point_id)
            """
        )

    @api.constrains("region_id")
    def _check_region(self):
        for point in self:
            if point.region_id.level not in BELOW_COUNTY:
                raise ValidationError(
                    self.env._(
                        "%(region)s is not a township or village: a point receives "
                        "there for the hall of the county.",
                        region=point.region_id.name,
                    )
                )

    @api.constrains("keeper_ids")
    def _check_keepers(self):
        for keeper in self.keeper_ids:
            if not keeper.has_group(CLERK):
                raise ValidationError(
                    self.env._(
                        "%(user)s is no window clerk and receives nothing. Give them "
                        "the role first.",
                        user=keeper.name,
                    )
                )
        accepting = (
            self.env["yichuang.mandate"]
            # Whoever names keepers need not see every mandate.
            .sudo()
            ._accepting(self.keeper_ids, hall_date())
        )
        for mandate in accepting:
            both = mandate.user_ids & self.keeper_ids
            raise ValidationError(
                self.env._(
                    "%(users)s may accept for %(organ)s. Who keeps a point only "
                    "receives (行政许可法 Art. 24, 32): end that mandate first, or "
                    "name somebody else.",
                    users=", ".join(both.mapped("name")),
                    organ=mandate.department_id.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        points = super().create(vals_list)
        # What keepers see is worked out once for each of them.
        self.env.registry.clear_cache()
        return points

    def write(self, vals):
        result = super().write(vals)
        if "keeper_ids" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
