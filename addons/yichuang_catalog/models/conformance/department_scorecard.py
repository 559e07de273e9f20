from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.item_types import ON_APPLICATION

# What an organ does unasked, as to punish and to inspect, has no business at a window.
DUE = [
    "|",
    ("entry", "=", "entered"),
    "&",
    ("entry", "=", "undecided"),
    ("item_type", "in", ON_APPLICATION),
]
ENTERED = [("entry", "=", "entered")]

# Measure → the services it counts among, and those of them that count.
ROWS = {
    "functions": ([], [("by_approval_office", "=", True)]),
    "platform": ([], [("current_version_id", "!=", False)]),
    "entry": (DUE, ENTERED),
    "authority": (ENTERED, [("authorised", "=", True)]),
    "supervision": (
        ENTERED,
        [
            "|",
            "|",
            ("current_version_id.legal_days", ">", 0),
            ("current_version_id.promise_days", ">", 0),
            ("current_version_id.case_type", "=", "instant"),
        ],
    ),
}


class DepartmentScorecard(models.Model):
    """How far an organ has come into the hall (三集中三到位), in six measures.

    Three concentrations: its approvals in one office, that office in the hall, its
    items on the platform. Three in place: entry, authority, supervision. A measure
    without a row to count says nothing and does not enter the score.
    """

    _name = "yichuang.department.scorecard"
    _description = "Scorecard of an Organ"
    _auto = False
    _order = "score, id"
    _rec_name = "department_id"
    _depends = {
        "yichuang.department": [
            "active",
            "approval_office",
            "company_id",
            "office_in_hall",
            "supervised_on",
        ],
        "yichuang.service": [
            "active",
            "authorised",
            "by_approval_office",
            "current_version_id",
            "department_id",
            "entry",
            "item_type",
            "one_window",
        ],
        "yichuang.service.version": ["case_type", "legal_days", "promise_days"],
    }

    department_id = fields.Many2one("yichuang.department", "Organ", readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)

    # What is counted
    service_count = fields.Integer("Services", readonly=True)
    office_count = fields.Integer("By the Approval Office", readonly=True)
    platform_count = fields.Integer("On the Platform", readonly=True)
    negative_count = fields.Integer("On the Negative List", readonly=True)
    due_count = fields.Integer(
        "To Enter",
        readonly=True,
        help="应进事项: matters that begin with an application and are not on the "
        "negative list, and whatever has entered besides.",
    )
    entered_count = fields.Integer("Entered", readonly=True)
    authorised_count = fields.Integer("Decided in the Hall", readonly=True)
    supervised_count = fields.Integer("With a Clock", readonly=True)
    one_window_count = fields.Integer("In the One Window", readonly=True)
    approval_office = fields.Char(related="department_id.approval_office")
    supervised_on = fields.Date(related="department_id.supervised_on")
    office_in_hall = fields.Boolean("Office in the Hall", readonly=True)

    # The six measures, in percent
    functions = fields.Float(
        "Functions in One Office",
        readonly=True,
        aggregator="avg",
        help="职能向一个科室集中 = services handled by the approval office ÷ all "
        "services of the organ; 0 while the organ names no approval office.",
    )
    hall = fields.Float(
        "Office in the Hall (%)",
        readonly=True,
        aggregator="avg",
        help="审批科室向政务服务中心集中 = 100 if the approval office sits in the "
        "hall, else 0.",
    )
    platform = fields.Float(
        "Items on the Platform",
        readonly=True,
        aggregator="avg",
        help="事项向电子政务平台集中 = services with a version in force ÷ all "
        "services of the organ.",
    )
    entry = fields.Float(
        "Entry in Place",
        readonly=True,
        aggregator="avg",
        help="事项进驻到位 = services entered ÷ services to enter (应进必进): those on "
        "application that are not on the negative list; undecided ones count as not "
        "entered.",
    )
    authority = fields.Float(
        "Authority in Place",
        readonly=True,
        aggregator="avg",
        help="授权到位 = entered services that the organ's people in the hall may "
        "decide ÷ entered services.",
    )
    supervision = fields.Float(
        "Supervision in Place",
        readonly=True,
        aggregator="avg",
        help="电子监察到位 = entered services whose version in force states a limit "
        "that a clock can watch, or which are decided on the spot ÷ entered services; "
        "0 while the organ is not under e-supervision.",
    )
    score = fields.Float(
        readonly=True,
        aggregator="avg",
        help="Average of the measures that have something to count.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT counted.*,
                   (
                       SELECT avg(measure)
                         FROM unnest(ARRAY[
                             functions, hall, platform, entry, authority, supervision
                         ]) AS measure
                   ) AS score
              FROM (
                  SELECT rows.*,
                         CASE WHEN has_office
                              THEN 100.0 * office_count / service_count
                              ELSE 0.0
                          END AS functions,
                         CASE WHEN office_in_hall THEN 100.0 ELSE 0.0 END AS hall,
                         100.0 * platform_count / service_count AS platform,
                         100.0 * entered_count / NULLIF(due_count, 0) AS entry,
                         100.0 * authorised_count / NULLIF(entered_count, 0)
                             AS authority,
                         CASE WHEN under_supervision OR entered_count = 0
                              THEN 100.0 * supervised_count / NULLIF(entered_count, 0)
                              ELSE 0.0
                          END AS supervision
                    FROM (%(rows)s) AS rows
              ) AS counted
            """,
            rows=self._rows_query(),
        )

    def _rows_query(self):
        return SQL(
            """
            SELECT organ.id,
                   organ.id AS department_id,
                   organ.company_id,
                   COALESCE(organ.office_in_hall, FALSE) AS office_in_hall,
                   COALESCE(trim(organ.approval_office), '') <> '' AS has_office,
                   COALESCE(organ.supervised_on <= CURRENT_DATE, FALSE)
                       AS under_supervision,
                   count(*) AS service_count,
                   count(*) FILTER (WHERE service.by_approval_office) AS office_count,
                   count(service.current_version_id) AS platform_count,
                   count(*) FILTER (WHERE service.entry = 'negative')
                       AS negative_count,
                   count(*) FILTER (
                       WHERE service.entry = 'entered'
                          OR (service.entry = 'undecided'
                              AND service.item_type IN %(on_application)s)
                   ) AS due_count,
                   count(*) FILTER (WHERE service.entry = 'entered')
                       AS entered_count,
                   count(*) FILTER (
                       WHERE service.entry = 'entered' AND service.authorised
                   ) AS authorised_count,
                   count(*) FILTER (
                       WHERE service.entry = 'entered'
                         AND (version.legal_days > 0 OR version.promise_days > 0
                              OR version.case_type = 'instant')
                   ) AS supervised_count,
                   count(*) FILTER (WHERE service.one_window) AS one_window_count
              FROM yichuang_service AS service
              JOIN yichuang_department AS organ ON organ.id = service.department_id
              LEFT JOIN yichuang_service_version AS version
                     ON version.id = service.current_version_id
             WHERE service.active AND organ.active
          GROUP BY organ.id
            """,
            on_application=ON_APPLICATION,
        )

    @api.model
    def _measure_domains(self, measure):
        """The services among which a measure counts, and those that count."""
        among, counting = ROWS[measure]
        return Domain(among), Domain(counting)

    def action_view_missing(self):
        """Open the services that keep the measure named in the context from 100."""
        self.ensure_one()
        among, counting = self._measure_domains(self._measure_asked())
        return self._open_services(among & ~counting)

    def action_view_counted(self):
        """Open the services that the measure named in the context counts."""
        self.ensure_one()
        among, counting = self._measure_domains(self._measure_asked())
        return self._open_services(among & counting)

    def action_view_services(self):
        """Open all services of the organ."""
        self.ensure_one()
        return self._open_services(Domain.TRUE)

    def action_view_department(self):
        """Open the organ, where its office and its supervision are entered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.department",
            "res_id": self.department_id.id,
            "view_mode": "form",
        }

    def _measure_asked(self):
        """The measure named in the context, if it is one."""
        measure = self.env.context.get("measure")
        return measure if measure in ROWS else "entry"

    def _open_services(self, domain):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_action"
        )
        return {
            **action,
            "name": self.department_id.display_name,
            "view_mode": "list,kanban,form",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": list(
                Domain("department_id", "=", self.department_id.id) & domain
            ),
            "context": {},
        }
