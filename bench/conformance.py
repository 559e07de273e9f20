"""Comparing 50,000 services over three levels: one statement over fingerprints beside
the same comparison done in Python.

One province, ten cities, 89 counties, 500 items; in each county a tenth of the
services leave out a material, a twentieth name another result. The rivals are what
one would write first, a loop that looks up each service's counterpart and compares
what both say, and the best plain Python can do, everything read in bulk and compared
in memory. All compare the same profile, must find the same differences, and take
turns in one process and one database. The loop is timed on a sample and multiplied.
Run with ``script/bench conformance``; the numbers go to docs/benchmarks.md.
"""

import statistics
import time

from odoo.addons.yichuang_catalog.tools import conformance

PROFILE = "article"
CITIES, COUNTIES, ITEMS = 10, 89, 500
SAMPLE, TURNS = 300, 3
# Which services leave out the first material
LESS = "NOT (cell.level = '4' AND cell.place %% 10 = 0)"


def run(env):
    """Measure, and return the rows ``(name, services, seconds)``."""
    build(env)
    stamping = stamp(env)
    lower = env["yichuang.service"].search(
        [("department_id.region_id.code", "=like", "98____")], order="id"
    )
    found = {"statement": [], "bulk": [], "loop": []}
    answers = {}
    for turn in range(TURNS):
        ways = [("statement", statement), ("bulk", bulk), ("loop", loop)]
        for name, way in ways if turn % 2 else reversed(ways):
            services = lower[-SAMPLE:] if name == "loop" else lower
            env.invalidate_all()
            start = time.perf_counter()
            answers[name] = way(env, services)
            seconds = time.perf_counter() - start
            found[name].append(seconds / len(services) * len(lower))
    sample = set(lower[-SAMPLE:].ids)
    assert answers["statement"] == answers["bulk"], "they differ on the whole"
    assert answers["loop"] == {
        (service, element)
        for service, element in answers["statement"]
        if service in sample
    }, "they differ on the sample"
    assert answers["loop"], "a sample without a difference proves nothing"
    return len(lower), len(answers["statement"]), stamping, found


def statement(env, services):
    """A report as the product makes it, with rates, drift and all rows kept."""
    report = env["yichuang.conformance.run"]._start(
        PROFILE, env["yichuang.region"].search([("code", "=", "980000")])
    )
    report.sudo()._work_through()
    return {
        (service.id, element)
        for service, element in env["yichuang.conformance.difference"]._read_group(
            [("run_id", "=", report.id)], ["lower_service_id", "element"]
        )
    }


def loop(env, services):
    """Record by record: look for the counterpart, state both, compare."""
    found = set()
    for service in services:
        upper = counterpart(env, service)
        if upper:
            compare(service, upper, found)
    return found


def counterpart(env, service):
    region = service.department_id.region_id.parent_id
    while region:
        upper = env["yichuang.service"].search(
            [
                ("item_id", "=", service.item_id.id),
                ("department_id.region_id", "=", region.id),
                ("current_version_id", "!=", False),
            ],
            limit=1,
        )
        if upper:
            return upper
        region = region.parent_id
    return None


def bulk(env, services):
    """All at once: counterparts by a dictionary, contents prefetched for all."""
    found = set()
    by_place = {
        (service.item_id.id, service.department_id.region_id.id): service
        for service in services
    }
    for service in services:
        region = service.department_id.region_id.parent_id
        while region:
            upper = by_place.get((service.item_id.id, region.id))
            if upper:
                compare(service, upper, found)
                break
            region = region.parent_id
    return found


def compare(service, upper, found):
    for element in conformance.PROFILES[PROFILE]:
        above, below = state(upper, element), state(service, element)
        if conformance.compare(above, below) not in ("same", "unstated"):
            found.add((service.id, element))


def state(service, element):
    if element == "name":
        return conformance.name(service.name)
    return getattr(service.current_version_id, f"_state_{element}")()[0]


def stamp(env):
    """Seconds to take all fingerprints, which normally happens one by one at
    publication."""
    start = time.perf_counter()
    while env["yichuang.service.version"]._stamp_next():
        env.invalidate_all()
    return time.perf_counter() - start


def build(env):
    """The three levels, as rows copied in the database from one real service."""
    regions = make_regions(env)
    organs = env["yichuang.department"].create(
        [{"name": f"{region.name}局", "region_id": region.id} for region in regions]
    )
    items = env["yichuang.item"].create(
        [
            {"name": f"测试事项第{number}号许可", "code": f"0001{99000000 + number:08}"}
            for number in range(ITEMS)
        ]
    )
    law = env["yichuang.law"].create({"name": "测试用法", "article": "第九条"})
    materials = env["yichuang.material"].create(
        [{"name": f"第{number}种测试材料"} for number in range(5)]
    )
    service = env["yichuang.service"].create(
        {"item_id": items[0].id, "department_id": organs[0].id, "level": "2"}
    )
    version = env["yichuang.service.version"].create(
        {
            "service_id": service.id,
            "law_ids": law.ids,
            "conditions": "有与业务相适应的场所和人员。",
            "procedure": "申请\n受理\n审查\n决定\n送达",
            "result_name": "许可证",
            "material_line_ids": [
                (0, 0, {"material_id": material.id}) for material in materials
            ],
        }
    )
    env.flush_all()
    run_sql = env.cr.execute
    run_sql(
        "CREATE TEMP TABLE cell ON COMMIT DROP AS "
        "SELECT organ.id AS organ_id, region.level, item.id AS item_id, item.name, "
        "       item.item_type, nextval('yichuang_service_id_seq') AS service_id, "
        "       nextval('yichuang_service_version_id_seq') AS version_id, "
        "       row_number() OVER () AS place "
        "  FROM yichuang_department organ "
        "  JOIN yichuang_region region ON region.id = organ.region_id, "
        "       yichuang_item item "
        " WHERE organ.id IN %s AND item.id IN %s",
        (organs._ids, items._ids),
    )
    duplicate(
        env,
        "yichuang_service",
        service.id,
        id="cell.service_id",
        item_id="cell.item_id",
        department_id="cell.organ_id",
        level="cell.level",
        name="cell.name",
        slug="'bench' || cell.place",
        code="NULL",
        handling_code="NULL",
        current_version_id="NULL",
        digest_name="NULL",
    )
    duplicate(
        env,
        "yichuang_service_version",
        version.id,
        id="cell.version_id",
        service_id="cell.service_id",
        item_id="cell.item_id",
        department_id="cell.organ_id",
        state="'published'",
        result_name="CASE WHEN cell.level = '4' AND cell.place %% 20 = 0 "
        "THEN '另一种证' ELSE '许可证' END",
    )
    run_sql(
        "INSERT INTO yichuang_law_yichuang_service_version_rel "
        "(yichuang_service_version_id, yichuang_law_id) "
        "SELECT version_id, %s FROM cell",
        (law.id,),
    )
    for number, line in enumerate(version.material_line_ids):
        duplicate(
            env,
            "yichuang_service_material",
            line.id,
            where="TRUE" if number else LESS,
            id="nextval('yichuang_service_material_id_seq')",
            version_id="cell.version_id",
        )
    run_sql(
        "UPDATE yichuang_service SET current_version_id = cell.version_id FROM cell "
        "WHERE yichuang_service.id = cell.service_id"
    )
    env.invalidate_all()
    version.unlink()
    service.unlink()
    made = env["yichuang.service"].search([("slug", "=like", "bench%")])
    made._compute_digest_name()
    env.flush_all()
    for table in ("service", "service_version", "service_material", "region"):
        run_sql(f"ANALYZE yichuang_{table}")


def make_regions(env):
    regions = env["yichuang.region"]
    province = regions.create({"name": "测试省", "code": "980000", "level": "2"})
    cities = regions.create(
        [
            {
                "name": f"测试市{number}",
                "code": f"98{number:02}00",
                "level": "3",
                "parent_id": province.id,
            }
            for number in range(1, CITIES + 1)
        ]
    )
    counties = regions.create(
        [
            {
                "name": f"测试县{number}",
                "code": f"{cities[number % CITIES].code[:4]}{number + 1:02}",
                "level": "4",
                "parent_id": cities[number % CITIES].id,
            }
            for number in range(COUNTIES)
        ]
    )
    return province + cities + counties


def duplicate(env, table, template_id, where="TRUE", **changed):
    """One row of ``table`` for each cell, like the template but for these columns."""
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_name = %s AND table_schema = 'public'",
        (table,),
    )
    names = [name for (name,) in env.cr.fetchall()]
    values = ", ".join(changed.get(name, f'like_this."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    env.cr.execute(
        f"INSERT INTO {table} ({columns}) SELECT {values} "
        f"FROM cell, {table} AS like_this WHERE like_this.id = %s AND {where}",
        (template_id,),
    )


def table(services, differences, stamping, found):
    """The rows as a Markdown table with the ratio to the record-by-record loop."""
    names = {
        "statement": "yichuang.conformance.run",
        "bulk": "Python in bulk",
        "loop": f"record by record (on {SAMPLE})",
    }
    rival = statistics.median(found["loop"])
    measured = f"{services} services, {differences} differences"
    lines = [
        f"{measured}; all fingerprints once: {stamping:.0f} s",
        "",
        "| comparison of all | seconds | least | most | time ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {names[name]} | {statistics.median(times):.1f} | {min(times):.1f} "
        f"| {max(times):.1f} | {statistics.median(times) / rival:.4f} |"
        for name, times in found.items()
    ]
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(*run(globals()["env"])))
