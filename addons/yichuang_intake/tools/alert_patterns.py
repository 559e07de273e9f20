"""What supervision sees over many matters only (趋势监察): statements like those of
``alert_queries``, of which no single case shows a breach."""

# Between these, no step in the hall was taken: what is entered within ten minutes of
# the decision was done elsewhere and typed in here.
TYPED_IN_MINUTES = 10


def hall_day(moment):
    """The hall's calendar day of a moment kept in UTC, as SQL."""
    return f"({moment} AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date"


# 明放暗不放: the window only takes in and hands out, the work is done elsewhere.
HALL_BYPASSED = f"""
    SELECT NULL::int AS case_id, m.department_id, NULL::int AS user_id, m.company_id,
           'organ/' || m.department_id || '/' || %(month_from)s::date AS breach_key,
           {hall_day("%(month_to)s::timestamp")} - 1 AS occurred_on,
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
           {hall_day("%(month_to)s::timestamp")} - 1 AS occurred_on,
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
           COALESCE({hall_day("c.ended_on")}, %(today)s) AS occurred_on,
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
