from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.suitability import AT_EVERY_WINDOW
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .window import KIND_HELP, KINDS


class WindowCapability(models.Model):
    """Which window can take which service now (窗口能力表).

    A row for each window of the layout in force and each service that belongs there,
    with who sits there and what they may do; services that no window of the layout
    takes have a row that says so."""

    _name = "yichuang.window.capability"
    _description = "What windows can take now"
    _auto = False
    _order = "level, service_id, id"
    _rec_name = "service_id"
    _depends = {
        "yichuang.window": ["zone_id", "kind", "department_id", "active"],
        "yichuang.hall.layout": ["date_from", "date_to", "reception"],
        "yichuang.hall.layout.line": ["zone_id", "kind", "department_id"],
        "yichuang.window.shift": ["state", "user_id", "zone_id", "kind"],
        "yichuang.zone": ["reception", "group_ids"],
        "yichuang.service.group": ["service_ids", "qualified_only"],
        "yichuang.clerk.qualification": ["from_on", "until_on"],
        "yichuang.service": ["active", "current_version_id", "window_mode"],
        "yichuang.mandate": ["state", "kind", "from_on", "until_on", "user_ids"],
    }

    service_id = fields.Many2one("yichuang.service", readonly=True, help="办理事项")
    department_id = fields.Many2one(
        "yichuang.department", "Organ", readonly=True, help="实施主体"
    )
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    window_id = fields.Many2one("yichuang.window", readonly=True, help="窗口")
    zone_id = fields.Many2one("yichuang.zone", readonly=True, help="服务区")
    kind = fields.Selection(KINDS, readonly=True, help=KIND_HELP)
    user_id = fields.Many2one("res.users", "Clerk", readonly=True, help="在岗人员")
    level = fields.Selection(
        [
            ("a_none", "No Window"),
            ("b_closed", "Window Closed"),
            ("c_untrained", "Clerk Not Trained"),
            ("d_receive", "Receives Only"),
            ("e_delegation", "Accepts by Delegation"),
            ("f_staff", "Accepts as Organ Staff"),
        ],
        "What It Can Do",
        readonly=True,
        help="无窗口, 未开窗, 人员未持证, 仅收件, 受委托受理, 机关人员受理",
    )
    open_for_it = fields.Boolean(
        "Can Take It Now",
        readonly=True,
        help="当前可办: open, and the clerk is trained.",
    )
    nowhere_open = fields.Boolean(
        "No Open Window",
        readonly=True,
        help="无可办窗口: no open window of the hall can take it now.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            WITH layout AS (
                SELECT id, company_id, reception
                  FROM yichuang_hall_layout
                 WHERE date_from <= %(today)s
                   AND (date_to IS NULL OR date_to >= %(today)s)
            ), place AS (
                SELECT line.window_id, line.zone_id, line.kind, line.department_id,
                       layout.company_id, layout.reception
                  FROM layout
                  JOIN yichuang_hall_layout_line line ON line.layout_id = layout.id
                UNION ALL
                SELECT own.id, own.zone_id, own.kind, own.department_id,
                       own.company_id, NULL
                  FROM yichuang_window own
                 WHERE own.active
                   AND NOT EXISTS (
                           SELECT FROM layout WHERE company_id = own.company_id
                       )
            ), seat AS (
                SELECT place.window_id, place.company_id, shift.user_id,
                       COALESCE(shift.zone_id, place.zone_id) AS zone_id,
                       COALESCE(shift.department_id, place.department_id)
                           AS department_id,
                       COALESCE(
                           shift.kind,
                           CASE place.kind WHEN 'comprehensive' THEN COALESCE(
                               zone.reception, place.reception, 'undifferentiated'
                           ) ELSE place.kind END
                       ) AS kind
                  FROM place
                  JOIN yichuang_zone zone ON zone.id = place.zone_id
             LEFT JOIN yichuang_window_shift shift
                    ON shift.window_id = place.window_id AND shift.state = 'open'
            ), classed AS (
                SELECT zoned.zone_id, grouped.service_id
                  FROM yichuang_zone_service_group_rel zoned
                  JOIN yichuang_service_group_rel grouped
                    ON grouped.group_id = zoned.group_id
            ), service AS (
                SELECT id, department_id, company_id, window_mode
                  FROM yichuang_service
                 WHERE active AND current_version_id IS NOT NULL
                   AND COALESCE(window_mode, 'none') != 'none'
            ), fit AS (
                SELECT service.id AS service_id, seat.*
                  FROM service
                  JOIN seat ON seat.company_id = service.company_id
                   AND CASE seat.kind
                       WHEN 'department'
                       THEN seat.department_id = service.department_id
                       ELSE service.window_mode = ANY(%(everywhere)s)
                            AND (
                                seat.kind != 'by_class'
                                OR NOT EXISTS (
                                    SELECT FROM yichuang_zone_service_group_rel zoned
                                     WHERE zoned.zone_id = seat.zone_id
                                )
                                OR EXISTS (
                                    SELECT FROM classed
                                     WHERE classed.zone_id = seat.zone_id
                                       AND classed.service_id = service.id
                                )
                            )
                       END
            ), strict AS (
                SELECT grouped.service_id, grouped.group_id
                  FROM yichuang_service_group_rel grouped
                  JOIN yichuang_service_group wanted ON wanted.id = grouped.group_id
                 WHERE wanted.active AND wanted.qualified_only
            ), trained AS (
                SELECT DISTINCT strict.service_id, held.user_id
                  FROM strict
                  JOIN yichuang_clerk_qualification held
                    ON held.group_id = strict.group_id
                   AND held.from_on <= %(today)s AND held.until_on >= %(today)s
            ), accepts AS (
                SELECT service_id, user_id, bool_or(kind = 'staff') AS as_staff
                  FROM (%(cover)s) cover
                 WHERE user_id IS NOT NULL
              GROUP BY service_id, user_id
            ), judged AS (
                SELECT service.id AS service_id, service.department_id,
                       service.company_id, fit.window_id, fit.zone_id, fit.kind,
                       fit.user_id,
                       CASE
                       WHEN fit.window_id IS NULL THEN 'a_none'
                       WHEN fit.user_id IS NULL THEN 'b_closed'
                       WHEN service.id IN (SELECT service_id FROM strict)
                            AND NOT EXISTS (
                                SELECT FROM trained
                                 WHERE trained.service_id = service.id
                                   AND trained.user_id = fit.user_id
                            ) THEN 'c_untrained'
                       WHEN accepts.as_staff THEN 'f_staff'
                       WHEN accepts.user_id IS NOT NULL THEN 'e_delegation'
                       ELSE 'd_receive' END AS level
                  FROM service
             LEFT JOIN fit ON fit.service_id = service.id
             LEFT JOIN accepts ON accepts.service_id = service.id
                   AND accepts.user_id = fit.user_id
            )
            SELECT row_number() OVER (ORDER BY service_id, window_id)::int AS id,
                   judged.*,
                   level >= 'd' AS open_for_it,
                   NOT bool_or(level >= 'd') OVER (PARTITION BY service_id)
                       AS nowhere_open
              FROM judged
            """,
            today=hall_date(),
            everywhere=list(AT_EVERY_WINDOW),
            cover=self.env["yichuang.mandate.cover"]._table_query,
        )
