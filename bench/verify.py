"""The public verification page beside Odoo's own /web/login, in requests a second.

One server, one process; the pages take turns in batches, so the machine's other work
falls on all of them alike. Each batch is one kept connection from a loopback address of
its own, since one address alone is slowed down. Run with ``script/bench``, which gives
the port and a certificate's code; the numbers go to docs/benchmarks.md.

    YICHUANG_TOKEN=… python bench/verify.py 8069
"""

import http.client
import os
import statistics
import sys
import time

ROUNDS, REQUESTS = 12, 40
RIVAL = "/web/login"
UNKNOWN = "/verify/23456789ABCDEFGHJKMNPQRST"


def run(port, token):
    """Page → requests a second of each round; the rival is the last."""
    pages = {f"/verify/{token}": 200, UNKNOWN: 404, RIVAL: 200}
    addresses = (
        f"127.0.{part}.{host}" for part in range(1, 9) for host in range(1, 250)
    )
    for page, status in pages.items():
        measure(port, next(addresses), page, status, 5)
    rates = {page: [] for page in pages}
    for turn in range(ROUNDS):
        for page in pages if turn % 2 else reversed(pages):
            rate = measure(port, next(addresses), page, pages[page], REQUESTS)
            rates[page].append(rate)
    return rates


def measure(port, address, path, status, count):
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=60, source_address=(address, 0)
    )
    start = time.perf_counter()
    for _ in range(count):
        connection.request("GET", path, headers={"Accept-Language": "zh-CN"})
        response = connection.getresponse()
        response.read()
        if response.status != status:
            raise RuntimeError(f"{path} answered {response.status}")
    return count / (time.perf_counter() - start)


def table(rates):
    """The rows as a Markdown table with the ratio to the rival."""
    rival = statistics.median(rates[RIVAL])
    lines = [
        "| page | requests a second | quartile spread | ratio |",
        "|---|---:|---:|---:|",
    ]
    names = {UNKNOWN: "/verify/<unknown code>", RIVAL: RIVAL}
    for page, found in rates.items():
        low, _, high = statistics.quantiles(found, n=4)
        rate = statistics.median(found)
        lines.append(
            f"| {names.get(page, '/verify/<code>')} | {rate:.1f} | {high - low:.1f} "
            f"| {rate / rival:.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(run(int(sys.argv[1]), os.environ["YICHUANG_TOKEN"])))
