from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class MandateCover(models.Model):
    """Who may accept today: a row for each published service and everybody who may
    accept it, by which right and until when; services nobody may accept have a row that
    says so."""

    _name = "yichuang.mandate.cover"
    _description = "Who may accept today"
    _auto = False
    _order = "nobody desc, id"
    _rec_name = "service_id"
    _depends = {
        "yichuang.mandate": [
            "state",
            "kind",
            "from_on",
            "until_on",
            "department_id",
            "user_ids",
            "service_ids",
            "has_agreement",
        ],
        "yichuang.service": ["active", "current_version_id", "department_id"],
    }

    service_id = fields.Many2one("yichuang.service", readonly=True, help="办理事项")
    department_id = fields.Many2one(
        "yichuang.department", "Organ", readonly=True, help="实施主体"
    )
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    user_id = fields.Many2one("res.users", "May Accept", readonly=True, help="受理人员")
    mandate_id = fields.Many2one(
        "yichuang.mandate", readonly=True, help="受理授权: by which right."
    )
    kind = fields.Selection(
        [("staff", "Staff of the organ"), ("delegation", "Delegated to the hall")],
        "By What Right",
        readonly=True,
        help="机关工作人员, 委托受理",
    )
    until_on = fields.Date("Until", readonly=True, help="授权截止日")
    has_agreement = fields.Boolean(
        "Agreement on File", readonly=True, help="已附协议文本"
    )
    nobody = fields.Boolean(
        "Nobody May Accept",
        readonly=True,
        help="无人可受理: papers may be received only.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH given AS (
                SELECT mandate.id, mandate.department_id, mandate.kind,
                       mandate.until_on, mandate.has_agreement, staff.user_id,
                       EXISTS (
                           SELECT FROM yichuang_mandate_yichuang_service_rel named
                            WHERE named.yichuang_mandate_id = mandate.id
                       ) AS narrow
                  FROM yichuang_mandate mandate
                  JOIN yichuang_mandate_user staff ON staff.mandate_id = mandate.id
                  JOIN res_users person ON person.id = staff.user_id
                 WHERE mandate.state = 'active'
                   AND mandate.kind != 'receive_only'
                   AND mandate.from_on <= %(today)s
                   AND (mandate.until_on IS NULL OR mandate.until_on >= %(today)s)
                   AND person.active
            )
            SELECT row_number() OVER (
                       ORDER BY service.id, given.id, given.user_id
                   )::int AS id,
                   service.id AS service_id,
                   service.department_id,
                   service.company_id,
                   given.user_id,
                   given.id AS mandate_id,
                   given.kind,
                   given.until_on,
                   COALESCE(given.has_agreement, FALSE) AS has_agreement,
                   given.id IS NULL AS nobody
              FROM yichuang_service service
         LEFT JOIN given
                ON given.department_id = service.department_id
               AND (NOT given.narrow OR EXISTS (
                       SELECT FROM yichuang_mandate_yichuang_service_rel named
                        WHERE named.yichuang_mandate_id = given.id
                          AND named.yichuang_service_id = service.id
                   ))
             WHERE service.active AND service.current_version_id IS NOT NULL
            """,
            today=hall_date(),
        )
