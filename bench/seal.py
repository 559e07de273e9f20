"""Certificates made and sealed per minute: page, PDF/A, seal with stamp and proofs.

Runs in ``odoo shell`` (script/bench) with keys of the authority for tests, in a folder
of its own; nothing is written to the database. The numbers go to docs/benchmarks.md.
"""

import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from odoo.addons.yichuang_issuance.tools import (
    certificate_page,
    round_seal,
    seal_check,
    signing,
)
from odoo.addons.yichuang_issuance.tools.key_ring import KeyRing

COUNT = 30
ORGAN, SEAL = "示范县行政审批服务局", "示范县行政审批服务局行政许可专用章"


def page(number):
    return certificate_page.CertificatePage(
        title="食品经营许可证",
        number=f"示食证字〔2026〕{number:04}号",
        identifier="1.2.156.3005.2.11100000000013338W011.11430000006122244L"
        ".20230000403.001.U",
        holder="示例申请人",
        holder_number="110105********002X",
        statement="经审查，准予示例申请人从事食品经营活动。",
        issuer=ORGAN,
        issued_on=date(2026, 11, 23),
        token="7MKPQ2XWRT9ABCDEFGHJ3456N",
        url="https://hall.example.cn/verify/7MKPQ2XWRT9ABCDEFGHJ3456N",
        stamped=True,
    )


def run(folder):
    ring = KeyRing({}, Path(folder))
    picture = round_seal.svg(ORGAN, "行政许可专用章", mark="示例")
    steps = ("rendered", "sealed", "checked", "made and sealed")
    times = {step: [] for step in steps}
    for number in range(COUNT + 1):
        start = clocks()
        data = certificate_page.render(page(number))
        rendered = clocks()
        key = ring.key("test", SEAL, datetime.now(UTC))
        data = signing.seal(data, key, picture, "颁发证照", ORGAN)
        sealed = clocks()
        [found] = seal_check.examine(data, [], ring.test_roots())
        assert found.verdict == seal_check.SOUND
        checked = clocks()
        if number:  # the first one loads the libraries and founds the authority
            times["rendered"].append(between(start, rendered))
            times["sealed"].append(between(rendered, sealed))
            times["checked"].append(between(sealed, checked))
            times["made and sealed"].append(between(start, sealed))
    return times


def clocks():
    """Seconds on the wall, and seconds computed, which other work hardly changes."""
    return time.perf_counter(), time.process_time()


def between(before, after):
    """What passed on both clocks."""
    return after[0] - before[0], after[1] - before[1]


with tempfile.TemporaryDirectory() as folder:
    times = run(folder)
print("| step | median, ms | per minute | processor ms | per minute and core |")
print("|---|---:|---:|---:|---:|")
for name, found in times.items():
    wall, computed = (statistics.median(each) for each in zip(*found, strict=True))
    print(
        f"| {name} | {wall * 1000:.0f} | {60 / wall:.0f} "
        f"| {computed * 1000:.0f} | {60 / computed:.0f} |"
    )
