"""Cases by the million, for measurements only.

Nobody can take a million cases through the real steps in an hour, so a few are taken
through them and copied in the database: other numbers, names, organs and days, with
the due dates that the calendar gives for those days. Copied are the case, its clocks
with their ledgers, its identity row, and the materials and supplements of those that
a scheduled job will move and of every twentieth other. No events and no documents: no
list and no sweep reads those of the past. ``check`` compares what was made with what
the rules would have made.
"""

import io
import os
import random
from datetime import timedelta

from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools import receipt_number
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tools.deadline import Entry, derive

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红波辉宇浩欣怡然子涵"
YEARS = 10
# How many a large hall has; fewer for a try.
MANY = int(os.environ.get("BENCH_CASES") or 1_000_000)
PARTS_OF_EVERY = 20

# Of a thousand cases: a hall of ten years, in which a thirtieth is in hand or ended
# lately, and one whose cases are all open, as a sweep has to look through at worst.
OLD_HALL = {"closed": 920, "refused": 40, "withdrawn": 40}
OLD_HALL_LATELY = {
    "received": 70,
    "supplement": 30,
    "accepted": 70,
    "reviewing": 80,
    "to_decide": 80,
    "closed": 670,
}
ALL_OPEN = {
    "received": 400,
    "supplement": 200,
    "accepted": 200,
    "reviewing": 100,
    "to_decide": 100,
}
LATELY = 30  # of a thousand
# Of those open, one in a hundred is overdue; silence ends only the first two.
LATE = {"received": 0.0125, "supplement": 0.025, "accepted": 0.01, "reviewing": 0.01}
OPEN = ("received", "supplement", "accepted", "reviewing")
# Which clock the case is due by, as long as it is open.
DUTY = {"received": "notice", "supplement": "supplement"}
# Half of all goes to the first organ, which decides for the others; the last is quiet.
SHARES = (500, *[27] * 18, 1)


def templates(hall):
    """One real case for each kind."""
    supplement = hall.received_case()
    wizard = hall.env(user=hall.clerk.id)["yichuang.case.notify"].create(
        {"case_id": supplement.id, "revision": supplement.revision}
    )
    wizard.action_confirm()
    reviewing = hall.accepted_case()
    reviewing.with_user(hall.reviewer).action_start_review()
    closed = hall.decided_case("denied")
    closed.with_user(hall.clerk).action_close()
    refused = hall.received_case()
    hall.refuse(refused)
    withdrawn = hall.received_case()
    hall.end(withdrawn, "withdraw")
    return {
        "received": hall.received_case(),
        "supplement": supplement,
        "accepted": hall.accepted_case(),
        "reviewing": reviewing,
        "to_decide": hall.reviewed_case(),
        "closed": closed,
        "refused": refused,
        "withdrawn": withdrawn,
    }


def ensure(hall, count, mix, lately=None):
    """Fill the hall unless that was done before."""
    cases = hall.env["yichuang.case"]
    wanted = [("receipt_number", "=like", "BENCH%"), ("state", "in", tuple(mix))]
    if cases.search_count(wanted, limit=count // 2) < count // 2:
        fill(hall, count, mix, lately)
        vacuum(hall.env)


def fill(hall, count, mix, lately=None):
    """Make ``count`` cases in this mixture, the last of them in that of ``lately``;
    ids of the first and the last."""
    env = hall.env
    by_kind = templates(hall)
    env.flush_all()
    spans = due_dates(env, by_kind)
    first = lots(env, by_kind, count, mix, lately or mix, spans)
    copy_cases(env)
    copy_parts(env)
    env.invalidate_all()
    check(env, first)
    return first, first + count - 1


def due_dates(env, by_kind):
    """Last day by kind of clock and day of its start, also as a table."""
    workdays = env["yichuang.calendar.day"]._workdays()
    clocks = env["yichuang.case"].union(*by_kind.values()).sudo().clock_ids
    lengths = {clock.kind: (clock.days, clock.unit) for clock in clocks}
    today = hall_date()
    days = [today - timedelta(days=back) for back in range(YEARS * 366)]
    spans, rows = {}, []
    for kind, (length, unit) in lengths.items():
        for day in days:
            entry = Entry("start", day, days=length, unit=unit)
            end = derive([entry], workdays)
            spans[kind, day] = end.due
            rows.append(f"{kind}\t{day}\t{end.due}\t{'ft'[end.provisional]}\n")
    env.cr.execute(
        "CREATE TEMP TABLE span "
        "(kind text, start_on date, due_on date, provisional bool)"
    )
    copy_in(env, "span", rows)
    return spans


def lots(env, by_kind, count, mix, lately, spans):
    """One row for each case to be made: what it is a copy of, and what differs."""
    env.cr.execute(
        "CREATE TEMP TABLE lot (id int, template_id int, place int, start_on date, "
        "duty text, number text, name text, parts bool, open bool);"
        "CREATE TEMP TABLE place AS "
        "SELECT row_number() OVER (ORDER BY organ.id) - 1 AS place, service.id, "
        "service.current_version_id AS version_id, service.department_id "
        "FROM yichuang_service service JOIN yichuang_department organ "
        "ON organ.id = service.department_id WHERE organ.short_name = '测速'"
    )
    env.cr.execute("SELECT max(id) + 1 FROM yichuang_case")
    [(first,)] = env.cr.fetchall()
    prefix = f"BENCH{first % 1000}"
    rng = random.Random(2026)
    today = hall_date()
    recent = count * LATELY // 1000
    kinds = [
        *rng.choices(list(mix), weights=mix.values(), k=count - recent),
        *rng.choices(list(lately), weights=lately.values(), k=recent),
    ]
    places = rng.choices(range(len(SHARES)), weights=SHARES, k=count)
    live, late = {}, {}
    for kind in {*mix, *lately}:
        duty = DUTY.get(kind, "promise")
        ages = [today - timedelta(days=back) for back in range(90)]
        live[kind] = [day for day in ages if spans[duty, day] >= today]
        late[kind] = [day for day in ages if spans[duty, day] < today][:10]
    serials = {}
    rows = []
    for place, kind in enumerate(kinds):
        is_open = by_kind[kind].state in OPEN
        is_late = is_open and rng.random() < LATE.get(kind, 0)
        if is_open:
            day = rng.choice(late[kind] if is_late else live[kind])
        else:
            day = today - timedelta(days=(count - place) * YEARS * 365 // count + 1)
        serials[day] = serials.get(day, 1000) + 1
        number = receipt_number.build(prefix, day, serials[day])
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2))
        if place % 3 == 0:
            name = f"{''.join(rng.choices(GIVEN, k=3))}商行"
        rows.append(
            f"{first + place}\t{by_kind[kind].id}\t{places[place]}\t{day}\t"
            f"{DUTY.get(kind, 'promise') if is_open else 'none'}\t{number}\t{name}\t"
            f"{'ft'[is_late or place % PARTS_OF_EVERY == 0]}\t{'ft'[is_open]}\n"
        )
    copy_in(env, "lot", rows)
    env.cr.execute(
        "CREATE INDEX ON lot (template_id); CREATE INDEX ON span (kind, start_on); "
        "ANALYZE lot; ANALYZE span; SELECT setval('yichuang_case_id_seq', %s)",
        (first + count - 1,),
    )
    return first


def copy_in(env, table, rows):
    env.cr._obj.copy_expert(f"COPY {table} FROM STDIN", io.StringIO("".join(rows)))


def columns(env, table, changed):
    """Column names and what stands in them: as in the template but for ``changed``;
    moments and days move to the day of the lot, as far as the template has any."""
    env.cr.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public' AND is_generated = 'NEVER'",
        (table,),
    )
    values = {}
    for name, kind in env.cr.fetchall():
        like = f'old."{name}"'
        if name in changed:
            like = changed[name]
        elif kind == "date":
            like = f"CASE WHEN {like} IS NULL THEN NULL ELSE lot.start_on END"
        elif kind.startswith("timestamp"):
            like = f"lot.start_on + {like}::time"
        values[name] = like
    names = ", ".join(f'"{name}"' for name in values)
    return names, ", ".join(values.values())


def copy_cases(env):
    names, values = columns(
        env,
        "yichuang_case",
        {
            "id": "lot.id",
            "number": "lot.number",
            "receipt_number": "lot.number",
            "applicant_name": "lot.name",
            "query_code": "upper(substr(md5(lot.number), 1, 8))",
            "service_id": "place.id",
            "version_id": "place.version_id",
            "department_id": "place.department_id",
            "due_on": "CASE WHEN old.due_on IS NULL THEN NULL "
            "ELSE coalesce(span.due_on, lot.start_on) END",
            "due_provisional": "coalesce(span.provisional, false)",
            "supplement_due_on": "CASE WHEN old.supplement_due_on IS NULL THEN NULL "
            "ELSE span.due_on END",
            "legal_due_on": "CASE WHEN old.legal_due_on IS NULL THEN NULL "
            "ELSE legal.due_on END",
            "promise_due_on": "CASE WHEN old.promise_due_on IS NULL THEN NULL "
            "ELSE promise.due_on END",
        },
    )
    indexes = drop_indexes(env, "yichuang_case")
    env.cr.execute(
        f"INSERT INTO yichuang_case ({names}) SELECT {values} FROM lot "
        "JOIN yichuang_case old ON old.id = lot.template_id "
        "JOIN place USING (place) "
        "LEFT JOIN span ON span.kind = lot.duty AND span.start_on = lot.start_on "
        "LEFT JOIN span legal ON legal.kind = 'legal' "
        "AND legal.start_on = lot.start_on "
        "LEFT JOIN span promise ON promise.kind = 'promise' "
        "AND promise.start_on = lot.start_on ORDER BY lot.id"
    )
    for definition in indexes:
        env.cr.execute(definition)


def drop_indexes(env, table):
    """Take the plain indexes away, for they are built faster than kept; how to make
    them again, comments of Odoo included."""
    env.cr.execute(
        "SELECT c.relname, pg_get_indexdef(c.oid), obj_description(c.oid, 'pg_class') "
        "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = %s::regclass AND NOT i.indisunique",
        (table,),
    )
    again = []
    for name, definition, comment in env.cr.fetchall():
        env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
        again.append(SQL(definition.replace("%", "%%")))
        if comment:
            again.append(
                SQL("COMMENT ON INDEX %s IS %s", SQL.identifier(name), comment)
            )
    return again


def copy_parts(env):
    """Clocks with ledgers and identity of all open ones; materials and supplements of
    some."""
    env.cr.execute(
        "CREATE TEMP TABLE new_clock AS "
        "SELECT nextval('yichuang_clock_id_seq')::int AS id, old.id AS old_id, "
        "lot.id AS case_id FROM lot JOIN yichuang_clock old "
        "ON old.case_id = lot.template_id WHERE lot.open"
    )
    names, values = columns(
        env,
        "yichuang_clock",
        {
            "id": "new.id",
            "case_id": "lot.id",
            "due_on": "span.due_on",
            "provisional": "span.provisional",
        },
    )
    env.cr.execute(
        f"INSERT INTO yichuang_clock ({names}) SELECT {values} FROM new_clock new "
        "JOIN lot ON lot.id = new.case_id "
        "JOIN yichuang_clock old ON old.id = new.old_id "
        "JOIN span ON span.kind = old.kind AND span.start_on = lot.start_on"
    )
    names, values = columns(
        env,
        "yichuang_clock_segment",
        {"id": "nextval('yichuang_clock_segment_id_seq')", "clock_id": "new.id"},
    )
    env.cr.execute(
        f"INSERT INTO yichuang_clock_segment ({names}) SELECT {values} "
        "FROM new_clock new JOIN lot ON lot.id = new.case_id "
        "JOIN yichuang_clock_segment old ON old.clock_id = new.old_id"
    )
    names, values = columns(
        env,
        "yichuang_case_identity",
        {"id": "nextval('yichuang_case_identity_id_seq')", "case_id": "lot.id"},
    )
    env.cr.execute(
        f"INSERT INTO yichuang_case_identity ({names}) SELECT {values} FROM lot "
        "JOIN yichuang_case_identity old ON old.case_id = lot.template_id "
        "WHERE lot.open"
    )
    names, values = columns(
        env,
        "yichuang_case_material",
        {
            "id": "nextval('yichuang_case_material_id_seq')",
            "case_id": "lot.id",
            "requirement_id": "mine.id",
        },
    )
    env.cr.execute(
        f"INSERT INTO yichuang_case_material ({names}) SELECT {values} FROM lot "
        "JOIN place USING (place) "
        "JOIN yichuang_case_material old ON old.case_id = lot.template_id "
        "JOIN yichuang_service_material theirs ON theirs.id = old.requirement_id "
        "JOIN yichuang_service_material mine ON mine.version_id = place.version_id "
        "AND mine.material_id = theirs.material_id WHERE lot.open AND lot.parts"
    )
    names, values = columns(
        env,
        "yichuang_case_supplement",
        {
            "id": "nextval('yichuang_case_supplement_id_seq')",
            "case_id": "lot.id",
            "material_id": "mine.id",
        },
    )
    env.cr.execute(
        f"INSERT INTO yichuang_case_supplement ({names}) SELECT {values} FROM lot "
        "JOIN yichuang_case_supplement old ON old.case_id = lot.template_id "
        "JOIN yichuang_case_material theirs ON theirs.id = old.material_id "
        "JOIN yichuang_case_material mine ON mine.case_id = lot.id "
        "AND mine.name = theirs.name WHERE lot.open AND lot.parts"
    )
    for table in ("lot", "span", "place", "new_clock"):
        env.cr.execute(f"DROP TABLE {table}")


def check(env, first):
    """What was made obeys the rules that real cases obey."""
    cases = env["yichuang.case"]
    sample = cases.search([("id", ">=", first)], order="id desc", limit=500)
    for case in sample:
        assert receipt_number.is_valid(case.receipt_number), case.receipt_number
        running = case.clock_ids.filtered(lambda clock: clock.state == "running")
        if case.state in OPEN:
            assert case.due_on in running.mapped("due_on"), case.receipt_number
            for clock in running:
                assert clock._derivation().due == clock.due_on, case.receipt_number
        elif case.ended_on:
            assert not running, case.receipt_number
        assert case.version_id.service_id == case.service_id, case.receipt_number
        assert case.department_id == case.service_id.department_id
    [(wrong,)] = env.execute_query(
        SQL(
            "SELECT count(*) FROM yichuang_case c LEFT JOIN yichuang_clock k "
            "ON k.case_id = c.id AND k.state = 'running' AND k.due_on = c.due_on "
            "WHERE c.id >= %s AND k.id IS NULL "
            "AND c.state IN %s",
            first,
            OPEN,
        )
    )
    assert not wrong, f"{wrong} open cases have no clock for their due date"


def vacuum(env):
    """Statistics and visibility as a server that has run for a while has them."""
    env.cr.commit()
    connection = env.cr._obj.connection
    connection.autocommit = True
    for part in ("", "_material", "_identity", "_supplement"):
        env.cr._obj.execute(f"VACUUM ANALYZE yichuang_case{part}")
    env.cr._obj.execute("VACUUM ANALYZE yichuang_clock")
    env.cr._obj.execute("VACUUM ANALYZE yichuang_clock_segment")
    connection.autocommit = False
