"""Public pages of the catalogue beside Odoo's own /web/login, in requests a second.

One server, one process; the pages take turns in batches over one kept connection, so
the machine's other work falls on all of them alike. Run with ``script/bench``, which
gives the port; the numbers go to docs/benchmarks.md.

    python bench/guide_page.py 8069
"""

import http.client
import re
import statistics
import sys
import time

ROUNDS, REQUESTS = 12, 25
RIVAL = "/web/login"


def run(port):
    """Page → requests a second of each round; the rival is the last."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    listing = get(connection, "/services").decode()
    guide = re.search(r'href="(/services/(?!page|theme)[^"?#/]+)"', listing)[1]
    pages = ["/services", "/services?search=许可", guide, RIVAL]
    for page in pages:
        measure(connection, page, 5)
    rates = {page: [] for page in pages}
    for turn in range(ROUNDS):
        for page in pages if turn % 2 else reversed(pages):
            rates[page].append(measure(connection, page, REQUESTS))
    return rates


def get(connection, path):
    connection.request("GET", path.replace("许可", "%E8%AE%B8%E5%8F%AF"))
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return body


def measure(connection, path, count):
    start = time.perf_counter()
    for _ in range(count):
        get(connection, path)
    return count / (time.perf_counter() - start)


def table(rates):
    """The rows as a Markdown table with the ratio to the rival."""
    rival = statistics.median(rates[RIVAL])
    lines = [
        "| page | requests a second | quartile spread | ratio |",
        "|---|---:|---:|---:|",
    ]
    for page, found in rates.items():
        low, _, high = statistics.quantiles(found, n=4)
        name = "/services/<code>" if page.count("/") == 2 and page != RIVAL else page
        rate = statistics.median(found)
        lines.append(f"| {name} | {rate:.1f} | {high - low:.1f} | {rate / rival:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(run(int(sys.argv[1]))))
