#!/usr/bin/env python3
"""Checks a file package of the archive without the system that made it.

Needs nothing but Python (3.9 or newer) and this one file::

    python3 verify.py PACKAGE.zip [HEADS.json]

``PACKAGE.zip`` is the package, or its unpacked folder. ``HEADS.json`` is the list of
published heads, from the hall's page ``/seals/heads.json`` or typed from the printed
daily sheets: ``[{"number": 1, "head": "…"}, …]``. Take this script, too, from a source
that you trust: the copy in a package could have been replaced with it.

Three things are checked. The bag (RFC 8493): every file is there, none besides, each
with the SHA-256 of the manifest. The inventory: it lists exactly the files of the
matter, with their SHA-256. The events: each stands in the Merkle tree of its seal
(RFC 9162), the head of the seal follows from the tree, and, when the published heads
are given, is the head that was published. What a sealed event says of a file (its
SHA-256) must be true of the file in the package.

The last line tells the outcome; the exit code is 0 for a package that holds.
"""

import json
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

HEAD_CONTEXT = b"yichuang event seal 1"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
INVENTORY, EVENTS = "data/inventory.json", "data/events.json"
# Written by the machine beside what the inventory lists.
NOT_LISTED = (INVENTORY, EVENTS, "data/inventory.pdf")


def verify(files, published=None):
    """Problems of a package, as a list of sentences; empty when it holds.

    :param files: bytes by path within the bag
    :param published: heads of seals by number, or None where there are none at hand
    """
    try:
        problems = check_bag(files)
        problems += check_inventory(files)
        return problems + check_events(files, published)
    except (KeyError, TypeError, ValueError) as error:
        return [f"the package cannot be read: {error!r}"]


def check_bag(files):
    """Whether every file is in a manifest and as the manifest says."""
    problems, listed = [], set()
    for manifest in (MANIFEST, TAG_MANIFEST):
        if manifest not in files:
            problems.append(f"{manifest} is missing")
            continue
        for line in files[manifest].decode(errors="replace").splitlines():
            digest, _, path = line.partition("  ")
            listed.add(path)
            if path not in files:
                problems.append(f"{path} is missing")
            elif sha256(files[path]).hexdigest() != digest:
                problems.append(f"{path} was changed")
    for path in sorted(set(files) - listed - {TAG_MANIFEST}):
        problems.append(f"{path} is in no manifest")
    return problems


def check_inventory(files):
    """Whether the inventory (归档目录) lists the files of the matter, as they are."""
    problems = []
    if INVENTORY not in files:
        return [f"{INVENTORY} is missing"]
    rows = json.loads(files[INVENTORY])["files"]
    listed = {f"data/{row['path']}": row["sha256"] for row in rows}
    for path, digest in sorted(listed.items()):
        if path not in files:
            problems.append(f"{path} stands in the inventory but is missing")
        elif sha256(files[path]).hexdigest() != digest:
            problems.append(f"{path} is not the file that the inventory lists")
    for path in sorted(files):
        if path.startswith("data/") and path not in listed and path not in NOT_LISTED:
            problems.append(f"{path} does not stand in the inventory")
    return problems


def check_events(files, published=None):
    """Whether every event was sealed as it stands, and what sealed events say of files
    is true of them."""
    if EVENTS not in files:
        return [f"{EVENTS} is missing"]
    content = json.loads(files[EVENTS])
    problems, seals = [], {}
    for seal in content["seals"]:
        number = seal["number"]
        head = seal_head(seal["previous_head"], seal["root"], number, seal["size"])
        if head != seal["head"]:
            problems.append(f"seal {number}: the head does not follow from its root")
        if published is not None and published.get(number) != head:
            problems.append(f"seal {number} is not the one that was published")
        seals[number] = seal
    for place in content["events"]:
        row, seal = place["row"], seals.get(place["seal"])
        leaf = sha256(b"\x00" + canonical(row)).digest()
        proof = [bytes.fromhex(node) for node in place["proof"]]
        if sha256(row["payload"].encode()).hexdigest() != row["digest"]:
            problems.append(f"event {row['id']}: the facts were changed")
        if seal is None or not included(
            leaf, place["index"], seal["size"], proof, bytes.fromhex(seal["root"])
        ):
            problems.append(f"event {row['id']} was never sealed as it stands")
    return problems + check_sealed_files(files, content["events"])


def check_sealed_files(files, places):
    """Files whose SHA-256 a sealed event states, against that event."""
    problems = []
    stated = {}
    for place in places:
        payload = json.loads(place["row"]["payload"])
        if place["row"]["action"] == "render" and "sha256" in payload:
            key = (place["row"]["res_model"], place["row"]["res_id"])
            stated.setdefault(key, set()).add(payload["sha256"])
    for row in json.loads(files[INVENTORY])["files"]:
        said = stated.get(tuple(row.get("source", ())))
        if said and row["sha256"] not in said:
            problems.append(
                f"data/{row['path']} is not the file that was sealed when made"
            )
    return problems


def canonical(content):
    """Canonical JSON: keys sorted, no spaces, UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def seal_head(previous_head, root, number, size):
    """Head of a seal: each part after its length."""
    digest = sha256()
    for part in (
        HEAD_CONTEXT,
        bytes.fromhex(previous_head),
        bytes.fromhex(root),
        str(number).encode(),
        str(size).encode(),
    ):
        digest.update(len(part).to_bytes(4, "big") + part)
    return digest.hexdigest()


def included(leaf, index, size, proof, root):
    """Whether the leaf stands at ``index`` of the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, head = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            head = sha256(b"\x01" + sibling + head).digest()
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            head = sha256(b"\x01" + head + sibling).digest()
        place >>= 1
        last >>= 1
    return last == 0 and head == root


def load(path):
    """The files of a package, zipped or unpacked, bytes by path within the bag."""
    path = Path(path)
    if path.is_dir():
        return {
            one.relative_to(path).as_posix(): one.read_bytes()
            for one in path.rglob("*")
            if one.is_file()
        }
    with zipfile.ZipFile(path) as package:
        return {
            name.partition("/")[2]: package.read(name)
            for name in package.namelist()
            if not name.endswith("/")
        }


def main(arguments):
    """Check the package named on the command line."""
    if len(arguments) not in (1, 2):
        sys.stderr.write("usage: python3 verify.py PACKAGE.zip [HEADS.json]\n")
        return 2
    try:
        files = load(arguments[0])
        published = None
        if len(arguments) == 2:
            rows = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))
            published = {row["number"]: row["head"] for row in rows}
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        sys.stderr.write(f"cannot read: {error!r}\n")
        return 2
    problems = verify(files, published)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.stdout.write(f"NOT whole: {len(problems)} problem(s).\n")
        return 1
    sys.stdout.write(
        f"{len(files)} files: all there, unchanged, and the events as they were "
        + ("published.\n" if published is not None else "sealed. No published heads.\n")
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
