"""Opening a case with 435 materials and 435 documents beside one with five of each.

What the web client does when a reviewer opens the form: one ``web_read`` with all the
fields of the form, its lists included. The rival is the small case, so a ratio of one
means that a thick file opens like a thin one; the first forty rows of a list are shown
in both. Run with ``script/bench open_case``; the numbers go to docs/benchmarks.md.
"""

import statistics
import threading
import time

from hall import Hall

from odoo.addons.yichuang_intake.tests.web_client import read_form

SMALL, LARGE, TURNS = 5, 435, 25


def run(env):
    """Measure in turns: by size, milliseconds and queries of each look."""
    hall = Hall.open(env)
    cases = {size: case_of(hall, size) for size in (SMALL, LARGE)}
    env.cr.commit()
    reader = cases[SMALL].with_user(hall.reviewer)
    arch = reader.get_views([(False, "form")])["views"]["form"]["arch"]
    thread = threading.current_thread()
    found = {SMALL: [], LARGE: []}
    for turn in range(TURNS + 2):
        for size in (SMALL, LARGE) if turn % 2 else (LARGE, SMALL):
            case = cases[size].with_user(hall.reviewer)
            env.invalidate_all()
            thread.query_count, thread.query_time = 0, 0
            start = time.perf_counter()
            read_form(case, arch)
            seconds = time.perf_counter() - start
            if turn > 1:  # the first two warm up
                found[size].append((seconds * 1000, thread.query_count))
    return found


def case_of(hall, size):
    """An accepted case with so many materials and documents."""
    service = hall.published_service(
        item_name=f"测速许可，{size}份材料",
        materials=tuple(f"测速材料第{number}号" for number in range(size)),
    )
    case = hall.accepted_case(service_id=service.id)
    notice = case.document_ids[:1]
    draft = {
        "case": case,
        "addressee": notice.addressee,
        "words": notice.words,
        "facts": notice.facts,
    }
    missing = size - len(case.document_ids)
    hall.env["yichuang.document"]._issue(notice.kind, [draft] * missing)
    assert len(case.material_ids) == case.document_count == size
    return case


def table(found):
    """The rows as a Markdown table with the ratio to the small case."""
    rival = statistics.median(ms for ms, _queries in found[SMALL])
    lines = [
        "| opening a case with | median ms | quartile spread | queries | time ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    for size, looks in found.items():
        low, median, high = statistics.quantiles([ms for ms, _queries in looks], n=4)
        counts = sorted({queries for _ms, queries in looks})
        lines.append(
            f"| {size} materials, {size} documents | {median:.1f} | {high - low:.1f} "
            f"| {', '.join(map(str, counts))} | {median / rival:.2f} |"
        )
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
