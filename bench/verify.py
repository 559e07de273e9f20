"""The public verification page beside Odoo's own /web/login, in requests a second and
in processor time of the server, which other work on the machine hardly changes.

One server, one process; the pages take turns in batches, so the machine's other work
falls on all of them alike. Each batch is one kept connection from a loopback address of
its own, since one address alone is slowed down. Run with ``script/bench``, which gives
port, server and a certificate's code; the numbers go to docs/benchmarks.md.

    YICHUANG_TOKEN=… YICHUANG_SERVER=4711 python bench/verify.py 8069
"""

import http.client
import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS, REQUESTS = 24, 40
LANGUAGE = "zh-CN,zh;q=0.9"
"""What a browser sends; without it Odoo looks the reader's language up in the database,
for the rival as well."""
RIVAL = "/web/login"
UNKNOWN = "/verify/23456789ABCDEFGHJKMNPQRST"


def run(port, token):
    """Page → requests a second of each round, and milliseconds of processor time a
    request; the rival is the last."""
    pages = {f"/verify/{token}": 200, UNKNOWN: 404, RIVAL: 200}
    addresses = (
        f"127.0.{part}.{host}" for part in range(1, 9) for host in range(1, 250)
    )
    for page, status in pages.items():
        measure(port, next(addresses), page, status, 5)
    rates = {page: [] for page in pages}
    spent = dict.fromkeys(pages, 0)
    for turn in range(ROUNDS):
        for page in pages if turn % 2 else reversed(pages):
            before = processor_time()
            rate = measure(port, next(addresses), page, pages[page], REQUESTS)
            rates[page].append(rate)
            spent[page] += processor_time() - before
    cost = {page: spent[page] / ROUNDS / REQUESTS * 1000 for page in pages}
    return rates, cost


def processor_time():
    """Seconds that the server has computed so far."""
    stat = Path("/proc", os.environ["YICHUANG_SERVER"], "stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure(port, address, path, status, count):
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=60, source_address=(address, 0)
    )
    start = time.perf_counter()
    for _ in range(count):
        connection.request("GET", path, headers={"Accept-Language": LANGUAGE})
        response = connection.getresponse()
        response.read()
        if response.status != status:
            raise RuntimeError(f"{path} answered {response.status}")
    return count / (time.perf_counter() - start)


def table(rates, cost):
    """The rows as a Markdown table with the ratios to the rival."""
    rival = statistics.median(rates[RIVAL])
    lines = [
        "| page | requests a second | quartile spread | ratio | processor ms | ratio |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    names = {UNKNOWN: "/verify/<unknown code>", RIVAL: RIVAL}
    for page, found in rates.items():
        low, _, high = statistics.quantiles(found, n=4)
        rate = statistics.median(found)
        lines.append(
            f"| {names.get(page, '/verify/<code>')} | {rate:.1f} | {high - low:.1f} "
            f"| {rate / rival:.2f} | {cost[page]:.2f} "
            f"| {cost[RIVAL] / cost[page]:.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(*run(int(sys.argv[1]), os.environ["YICHUANG_TOKEN"])))
