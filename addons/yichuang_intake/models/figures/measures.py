"""What is counted: each counter once, as a condition on raw rows.

The job that fills the rollup, the nightly recount and the drill-down all read this
table, so that a number and the rows behind it cannot be defined apart. Rows are dated
by the hall's day of a moment, and belong to who did it.
"""

from dataclasses import dataclass

from odoo.tools import SQL

CASE = SQL(
    """yichuang_case c
      JOIN yichuang_service s ON s.id = c.service_id
 LEFT JOIN yichuang_service_version v ON v.id = c.version_id
 LEFT JOIN yichuang_joint_case j ON j.id = c.parent_id"""
)
# A case with what was counted about it, looked up for decided ones only.
DECIDED = SQL(
    """%s
 CROSS JOIN LATERAL (
        SELECT count(*) AS listed,
               count(*) FILTER (WHERE EXISTS (
                   SELECT FROM yichuang_vault_use u
                    WHERE u.material_id = m.id AND u.put_back_on IS NULL
               )) AS reused
          FROM yichuang_case_material m
         WHERE m.case_id = c.id
      ) material
 CROSS JOIN LATERAL (
        SELECT count(DISTINCT came.day) AS days
          FROM (
              SELECT (c.received_on + INTERVAL '8 hours')::date AS day
               WHERE c.channel = 'window'
               UNION ALL
              SELECT (p.handed_in_on + INTERVAL '8 hours')::date
                FROM yichuang_case_supplement p
               WHERE p.case_id = c.id
                 AND p.handed_in_on IS NOT NULL
                 AND p.sent_in_on IS NULL
          ) came
      ) visit""",
    CASE,
)


NOBODY = SQL("NULL::integer")
EVERY = SQL("TRUE")
# Of a case, by default
HALL = SQL("c.company_id")
ORGAN = SQL("c.department_id")
SERVICE = SQL("c.service_id")
LEVEL = SQL("s.level")
THEME = SQL("j.theme_id")
KEY = SQL("c.id")
# What a dimension of the figures is on the row, as searches know it.
PATHS = {
    "company_id": "company_id",
    "department_id": "department_id",
    "service_id": "service_id",
    "level": "service_id.level",
    "theme_id": "parent_id.theme_id",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A kind of raw row: where it is, when it counts, and whose it is.

    :param field: its moment, as searches know it; ``who_field`` and ``paths`` are
        what else they know
    """

    field: str
    at: SQL
    who_field: str = ""
    who: SQL = NOBODY
    rows: SQL = CASE
    model: str = "yichuang.case"
    company: SQL = HALL
    organ: SQL = ORGAN
    service: SQL = SERVICE
    level: SQL = LEVEL
    theme: SQL = THEME
    key: SQL = KEY
    paths: tuple[tuple[str, str], ...] = tuple(PATHS.items())


@dataclass(frozen=True, slots=True)
class Measure:
    """One counter: rows of a moment that meet a condition, or what they add up to."""

    moment: str
    where: SQL = EVERY
    value: SQL | None = None


MOMENTS = {
    "received": Moment(
        "received_on", SQL("c.received_on"), "received_by_id", SQL("c.received_by_id")
    ),
    "judged": Moment("judged_on", SQL("c.judged_on")),
    "noticed": Moment(
        "notified_on", SQL("c.notified_on"), "notified_by_id", SQL("c.notified_by_id")
    ),
    "accepted": Moment(
        "accepted_on", SQL("c.accepted_on"), "accepted_by_id", SQL("c.accepted_by_id")
    ),
    "decided": Moment(
        "decided_on",
        SQL("c.decided_on"),
        "decided_by_id",
        SQL("c.decided_by_id"),
        DECIDED,
    ),
    "ended": Moment("ended_on", SQL("c.ended_on")),
}

DECIDED_DAY = SQL("(c.decided_on + INTERVAL '8 hours')::date")
# Only a limit in working days can be set beside working days used.
TIMED = SQL(
    "c.accepted_on IS NOT NULL AND v.legal_days > 0 AND v.legal_unit = 'workday'"
)

MEASURES = {
    "received": Measure("received"),
    "judged": Measure("judged"),
    "sent_back": Measure("judged", SQL("c.sent_back_on IS NOT NULL")),
    "noticed": Measure("noticed"),
    "noticed_once": Measure(
        "noticed",
        SQL(
            """1 >= (
                SELECT count(*) FROM yichuang_event e
                 WHERE e.res_model = 'yichuang.case' AND e.res_id = c.id
                   AND e.action = 'notify_supplement'
            )"""
        ),
    ),
    "accepted": Measure("accepted"),
    "deemed": Measure("accepted", SQL("c.deemed_accepted")),
    "refused": Measure("ended", SQL("c.state = 'refused'")),
    "decided": Measure("decided"),
    "denied": Measure("decided", SQL("c.outcome = 'denied'")),
    "dropped": Measure(
        "ended", SQL("c.decided_on IS NULL AND c.accepted_on IS NOT NULL")
    ),
    "in_law": Measure("decided", SQL("%s <= c.legal_due_on", DECIDED_DAY)),
    "in_promise": Measure("decided", SQL("%s <= c.promise_due_on", DECIDED_DAY)),
    "promise_kind": Measure("decided", SQL("v.case_type = 'promise'")),
    "early": Measure(
        "decided",
        SQL("v.case_type = 'promise' AND %s < c.promise_due_on", DECIDED_DAY),
    ),
    "same_day": Measure(
        "decided",
        SQL("%s = (c.received_on + INTERVAL '8 hours')::date", DECIDED_DAY),
    ),
    "timed": Measure("decided", TIMED),
    "used_days": Measure("decided", TIMED, SQL("c.handling_days")),
    "limit_days": Measure("decided", TIMED, SQL("v.legal_days")),
    "visits": Measure("decided", value=SQL("visit.days")),
    "once": Measure("decided", SQL("visit.days <= 1")),
    "listed": Measure("decided", value=SQL("material.listed")),
    "reused": Measure("decided", value=SQL("material.reused")),
}
