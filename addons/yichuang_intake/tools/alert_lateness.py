"""The statements of electronic supervision over what came too late (时限监察); their
rows and parameters are those of ``alert_queries``."""

from .alert_patterns import hall_day as _day

STOPPED_LATE = "(state = 'stopped' AND stopped_on > due_on)"
RECEIVER = "COALESCE(j.accepted_by_id, j.received_by_id)"
NOT_DEEMED = "NOT COALESCE({}.deemed_accepted, FALSE)"
HANDLER = "COALESCE(c.decided_by_id, c.reviewed_by_id, c.reviewer_id)"


def late(kinds, user, extra="TRUE"):
    """Periods of these kinds that ran out, running or stopped too late; those of a
    joint case are the lead organ's.

    :param user: who answers for a case, as SQL over ``c``
    :param extra: what else must hold, of the case or joint case in braces
    """
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return f"""
    SELECT k.case_id, k.joint_id, o.department_id, o.user_id, o.company_id,
           'clock/' || k.id AS breach_key, k.due_on + 1 AS occurred_on,
           jsonb_strip_nulls(jsonb_build_object('number', o.number, 'due', k.due_on,
               'days', k.days, 'unit', k.unit, 'stopped', k.stopped_on)) AS facts
      FROM (SELECT * FROM yichuang_clock
             WHERE state = 'running' AND due_on < %(today)s
             UNION ALL
            SELECT * FROM yichuang_clock WHERE {STOPPED_LATE}) AS k
      JOIN LATERAL (
           SELECT c.department_id, {user} AS user_id, c.company_id, NULL AS number
             FROM yichuang_case AS c WHERE c.id = k.case_id AND {extra.format("c")}
            UNION ALL
           SELECT j.department_id, {RECEIVER}, j.company_id, j.receipt_number
             FROM yichuang_joint_case AS j
            WHERE j.id = k.joint_id AND {extra.format("j")}) AS o ON TRUE
     WHERE k.kind IN ({listed})
    """


PROMISE_NEAR = f"""
    SELECT k.case_id, k.joint_id, o.department_id, o.user_id, o.company_id,
           'clock/' || k.id || '/' || k.due_on AS breach_key,
           %(today)s::date AS occurred_on,
           jsonb_strip_nulls(jsonb_build_object('number', o.number, 'due', k.due_on,
               'days', k.days, 'unit', k.unit)) AS facts
      FROM yichuang_clock AS k
      JOIN LATERAL (
           SELECT c.department_id, COALESCE(c.reviewed_by_id, c.reviewer_id) AS user_id,
                  c.company_id, NULL AS number
             FROM yichuang_case AS c WHERE c.id = k.case_id
            UNION ALL
           SELECT j.department_id, {RECEIVER}, j.company_id, j.receipt_number
             FROM yichuang_joint_case AS j WHERE j.id = k.joint_id) AS o ON TRUE
      JOIN unnest(%(left_days)s, %(last_days)s::date[]) AS soon (left_days, last_on)
        ON soon.left_days = GREATEST(%(days)s, floor(k.days * %(share)s / 100.0))
     WHERE k.state = 'running' AND k.kind IN ('promise', 'joint')
       AND k.due_on >= %(today)s
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
    SELECT c.id AS case_id, NULL::int AS joint_id, c.department_id,
           c.received_by_id AS user_id, c.company_id,
           'case/' || c.id AS breach_key, k.due_on + 1 AS occurred_on,
           jsonb_build_object('due', k.due_on) AS facts
      FROM yichuang_case AS c
      JOIN yichuang_clock AS k ON k.case_id = c.id AND k.kind = 'notice'
     WHERE c.deemed_accepted
     UNION ALL
    SELECT NULL, k.joint_id, j.department_id, j.received_by_id, j.company_id,
           'joint/' || j.id, k.due_on + 1,
           jsonb_build_object('number', j.receipt_number, 'due', k.due_on)
      FROM yichuang_joint_case AS j
      JOIN yichuang_clock AS k ON k.joint_id = j.id AND k.kind = 'notice'
     WHERE j.deemed_accepted
"""

REFUSED_LATE = f"""
    SELECT c.id AS case_id, c.department_id, c.received_by_id AS user_id, c.company_id,
           'case/' || c.id AS breach_key, {_day("c.ended_on")} AS occurred_on,
           jsonb_build_object('received', {_day("c.received_on")},
                              'stopped', {_day("c.ended_on")}) AS facts
      FROM yichuang_case AS c
     WHERE c.refused_late
"""

# 差评整改: contact and fix each have their day; a rating without a name has no contact.
RATING_OVERDUE = """
    SELECT e.matter_id AS case_id, t.department_id, t.user_id, t.company_id,
           'rating/' || t.id || '/' || d.duty AS breach_key,
           d.due_on + 1 AS occurred_on,
           jsonb_build_object('due', d.due_on) AS facts
      FROM yichuang_evaluation_task AS t
      JOIN yichuang_evaluation AS e ON e.id = t.evaluation_id
     CROSS JOIN LATERAL (
           VALUES ('contact', t.contact_due_on,
                   t.state = 'open' AND NOT COALESCE(e.anonymous, FALSE)),
                  ('fix', t.fix_due_on, t.state IN ('open', 'contacted'))
           ) AS d (duty, due_on, waits)
     WHERE t.state NOT IN ('closed', 'excluded')
       AND d.waits AND d.due_on < %(today)s
"""

# 热线转办: what came without a name has no contact.
REFERRAL_OVERDUE = """
    SELECT r.case_id, r.department_id, r.user_id, r.company_id,
           'referral/' || r.id || '/' || d.duty AS breach_key,
           d.due_on + 1 AS occurred_on,
           jsonb_strip_nulls(jsonb_build_object('number', r.number, 'due', d.due_on))
               AS facts
      FROM yichuang_referral AS r
     CROSS JOIN LATERAL (
           VALUES ('contact', r.contact_due_on,
                   r.state = 'open' AND NOT COALESCE(r.anonymous, FALSE)),
                  ('answer', r.fix_due_on, TRUE)
           ) AS d (duty, due_on, waits)
     WHERE r.state IN ('open', 'contacted')
       AND d.waits AND d.due_on < %(today)s
"""
