"""What electronic supervision (电子监察) looks for, one statement a rule.

Each statement yields rows of ``case_id, department_id, user_id, company_id,
breach_key, occurred_on, facts``: on what, who answers for it, which breach it is (the
same breach has the same key for ever), the day it happened, and the facts as JSON. They
read facts only (documents, ledgers, events, who did what), so they also find what came
in by an import or by SQL, past every guard. Parameters, all given to each:

* ``today``, the hall's day; ``share`` (per cent), ``times`` and ``days``, of the rule;
* ``left_days`` and ``last_days``: the last day that is no more than n working days off;
* ``month_from`` and ``month_to``, the last whole month, as moments in UTC.

Predicates that name a breach within one row are shared with a partial index, so that
finding them costs what there is to find, not what there is.
"""

from dataclasses import dataclass

# Between these, no step in the hall was taken: what is entered within ten minutes of
# the decision was done elsewhere and typed in here.
TYPED_IN_MINUTES = 10

DECIDED_BY_TAKER = """(
    (decided_by_id = received_by_id OR decided_by_id = accepted_by_id)
    AND NOT (COALESCE(one_person, FALSE) AND COALESCE(on_the_spot, FALSE))
    OR reviewed_by_id = received_by_id OR reviewed_by_id = accepted_by_id
    OR reviewed_by_id = decided_by_id
)"""
UNREASONED = """(
    (state = 'refused' OR outcome = 'denied')
    AND (COALESCE(reasons, '') = '' OR COALESCE(legal_basis, '') = ''
         OR COALESCE(remedies, '') = '')
)"""
ACCEPTED_BEFORE_RECEIPT = "(accepted_on < received_on)"
STOPPED_LATE = "(state = 'stopped' AND stopped_on > due_on)"


@dataclass(frozen=True)
class Detector:
    """How a breach is found.

    :param kind: time, process or pattern
    :param sql: the statement, empty where Python looks (``alert_detect``)
    :param nightly: once a day is enough, and often too much
    """

    kind: str
    sql: str = ""
    nightly: bool = False


def _day(moment):
    """The hall's calendar day of a moment kept in UTC, as SQL."""
    return f"({moment} AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date"


def _late(kind, user, extra="TRUE"):
    """Periods of this kind that ran out, running or stopped too late."""
    return f"""
    SELECT k.case_id, c.department_id, {user} AS user_id, c.company_id,
           'clock/' || k.id AS breach_key, k.due_on + 1 AS occurred_on,
           jsonb_build_object('due', k.due_on, 'days', k.days, 'unit', k.unit,
                              'stopped', k.stopped_on) AS facts
      FROM (SELECT * FROM yichuang_clock
             WHERE state = 'running' AND due_on < %(today)s
             UNION ALL
            SELECT * FROM yichuang_clock WHERE {STOPPED_LATE}) AS k
      JOIN yichuang_case AS c ON c.id = k.case_id
     WHERE k.kind = '{kind}' AND {extra}
    """


HANDLER = "COALESCE(c.decided_by_id, c.reviewed_by_id, c.reviewer_id)"

PROMISE_NEAR = """
    SELECT k.case_id, c.department_id,
           COALESCE(c.reviewed_by_id, c.reviewer_id) AS user_id, c.company_id,
           'clock/' || k.id || '/' || k.due_on AS breach_key,
           %(today)s::date AS occurred_on,
           jsonb_build_object('due', k.due_on, 'days', k.days, 'unit', k.unit) AS facts
      FROM yichuang_clock AS k
      JOIN yichuang_case AS c ON c.id = k.case_id
      JOIN unnest(%(left_days)s, %(last_days)s::date[]) AS soon (left_days, last_on)
        ON soon.left_days = GREATEST(%(days)s, floor(k.days * %(share)s / 100.0))
     WHERE k.state = 'running' AND k.kind = 'promise' AND k.due_on >= %(today)s
       AND CASE k.unit
           WHEN 'workday' THEN k.due_on <= soon.last_on
           WHEN 'day' THEN k.due_on - %(today)s <= soon.left_days
           ELSE k.due_on - %(today)s <= GREATEST(%(days)s, k.days * %(share)s * 0.3)
           END
"""

STEP_OVERDUE = f"""
    SELECT k.case_id, t.organ_id AS department_id, t.assignee_id AS user_id,
           c.company_id, 'clock/' || k.id AS breach_key, k.due_on + 1 AS occurred_on,
           jsonb_build_object('step', t.name, 'due', k.due_on, 'days', k.days,
                              'unit', k.unit, 'stopped', k.stopped_on) AS facts
      FROM (SELECT * FROM yichuang_clock
             WHERE state = 'running' AND due_on < %(today)s
             UNION ALL
            SELECT * FROM yichuang_clock WHERE {STOPPED_LATE}) AS k
      JOIN yichuang_case_task AS t ON t.clock_id = k.id
      JOIN yichuang_case AS c ON c.id = k.case_id
     WHERE k.kind = 'step'
"""

HOP_OVERDUE = """
    SELECT h.case_id, h.organ_id AS department_id,
           COALESCE(h.reviewed_by_id, h.accepted_by_id) AS user_id, h.company_id,
           'hop/' || h.id || '/' || h.due_on AS breach_key,
           h.due_on + 1 AS occurred_on,
           jsonb_build_object('due', h.due_on) AS facts
      FROM yichuang_case_hop AS h
     WHERE h.state IN ('waiting', 'arrived', 'accepted', 'reviewed')
       AND h.due_on < %(today)s
"""

DEEMED_ACCEPTED = """
    SELECT c.id AS case_id, c.department_id, c.received_by_id AS user_id, c.company_id,
           'case/' || c.id AS breach_key, k.due_on + 1 AS occurred_on,
           jsonb_build_object('due', k.due_on) AS facts
      FROM yichuang_case AS c
      JOIN yichuang_clock AS k ON k.case_id = c.id AND k.kind = 'notice'
     WHERE c.deemed_accepted
"""

REFUSED_LATE = f"""
    SELECT c.id AS case_id, c.department_id, c.received_by_id AS user_id, c.company_id,
           'case/' || c.id AS breach_key, {_day("c.ended_on")} AS occurred_on,
           jsonb_build_object('received', {_day("c.received_on")},
                              'stopped', {_day("c.ended_on")}) AS facts
      FROM yichuang_case AS c
     WHERE c.refused_late
"""

BACKDATED = f"""
    SELECT c.id AS case_id, c.department_id, c.accepted_by_id AS user_id, c.company_id,
           'case/' || c.id AS breach_key, {_day("c.accepted_on")} AS occurred_on,
           jsonb_build_object('received', c.received_on, 'accepted', c.accepted_on)
               AS facts
      FROM yichuang_case AS c
     WHERE {ACCEPTED_BEFORE_RECEIPT}
"""

SECOND_SUPPLEMENT = """
    SELECT c.id AS case_id, c.department_id, d.user_id, c.company_id,
           'case/' || c.id || '/' || d.notices AS breach_key, d.last_on AS occurred_on,
           jsonb_build_object('notices', d.notices, 'numbers', d.numbers) AS facts
      FROM (SELECT case_id, count(*) AS notices, max(issued_on) AS last_on,
                   string_agg(number, '、' ORDER BY id) AS numbers,
                   (array_agg(issued_by_id ORDER BY id DESC))[1] AS user_id
              FROM yichuang_document
             WHERE kind = 'supplement' AND replaces_id IS NULL AND case_id IS NOT NULL
             GROUP BY case_id HAVING count(*) > %(times)s) AS d
      JOIN yichuang_case AS c ON c.id = d.case_id
"""


def _pause(fault):
    """Pauses of a clock of the law with this fault."""
    return f"""
    SELECT k.case_id, c.department_id, s.approver_id AS user_id, c.company_id,
           'segment/' || s.id AS breach_key, s.from_on AS occurred_on,
           jsonb_build_object('from', s.from_on, 'to', s.to_on, 'ground', s.ground,
                              'reason', s.reason) AS facts
      FROM yichuang_clock_segment AS s
      JOIN yichuang_clock AS k ON k.id = s.clock_id
      JOIN yichuang_case AS c ON c.id = k.case_id
     WHERE s.kind = 'pause' AND k.kind IN ('legal', 'first_review') AND {fault}
    """


PAUSE_GROUND = _pause(
    "COALESCE(s.ground, '') NOT IN ('hearing', 'tender', 'auction', 'inspection',"
    " 'testing', 'quarantine', 'appraisal', 'review')"
)
PAUSE_UNTOLD = _pause("s.document_id IS NULL")

HEARING_OPEN = f"""
    SELECT c.id AS case_id, c.department_id, c.decided_by_id AS user_id, c.company_id,
           'hearing/' || h.id AS breach_key, {_day("c.decided_on")} AS occurred_on,
           jsonb_build_object('until', h.request_until,
                              'decided', {_day("c.decided_on")}) AS facts
      FROM yichuang_hearing AS h
      JOIN yichuang_case AS c ON c.id = h.case_id
     WHERE c.decided_by_id IS NOT NULL
       AND (h.state IN ('requested', 'scheduled')
            OR h.kind = 'public' AND h.state = 'told'
            OR h.state IN ('told', 'lapsed')
               AND h.request_until >= {_day("c.decided_on")})
"""

FEW_INSPECTORS = f"""
    SELECT s.case_id, c.department_id, c.reviewer_id AS user_id, c.company_id,
           'check/' || s.id AS breach_key,
           COALESCE({_day("s.checked_at")}, s.write_date::date) AS occurred_on,
           jsonb_build_object('officers', o.officers) AS facts
      FROM yichuang_site_check AS s
      JOIN yichuang_case AS c ON c.id = s.case_id
      LEFT JOIN LATERAL (
           SELECT count(DISTINCT user_id) AS officers FROM yichuang_site_check_officer
            WHERE check_id = s.id) AS o ON TRUE
     WHERE s.state = 'held' AND o.officers < %(times)s
"""

UNREASONED_REFUSAL = f"""
    SELECT c.id AS case_id, c.department_id,
           COALESCE(c.decided_by_id, c.accepted_by_id, c.received_by_id) AS user_id,
           c.company_id, 'case/' || c.id AS breach_key,
           COALESCE({_day("COALESCE(c.decided_on, c.ended_on)")}, %(today)s)
               AS occurred_on,
           jsonb_build_object('outcome', COALESCE(c.outcome, c.state)) AS facts
      FROM yichuang_case AS c
     WHERE {UNREASONED}
"""

SAME_PERSON = f"""
    SELECT c.id AS case_id, c.department_id,
           COALESCE(c.decided_by_id, c.reviewed_by_id) AS user_id, c.company_id,
           'case/' || c.id AS breach_key,
           {_day("COALESCE(c.decided_on, c.reviewed_on, c.write_date)")} AS occurred_on,
           jsonb_build_object('received_by', c.received_by_id,
               'accepted_by', c.accepted_by_id, 'reviewed_by', c.reviewed_by_id,
               'decided_by', c.decided_by_id) AS facts
      FROM yichuang_case AS c
     WHERE {DECIDED_BY_TAKER}
"""

QUOTA_ORDER = f"""
    SELECT c.id AS case_id, c.department_id, c.decided_by_id AS user_id, c.company_id,
           'case/' || c.id AS breach_key, {_day("c.decided_on")} AS occurred_on,
           jsonb_build_object('accepted', c.accepted_on, 'before', b.receipt_number)
               AS facts
      FROM yichuang_case AS c
      JOIN yichuang_service_version AS v ON v.id = c.version_id
      JOIN LATERAL (
           SELECT receipt_number FROM yichuang_case AS e
            WHERE e.service_id = c.service_id AND e.accepted_on < c.accepted_on
              AND (e.state IN ('accepted', 'reviewing')
                   OR e.outcome = 'granted' AND e.decided_on > c.decided_on)
            ORDER BY e.accepted_on LIMIT 1) AS b ON TRUE
     WHERE c.outcome = 'granted' AND v.quota > 0
       AND COALESCE(v.quota_other_order, '') = ''
"""

DELETED = f"""
    SELECT NULL::int AS case_id, NULL::int AS department_id, NULL::int AS user_id,
           e.company_id, 'event/' || e.id AS breach_key,
           {_day("e.moment")} AS occurred_on,
           jsonb_build_object('record', e.res_model || ',' || e.res_id,
               'number', e.payload::jsonb ->> 'number') AS facts
      FROM yichuang_event AS e
      LEFT JOIN yichuang_document AS d ON d.id = e.res_id
     WHERE e.res_model = 'yichuang.document' AND e.action = 'issue' AND d.id IS NULL
     UNION ALL
    SELECT NULL, NULL, NULL, e.company_id, 'event/' || e.id, {_day("e.moment")},
           jsonb_build_object('record', e.res_model || ',' || e.res_id)
      FROM yichuang_event AS e
      LEFT JOIN yichuang_case AS c ON c.id = e.res_id
     WHERE e.res_model = 'yichuang.case' AND e.action = 'receive' AND c.id IS NULL
"""

# 明放暗不放: the window only takes in and hands out, the work is done elsewhere.
HALL_BYPASSED = f"""
    SELECT NULL::int AS case_id, m.department_id, NULL::int AS user_id, m.company_id,
           'organ/' || m.department_id || '/' || %(month_from)s::date AS breach_key,
           {_day("%(month_to)s::timestamp")} - 1 AS occurred_on,
           jsonb_build_object('finished', m.finished, 'bypassed', m.bypassed,
               'share', round(100.0 * m.bypassed / m.finished)) AS facts
      FROM (SELECT c.department_id, c.company_id, count(*) AS finished,
                   count(*) FILTER (WHERE NOT EXISTS (
                       SELECT FROM yichuang_event AS e
                        WHERE e.res_model = 'yichuang.case' AND e.res_id = c.id
                          AND e.action NOT IN ('accept', 'deem_accepted', 'decide')
                          AND e.moment > c.accepted_on
                          AND e.moment < c.decided_on
                              - interval '{TYPED_IN_MINUTES} minutes')
                   AND NOT EXISTS (
                       SELECT FROM yichuang_case_task AS t
                        WHERE t.case_id = c.id AND t.signed_on < c.decided_on
                              - interval '{TYPED_IN_MINUTES} minutes')) AS bypassed
              FROM yichuang_case AS c
              JOIN yichuang_service_version AS v ON v.id = c.version_id
             WHERE c.decided_on >= %(month_from)s AND c.decided_on < %(month_to)s
               AND c.decided_by_id IS NOT NULL AND c.accepted_on IS NOT NULL
               AND NOT COALESCE(c.on_the_spot, FALSE)
               AND COALESCE(v.case_type, '') <> 'instant'
             GROUP BY c.department_id, c.company_id) AS m
     WHERE m.finished >= %(times)s AND m.bypassed * 100 > %(share)s * m.finished
"""

RETURNED_OFTEN = f"""
    SELECT NULL::int AS case_id, m.department_id, NULL::int AS user_id, m.company_id,
           'organ/' || m.department_id || '/' || %(month_from)s::date AS breach_key,
           {_day("%(month_to)s::timestamp")} - 1 AS occurred_on,
           jsonb_build_object('finished', m.finished, 'returned', m.returned,
               'share', round(100.0 * m.returned / m.finished)) AS facts
      FROM (SELECT t.organ_id AS department_id, t.company_id, count(*) AS finished,
                   count(*) FILTER (WHERE t.returns > 0) AS returned
              FROM yichuang_case_task AS t
             WHERE t.done_on >= %(month_from)s AND t.done_on < %(month_to)s
             GROUP BY t.organ_id, t.company_id) AS m
     WHERE m.finished >= %(times)s AND m.returned * 100 > %(share)s * m.finished
"""

# 玻璃门、弹簧门: one applicant is turned away again and again. The digest of their
# number only groups; it stays in the database.
BOUNCED = f"""
    SELECT b.case_id, c.department_id, NULL::int AS user_id, c.company_id,
           'bounce/' || b.case_id AS breach_key,
           COALESCE({_day("c.ended_on")}, %(today)s) AS occurred_on,
           jsonb_build_object('turned_away', b.turned_away, 'organs', b.organs,
               'numbers', b.numbers, 'within', %(days)s) AS facts
      FROM (SELECT max(c.id) AS case_id, count(*) AS turned_away,
                   count(DISTINCT c.department_id) AS organs,
                   string_agg(c.receipt_number, '、' ORDER BY c.id) AS numbers
              FROM yichuang_case AS c
              JOIN yichuang_case_identity AS i ON i.case_id = c.id
             WHERE c.received_on
                   >= %(today)s::timestamp - make_interval(days => %(days)s)
               AND c.state IN ('refused', 'terminated', 'revoked')
             GROUP BY i.digest, c.company_id HAVING count(*) >= %(times)s) AS b
      JOIN yichuang_case AS c ON c.id = b.case_id
"""

DETECTORS = {
    # Time
    "promise_near": Detector("time", PROMISE_NEAR),
    "promise_exceeded": Detector("time", _late("promise", HANDLER)),
    "legal_exceeded": Detector("time", _late("legal", HANDLER)),
    "step_overdue": Detector("time", STEP_OVERDUE),
    "hop_overdue": Detector("time", HOP_OVERDUE),
    "deemed_accepted": Detector("time", DEEMED_ACCEPTED),
    "accepted_late": Detector(
        "time",
        _late("notice", "c.received_by_id", "NOT COALESCE(c.deemed_accepted, FALSE)"),
    ),
    "refused_late": Detector("time", REFUSED_LATE),
    "delivered_late": Detector("time", _late("delivery", "c.decided_by_id")),
    # Procedure
    "accepted_backdated": Detector("process", BACKDATED),
    "second_supplement": Detector("process", SECOND_SUPPLEMENT),
    "pause_ground": Detector("process", PAUSE_GROUND),
    "pause_untold": Detector("process", PAUSE_UNTOLD),
    "hearing_open": Detector("process", HEARING_OPEN),
    "few_inspectors": Detector("process", FEW_INSPECTORS),
    "unreasoned": Detector("process", UNREASONED_REFUSAL),
    "same_person": Detector("process", SAME_PERSON),
    "quota_order": Detector("process", QUOTA_ORDER),
    "document_changed": Detector("process", nightly=True),
    "deleted": Detector("process", DELETED, nightly=True),
    # Over time
    "hall_bypassed": Detector("pattern", HALL_BYPASSED, nightly=True),
    "returned_often": Detector("pattern", RETURNED_OFTEN, nightly=True),
    "bounced": Detector("pattern", BOUNCED, nightly=True),
    "swing": Detector("pattern", nightly=True),
}

# At most this many cards in one transaction.
BATCH = 500
