"""Importing a list of services beside Odoo's own import of the same services.

Ours reads, checks, compares and writes a sheet of 50,000 rows, items and services with
an event each, as the background does it. Odoo's ``load()`` (behind its import dialog)
gets a sample of the same rows as ready-made records: items, then services that name
their item by external id; it checks nothing beyond the fields, finds no duplicates and
tells no history. Ours takes turns with it on samples of the same size, and then imports
the whole list. Run with ``script/bench``; the numbers go to docs/benchmarks.md.
"""

import base64
import io
import statistics
import threading
import time
from dataclasses import dataclass, field

import xlsxwriter

from odoo.addons.yichuang_catalog.tools import uscc

ROUNDS, SAMPLE, ROWS, ORGANS = 5, 1_000, 50_000, 60
HEADERS = ("部门", "主项", "事项名称", "事项类型", "行政区划", "事项编码", "信用代码")
TYPES = (
    ("行政许可", "license"),
    ("行政给付", "benefit"),
    ("公共服务", "public_service"),
)


@dataclass
class Row:
    name: str
    rows: int
    seconds: list = field(default_factory=list)
    queries: list = field(default_factory=list)

    def row_ms(self):
        return statistics.median(self.seconds) * 1000 / self.rows

    def queries_per_row(self):
        return statistics.median(self.queries) / self.rows


def run(env):
    """Measure, and return the rows: all of ours, ours by sample, Odoo's by sample."""
    whole = Row("yichuang import, 50,000 rows", ROWS)
    ours = Row("yichuang import", SAMPLE)
    rival = Row("Odoo load()", SAMPLE)
    for turn in range(ROUNDS + 1):
        pairs = [(ours, one_import), (rival, one_load)]
        for row, operation in pairs if turn % 2 else reversed(pairs):
            seconds, queries = measure(env, operation, lines(turn, row.name, SAMPLE))
            if turn:  # the first turn warms up
                row.seconds.append(seconds)
                row.queries.append(queries)
    seconds, queries = measure(env, one_import, lines(99, whole.name, ROWS))
    whole.seconds.append(seconds)
    whole.queries.append(queries)
    return whole, ours, rival


def measure(env, operation, table):
    """Seconds and queries of one import, committed, beginning with cold caches."""
    thread = threading.current_thread()
    work = operation(env, table)
    env.cr.commit()
    env.invalidate_all()
    thread.query_count, thread.query_time = 0, 0
    start = time.perf_counter()
    work()
    env.cr.commit()
    return time.perf_counter() - start, thread.query_count


def lines(turn, name, count):
    """Rows of a list that nobody has imported yet."""
    organs = [(f"测速局{number:02}", organ_code(number)) for number in range(ORGANS)]
    mark = f"{turn}{'L' if 'load' in name else 'I'}"
    for number in range(count):
        organ, code = organs[number % ORGANS]
        chinese, _key = TYPES[number % len(TYPES)]
        local = f"{mark}A{number:08}-379901000000-000-{code}-1-00"
        yield (
            organ,
            f"主项{number // 3}",
            f"测速事项{mark}{number:06}",
            chinese,
            "379901000000",
            local,
            code,
        )


def organ_code(number):
    body = f"11379901MB{number:06}"
    body += uscc.organisation_check_character(body[8:16])
    return body + uscc.check_character(body)


def one_import(env, table):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, cells in enumerate((HEADERS, *table)):
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell)
    content = base64.b64encode(stream.getvalue())

    def work():
        wizard = env["yichuang.item.import"].create({"file": content})
        wizard.action_preview()
        wizard.action_import()
        if wizard.state == "running":
            env.cr.commit()
            env["yichuang.item.import"]._cron_import()
        assert wizard.state == "done", wizard.failure

    return work


def one_load(env, table):
    table = list(table)
    organs = env["yichuang.department"]
    known = {organ.uscc: organ for organ in organs.search([("uscc", "!=", False)])}
    for organ, *_rest, code in table:
        if code not in known:
            known[code] = organs.create({"name": organ, "uscc": code})
    keys = dict(TYPES)
    items, services = [], []
    for _organ, main, name, chinese, _area, local, code in table:
        external = f"bench.{local.partition('-')[0]}"
        kind = env["yichuang.item"]._fields["item_type"]
        label = dict(kind._description_selection(env))[keys[chinese]]
        items.append([external, name, main, label, local.partition("-")[0]])
        services.append([external, str(known[code].id), name, local])

    def work():
        for model, headers, rows in (
            (
                "yichuang.item",
                ["id", "name", "main_name", "item_type", "local_code"],
                items,
            ),
            (
                "yichuang.service",
                ["item_id/id", "department_id/.id", "name", "local_code"],
                services,
            ),
        ):
            answer = env[model].load(headers, rows)
            assert answer["ids"], answer["messages"]

    return work


def table(rows):
    """The rows as a Markdown table with the ratio to the last one."""
    rival = rows[-1]
    out = [
        "| import | rows | seconds | ms per row | queries per row | time ratio |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    out += [
        f"| {row.name} | {row.rows:,} | {statistics.median(row.seconds):.1f} "
        f"| {row.row_ms():.2f} | {row.queries_per_row():.2f} "
        f"| {row.row_ms() / rival.row_ms():.2f} |"
        for row in rows
    ]
    return "\n".join(out)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
