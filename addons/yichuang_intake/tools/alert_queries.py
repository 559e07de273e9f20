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

from .alert_lateness import (
    DEEMED_ACCEPTED,
    HANDLER,
    HOP_OVERDUE,
    NOT_DEEMED,
    PROMISE_NEAR,
    RATING_OVERDUE,
    REFERRAL_OVERDUE,
    REFUSED_LATE,
    STEP_OVERDUE,
    late,
)
from .alert_patterns import BOUNCED, HALL_BYPASSED, RETURNED_OFTEN
from .alert_patterns import hall_day as _day

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

# 符合条件不予受理: the same applicant was accepted soon after, under the same guide,
# with nothing that had not been handed in without a fault before. Silence accepts
# nobody on the merits. Papers not even received count where the manager has found
# the reason wrong.
REFUSED_UNDULY = f"""
    SELECT c.id AS case_id, c.department_id,
           COALESCE(c.accepted_by_id, c.received_by_id) AS user_id, c.company_id,
           'case/' || c.id AS breach_key, {_day("c.ended_on")} AS occurred_on,
           jsonb_build_object('stopped', {_day("c.ended_on")},
               'reason', c.reasons, 'later', a.receipt_number,
               'to', {_day("a.accepted_on")}, 'within', %(days)s) AS facts
      FROM yichuang_case AS c
      JOIN yichuang_case_identity AS i ON i.case_id = c.id
      JOIN LATERAL (
           SELECT e.receipt_number, e.accepted_on
             FROM yichuang_case_identity AS n
             JOIN yichuang_case AS e ON e.id = n.case_id
            WHERE n.digest = i.digest AND e.service_id = c.service_id
              AND e.version_id = c.version_id AND e.company_id = c.company_id
              AND e.accepted_on > c.ended_on
              AND e.accepted_on <= c.ended_on + make_interval(days => %(days)s)
              AND NOT COALESCE(e.deemed_accepted, FALSE)
              AND NOT EXISTS (
                  SELECT FROM yichuang_case_material AS m
                   WHERE m.case_id = e.id AND m.received AND NOT EXISTS (
                         SELECT FROM yichuang_case_material AS h
                          WHERE h.case_id = c.id AND h.received
                            AND h.requirement_id = m.requirement_id
                            AND COALESCE(h.defect, '') = ''))
            ORDER BY e.accepted_on LIMIT 1) AS a ON TRUE
     WHERE c.state = 'refused'
     UNION ALL
    SELECT NULL, r.department_id, r.recorded_by_id, r.company_id, 'request/' || r.id,
           {_day("r.recorded_on")},
           jsonb_build_object('stopped', {_day("r.recorded_on")}, 'reason', r.reason)
      FROM yichuang_unmet_request AS r
     WHERE r.state = 'put_right' AND r.kind = 'not_received'
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

# 擅自收费: the guide says that a fee is charged and names no law that sets it.
FEE_UNFOUNDED = f"""
    SELECT NULL::int AS case_id, m.department_id, NULL::int AS user_id, m.company_id,
           'version/' || m.version_id || '/' || m.department_id AS breach_key,
           {_day("m.first_on")} AS occurred_on,
           jsonb_strip_nulls(jsonb_build_object('number', m.code, 'finished', m.cases))
               AS facts
      FROM (SELECT c.version_id, c.department_id, c.company_id, min(s.code) AS code,
                   min(c.accepted_on) AS first_on, count(*) AS cases
              FROM yichuang_service_version AS v
              JOIN yichuang_case AS c ON c.version_id = v.id
              JOIN yichuang_service AS s ON s.id = c.service_id
             WHERE v.fee_charged AND c.accepted_on IS NOT NULL
               AND NOT EXISTS (
                   SELECT FROM yichuang_service_fee AS f
                    WHERE f.version_id = v.id AND COALESCE(f.basis, '') <> '')
             GROUP BY c.version_id, c.department_id, c.company_id) AS m
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

DETECTORS = {
    # Time
    "promise_near": Detector("time", PROMISE_NEAR),
    "promise_exceeded": Detector("time", late(("promise", "joint"), HANDLER)),
    "legal_exceeded": Detector("time", late(("legal", "joint_legal"), HANDLER)),
    "step_overdue": Detector("time", STEP_OVERDUE),
    "hop_overdue": Detector("time", HOP_OVERDUE),
    "deemed_accepted": Detector("time", DEEMED_ACCEPTED),
    "accepted_late": Detector(
        "time", late(("notice",), "c.received_by_id", NOT_DEEMED)
    ),
    "refused_late": Detector("time", REFUSED_LATE),
    "rating_overdue": Detector("time", RATING_OVERDUE),
    "referral_overdue": Detector("time", REFERRAL_OVERDUE),
    "delivered_late": Detector("time", late(("delivery",), "c.decided_by_id")),
    # Procedure
    "accepted_backdated": Detector("process", BACKDATED),
    "second_supplement": Detector("process", SECOND_SUPPLEMENT),
    "pause_ground": Detector("process", PAUSE_GROUND),
    "pause_untold": Detector("process", PAUSE_UNTOLD),
    "hearing_open": Detector("process", HEARING_OPEN),
    "few_inspectors": Detector("process", FEW_INSPECTORS),
    "refused_unduly": Detector("process", REFUSED_UNDULY, nightly=True),
    "unreasoned": Detector("process", UNREASONED_REFUSAL),
    "same_person": Detector("process", SAME_PERSON),
    "quota_order": Detector("process", QUOTA_ORDER),
    "fee_unfounded": Detector("process", FEE_UNFOUNDED, nightly=True),
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
