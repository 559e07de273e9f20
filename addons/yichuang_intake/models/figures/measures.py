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


# A rating says of which service, never of which case: it may be without a name.
RATING = SQL(
    """yichuang_evaluation r
 LEFT JOIN yichuang_service s ON s.id = r.service_id"""
)
BAD_RATING = SQL(
    """yichuang_evaluation_task k
      JOIN yichuang_evaluation r ON r.id = k.evaluation_id
 LEFT JOIN yichuang_service s ON s.id = r.service_id"""
)

REFERRAL = SQL(
    """yichuang_referral k
 LEFT JOIN yichuang_service s ON s.id = k.service_id"""
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
    "window_id": "window_id",
}


NO_LEVEL = SQL("NULL::varchar")
WINDOW = SQL("c.window_id")

# Of a number in the queue, and of a shift at a window.
VISIT_PATHS = tuple(
    (name, name) for name in ("company_id", "department_id", "window_id")
)
RATING_PATHS = tuple((name, path) for name, path in PATHS.items() if name != "theme_id")
BAD_RATING_PATHS = tuple(
    (name, path if name in ("company_id", "department_id") else f"evaluation_id.{path}")
    for name, path in RATING_PATHS
)
REFERRAL_PATHS = tuple(
    (name, path) for name, path in RATING_PATHS if name != "window_id"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A kind of raw row: where it is, when it counts, and whose it is.

    :param field: its moment, or its day, as searches know it; ``who_field`` and
        ``paths`` are what else they know
    :param told_by: models whose events tell of it as well, and the fields leading there
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
    window: SQL = NOBODY
    key: SQL = KEY
    paths: tuple[tuple[str, str], ...] = tuple(PATHS.items())
    told_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One counter: rows of a moment that meet a condition, or what they add up to."""

    moment: str
    where: SQL = EVERY
    value: SQL | None = None


def _bad_rating(field):
    """What was to be done about a bad rating, on the last day for it."""
    return Moment(
        field,
        SQL("k.%s", SQL.identifier(field)),
        "user_id",
        SQL("k.user_id"),
        BAD_RATING,
        "yichuang.evaluation.task",
        SQL("k.company_id"),
        SQL("k.department_id"),
        SQL("r.service_id"),
        LEVEL,
        NOBODY,
        SQL("r.window_id"),
        SQL("k.id"),
        BAD_RATING_PATHS,
        (("yichuang.evaluation", "evaluation_id"),),
    )


def _referral(field):
    """What the hotline handed over, on this day of it."""
    return Moment(
        field,
        SQL("k.%s", SQL.identifier(field)),
        "user_id",
        SQL("k.user_id"),
        REFERRAL,
        "yichuang.referral",
        SQL("k.company_id"),
        SQL("k.department_id"),
        SQL("k.service_id"),
        LEVEL,
        NOBODY,
        NOBODY,
        SQL("k.id"),
        REFERRAL_PATHS,
    )


MOMENTS = {
    "received": Moment(
        "received_on",
        SQL("c.received_on"),
        "received_by_id",
        SQL("c.received_by_id"),
        window=WINDOW,
    ),
    "judged": Moment("judged_on", SQL("c.judged_on"), window=WINDOW),
    "noticed": Moment(
        "notified_on",
        SQL("c.notified_on"),
        "notified_by_id",
        SQL("c.notified_by_id"),
        window=WINDOW,
    ),
    "accepted": Moment(
        "accepted_on",
        SQL("c.accepted_on"),
        "accepted_by_id",
        SQL("c.accepted_by_id"),
        window=WINDOW,
    ),
    "decided": Moment(
        "decided_on",
        SQL("c.decided_on"),
        "decided_by_id",
        SQL("c.decided_by_id"),
        DECIDED,
        window=WINDOW,
    ),
    "ended": Moment("ended_on", SQL("c.ended_on"), window=WINDOW),
    "taken": Moment(
        "taken_on",
        SQL("t.taken_on"),
        "user_id",
        SQL("t.user_id"),
        SQL("yichuang_ticket t"),
        "yichuang.ticket",
        SQL("t.company_id"),
        SQL("t.department_id"),
        NOBODY,
        NO_LEVEL,
        NOBODY,
        SQL("t.window_id"),
        SQL("t.id"),
        VISIT_PATHS,
    ),
    "opened": Moment(
        "opened_on",
        SQL("h.opened_on"),
        "user_id",
        SQL("h.user_id"),
        SQL("yichuang_window_shift h"),
        "yichuang.window.shift",
        SQL("h.company_id"),
        SQL("h.department_id"),
        NOBODY,
        NO_LEVEL,
        NOBODY,
        SQL("h.window_id"),
        SQL("h.id"),
        VISIT_PATHS,
    ),
    # A rating counts on the day of the service it is about, however late it is given.
    "asked": Moment(
        "asked_on",
        SQL("r.asked_on"),
        "user_id",
        SQL("r.user_id"),
        RATING,
        "yichuang.evaluation",
        SQL("r.company_id"),
        SQL("r.department_id"),
        SQL("r.service_id"),
        LEVEL,
        NOBODY,
        SQL("r.window_id"),
        SQL("r.id"),
        RATING_PATHS,
        (("yichuang.case", "case_id"),),
    ),
    "contact_due": _bad_rating("contact_due_on"),
    "fix_due": _bad_rating("fix_due_on"),
    "referred": _referral("came_on"),
    "referral_due": _referral("fix_due_on"),
    # An extension moves a matter to another day: the day it leaves is counted anew.
    "referral_extended": _referral("first_due_on"),
}

DECIDED_DAY = SQL("(c.decided_on + INTERVAL '8 hours')::date")
# Only a limit in working days can be set beside working days used.
TIMED = SQL(
    "c.accepted_on IS NOT NULL AND v.legal_days > 0 AND v.legal_unit = 'workday'"
)

WAITED = SQL("t.called_on IS NOT NULL AND t.forgotten IS NOT TRUE")
# How long a window was open is known when it is closed.
CLOSED = SQL("h.state = 'closed'")

# What an appeal has excluded counts nowhere; what people gave is told from what the
# system put because nobody answered.
GIVEN = SQL("r.state = 'given'")
COUNTS = SQL("k.state <> 'excluded'")
# Who gave no name cannot be contacted.
REFERRED = SQL("k.state NOT IN ('draft', 'returned')")
NAMED = SQL("%s AND r.anonymous IS NOT TRUE", COUNTS)

MEASURES = {
    "received": Measure("received"),
    "work_points": Measure("received", value=SQL("c.work_points")),
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
    "tickets": Measure("taken"),
    "served": Measure("taken", SQL("t.state = 'done' AND t.forgotten IS NOT TRUE")),
    "given_up": Measure("taken", SQL("t.state IN ('no_show', 'left')")),
    "waited": Measure("taken", WAITED),
    "wait_seconds": Measure("taken", WAITED, SQL("round(60 * t.wait_minutes)")),
    "serve_seconds": Measure(
        "taken",
        SQL("t.state = 'done' AND t.forgotten IS NOT TRUE"),
        SQL("round(60 * t.handle_minutes)"),
    ),
    "open_seconds": Measure("opened", CLOSED, SQL("round(60 * h.open_minutes)")),
    "busy_seconds": Measure("opened", CLOSED, SQL("round(60 * h.busy_minutes)")),
    "rating_asked": Measure("asked", SQL("r.state <> 'excluded'")),
    "rated": Measure("asked", GIVEN),
    "satisfied": Measure("asked", SQL("%s AND r.grade IN ('1', '2', '3')", GIVEN)),
    "rated_bad": Measure("asked", SQL("%s AND r.grade IN ('4', '5')", GIVEN)),
    "rated_default": Measure("asked", SQL("r.state = 'defaulted'")),
    "contact_due": Measure("contact_due", NAMED),
    "contact_met": Measure(
        "contact_due",
        SQL(
            "%s AND (k.contacted_on + INTERVAL '8 hours')::date <= k.contact_due_on",
            NAMED,
        ),
    ),
    "fix_due": Measure("fix_due", COUNTS),
    # What the call back sent back is not put right until it is so anew.
    "fix_met": Measure(
        "fix_due",
        SQL(
            "k.state IN ('fixed', 'closed') "
            "AND (k.fixed_on + INTERVAL '8 hours')::date <= k.fix_due_on"
        ),
    ),
    "called_back": Measure("fix_due", SQL("%s AND k.checked_on IS NOT NULL", COUNTS)),
    "referred": Measure("referred", REFERRED),
    "referral_due": Measure("referral_due", REFERRED),
    "referral_met": Measure(
        "referral_due",
        SQL(
            "k.state IN ('fixed', 'closed') "
            "AND (k.fixed_on + INTERVAL '8 hours')::date <= k.fix_due_on"
        ),
    ),
    "referral_called": Measure(
        "referral_due", SQL("%s AND k.checked_on IS NOT NULL", REFERRED)
    ),
    "referral_extended": Measure("referral_extended", SQL("k.extended_on IS NOT NULL")),
}
