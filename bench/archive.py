"""Verifying ten thousand archive packages beside ``sha256sum`` of the same files.

The rival answers one question: is each file as a list says. Ours opens each package,
hashes every file in it against manifest and inventory, proves each of its sixteen
events against the Merkle tree of its seal and the published heads, and compares what
was sealed of a file with the file. Packages are made as the archive makes them: eight
files of six thousand bytes that do not compress, as scans do not.

Run with ``script/bench archive``; ``BENCH_PACKAGES`` asks for fewer. It needs no
database; the numbers go to docs/benchmarks.md.
"""

import json
import os
import random
import statistics
import subprocess
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from odoo.addons.yichuang_catalog.tools import event_log, merkle
from odoo.addons.yichuang_issuance.tools import (
    archive_inventory,
    archive_verifier,
    bag,
)

PACKAGES = int(os.environ.get("BENCH_PACKAGES", "10000"))
FILES, BYTES, EVENTS, SEAL = 8, 6000, 16, 1024
TURNS = 3


def make(folder):
    """Write the packages; the published heads by number."""
    chance = random.Random(27)
    heads, previous = {}, None
    firsts = range(0, PACKAGES, SEAL // EVENTS)
    for number, first in enumerate(firsts, start=1):
        count = min(SEAL // EVENTS, PACKAGES - first)
        contents = [
            {
                f"04-决定/{place:03}.pdf": chance.randbytes(BYTES)
                for place in range(FILES)
            }
            for _package in range(count)
        ]
        rows = [
            row
            for place, files in enumerate(contents)
            for row in events(first + place, files)
        ]
        seal = event_log.make_seal(rows, previous)
        levels = tree([bytes.fromhex(leaf) for leaf in seal["leaves"]])
        for place, files in enumerate(contents):
            mine = range(place * EVENTS, (place + 1) * EVENTS)
            payload = package(files, rows, seal, levels, mine, first + place)
            content = bag.write(f"A-{first + place:05}", payload, {})
            (folder / f"{first + place:05}.zip").write_bytes(content)
        heads[number], previous = seal["head"], seal
    return heads


def events(package_id, files):
    """The events of one matter; the last of them seal its files."""
    digests = [sha256(content).hexdigest() for content in files.values()]
    for place in range(EVENTS):
        rendered = place >= EVENTS - FILES
        payload = (
            json.dumps({"sha256": digests[place - EVENTS + FILES]})
            if rendered
            else "{}"
        )
        yield {
            "id": package_id * EVENTS + place + 1,
            "res_model": "yichuang.document",
            "res_id": package_id * EVENTS + place + 1,
            "action": "render" if rendered else "accept",
            "actor": 2,
            "moment": "2026-11-29 08:00:00",
            "payload": payload,
            "digest": sha256(payload.encode()).hexdigest(),
            "company": 1,
        }


def tree(leaves):
    """All levels of a Merkle tree, where its size is a power of two; else only the
    leaves, and proofs are derived one by one."""
    levels = [leaves]
    if len(leaves) & (len(leaves) - 1):
        return levels
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append(
            [
                merkle.node_hash(below[place], below[place + 1])
                for place in range(0, len(below), 2)
            ]
        )
    return levels


def proof(levels, index):
    """The hashes that lead from a leaf to the root."""
    if len(levels) == 1:
        return merkle.inclusion_proof(levels[0], index)
    return [level[(index >> depth) ^ 1] for depth, level in enumerate(levels[:-1])]


def package(files, rows, seal, levels, mine, package_id):
    """The payload of one package."""
    base = package_id * EVENTS + EVENTS - FILES + 1
    listed = [
        archive_inventory.row(
            path, path, content, source=["yichuang.document", base + place]
        )
        for place, (path, content) in enumerate(files.items())
    ]
    content = {
        "seals": [
            {
                "number": seal["number"],
                "size": len(seal["leaves"]),
                **{name: seal[name] for name in ("root", "previous_head", "head")},
            }
        ],
        "events": [
            {
                "row": rows[index],
                "seal": seal["number"],
                "index": index,
                "proof": [node.hex() for node in proof(levels, index)],
            }
            for index in mine
        ],
    }
    return {
        **files,
        "inventory.json": json.dumps({"files": listed}).encode(),
        "events.json": json.dumps(content).encode(),
    }


def run(folder, heads):
    """Seconds of each turn: ours, and the rival's."""
    paths = sorted(folder.glob("*.zip"))
    ours, rival = [], []
    for _turn in range(TURNS):
        start = time.perf_counter()
        bad = sum(
            bool(archive_verifier.verify(archive_verifier.load(path), heads))
            for path in paths
        )
        ours.append(time.perf_counter() - start)
        assert not bad, f"{bad} packages do not hold"
        start = time.perf_counter()
        subprocess.run(
            ["xargs", "-0", "sha256sum"],
            input=b"\0".join(os.fsencode(path) for path in paths),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        rival.append(time.perf_counter() - start)
    return ours, rival


def main():
    """Measure and print the row."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        heads = make(folder)
        size = sum(path.stat().st_size for path in folder.glob("*.zip"))
        ours, rival = run(folder, heads)
        one = next(folder.glob("*.zip"))
        files = archive_verifier.load(one)
        path = next(path for path in files if path.endswith(".pdf"))
        files[path] = b"x" + files[path][1:]
        assert archive_verifier.verify(files, heads), "a changed file was not found"
    mine, other = statistics.median(ours), statistics.median(rival)
    print("| packages | MB | events proved | ours s | sha256sum s | ours per package |")
    print("|---:|---:|---:|---:|---:|---:|")
    print(
        f"| {PACKAGES} | {size / 1e6:.0f} | {PACKAGES * EVENTS} "
        f"| {mine:.1f} ({min(ours):.1f}–{max(ours):.1f}) "
        f"| {other:.2f} ({min(rival):.2f}–{max(rival):.2f}) "
        f"| {mine / PACKAGES * 1e3:.2f} ms |"
    )


if __name__ == "__main__":
    main()
