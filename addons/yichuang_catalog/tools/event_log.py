#!/usr/bin/env python3
"""The exported event log, its seals, and the check that nobody changed it.

Needs nothing but Python (3.11 or newer) and the two files beside it
(``canonical.py``, ``merkle.py``), so that anyone can run it on a computer of
their own::

    python3 event_log.py LOG.json ROOTS.json

``LOG.json`` is the hall's export, ``{"rows": […], "seals": […]}``; ``ROOTS.json``
is the list of published heads, ``[{"number": 1, "head": "…"}, …]``, from the public
page or the printed daily sheets. The check trusts only the latter.

A *row* is one event, with exactly the fields of :data:`ROW_FIELDS`. Rows stand in
the order in which they were sealed.

A *seal* covers a run of rows: ``number`` (1, 2, 3 …), ``first`` and ``last``
(positions of its rows in the log, counted from 1), ``leaves`` (hashes of the rows),
``root`` (their Merkle root, RFC 9162), ``previous_head`` and ``head``. Its head
commits to the head before it, so that the last published head vouches for the whole
log. Where a published entry carries ``leaves`` too, those are used, and a changed
row is named even if the log's own seals were rewritten with it.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

if __package__:
    from . import merkle
    from .canonical import canonical_bytes
else:
    import merkle
    from canonical import canonical_bytes

ROW_FIELDS = (
    "id",
    "res_model",
    "res_id",
    "action",
    "actor",
    "moment",
    "payload",
    "digest",
    "company",
)
HEAD_CONTEXT = b"yichuang event seal 1"
FIRST_PREVIOUS_HEAD = ""
MALFORMED = "malformed row: "


@dataclass(frozen=True)
class Problem:
    """One way in which the log differs from what was sealed and published.

    :param position: place in the log, counted from 1, of the first row concerned
    :param row_id: id of the row found there, ``None`` where the log has none
    :param kind: edited, inserted, missing, moved, malformed, unsealed, seal
    :param message: the same in a sentence
    """

    position: int
    row_id: int | None
    kind: str
    message: str

    def __str__(self):
        row = "" if self.row_id is None else f", id {self.row_id}"
        return f"row {self.position}{row}: {self.kind}: {self.message}"


def row_bytes(row):
    """The bytes of one row that are hashed: all of its fields, in canonical JSON.

    :raises ValueError: a field is missing, unknown, or has no canonical form
    """
    if row.keys() != set(ROW_FIELDS):
        odd = ", ".join(sorted(row.keys() ^ set(ROW_FIELDS)))
        raise ValueError(f"missing or unknown fields: {odd}")
    return canonical_bytes(row)


def row_leaf(row):
    """Leaf hash of one row."""
    return merkle.leaf_hash(row_bytes(row))


def seal_head(previous_head, root, number, size):
    """Head of seal ``number`` over ``size`` rows, as hexadecimal text.

    Every part is preceded by its length, so that no two contents give the same
    bytes.
    """
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


def make_seal(rows, previous=None):
    """The seal over ``rows`` that follows the seal ``previous``.

    :param rows: the rows to be sealed, in their order; at least one
    :param previous: the seal before it, ``None`` for the first
    """
    leaves = [row_leaf(row) for row in rows]
    if not leaves:
        raise ValueError("a seal covers at least one row")
    number = previous["number"] + 1 if previous else 1
    first = previous["last"] + 1 if previous else 1
    previous_head = previous["head"] if previous else FIRST_PREVIOUS_HEAD
    root = merkle.root(leaves).hex()
    return {
        "number": number,
        "first": first,
        "last": first + len(leaves) - 1,
        "leaves": [leaf.hex() for leaf in leaves],
        "root": root,
        "previous_head": previous_head,
        "head": seal_head(previous_head, root, number, len(leaves)),
    }


def verify(rows, seals, published):
    """Compare a log with its seals and with the published heads.

    :param rows: the rows, in the order of the log
    :param seals: the log's seals, as :func:`make_seal` gives them
    :param published: trusted heads, as ``(number, head)`` pairs or as dicts with
        ``number``, ``head`` and, where known, ``leaves``
    :return: every problem found, the first bad row first; empty when the log is whole
    """
    expected, problems = _trusted_leaves(seals, published)
    actual = [_leaf_or_fault(row) for row in rows]
    differences = _compare(rows, actual, expected, complete=not problems)
    return sorted([*differences, *problems], key=lambda problem: problem.position)


def _leaf_or_fault(row):
    try:
        return row_leaf(row).hex()
    except (AttributeError, TypeError, ValueError) as error:
        return f"{MALFORMED}{error}"


def _trusted_leaves(seals, published):
    """The leaves for which the published heads vouch, in order, up to the first
    seal that does not reproduce its head, and that problem."""
    by_number = {}
    for seal in seals:
        if isinstance(seal, dict):
            by_number.setdefault(seal.get("number"), seal)
    expected = []
    previous_head = FIRST_PREVIOUS_HEAD
    entries = sorted((_published(entry) for entry in published), key=_number)
    for number, entry in enumerate(entries, start=1):
        problem = _check_seal(
            number, entry, by_number.get(number), len(expected), previous_head
        )
        if isinstance(problem, Problem):
            return expected, [problem]
        expected += problem
        previous_head = entry["head"]
    return expected, []


def _published(entry):
    if isinstance(entry, dict):
        return entry
    number, head = entry
    return {"number": number, "head": head}


def _number(entry):
    return entry["number"]


def _check_seal(number, entry, seal, covered, previous_head):
    """The leaves of one seal, or the problem with it."""

    def problem(message):
        return Problem(covered + 1, None, "seal", message)

    if entry["number"] != number:
        return problem(
            f"the published heads jump to number {entry['number']} where {number} "
            "should stand"
        )
    leaves = entry.get("leaves")
    if leaves is None:
        if seal is None:
            return problem(f"seal {number} was published but is not in the log")
        leaves = seal.get("leaves")
    try:
        root = merkle.root([bytes.fromhex(leaf) for leaf in leaves]).hex()
        head = seal_head(previous_head, root, number, len(leaves))
    except (TypeError, ValueError):
        return problem(f"seal {number} cannot be read")
    if head != entry["head"]:
        return problem(
            f"seal {number}, from this row on, is not the one that was published"
        )
    return leaves


def _compare(rows, actual, expected, complete):
    """The first difference between the rows and what was sealed, then every other
    row that was never sealed, and how many sealed rows are gone.

    :param actual: leaf hashes of the rows
    :param expected: the sealed leaf hashes
    :param complete: the expected leaves are all there are, so that rows after them
        belong to no seal
    """
    start = next(
        (
            place
            for place, (found, sealed) in enumerate(zip(actual, expected, strict=False))
            if found != sealed
        ),
        min(len(actual), len(expected)),
    )
    if start == len(expected):
        if complete:
            for place in range(start, len(actual)):
                yield _problem(rows, place, "unsealed", "no published head covers it")
        return
    to_come, left = Counter(expected[start:]), Counter(actual[start:])
    gone = (to_come - left).total()
    if start == len(actual):
        yield Problem(
            start + 1,
            None,
            "missing",
            f"the log ends here, {gone} sealed rows are gone",
        )
        return
    yield _problem(
        rows, start, *_kind(actual[start], expected[start], to_come, left, gone)
    )
    for place in range(start + 1, len(actual)):
        if actual[place] not in to_come and complete:
            yield _problem(rows, place, "unsealed", "no published head covers it")


def _kind(found, sealed, to_come, left, gone):
    """What happened where ``found`` stands in the place of ``sealed``."""
    if found.startswith(MALFORMED):
        return "malformed", found.removeprefix(MALFORMED)
    if found in to_come:
        if sealed in left:
            return "moved", "it was sealed at a later place"
        return "missing", f"what was sealed in its place is gone ({gone} rows in all)"
    if sealed in left:
        return "inserted", "it was never sealed"
    return "edited", "it is not what was sealed in its place"


def _problem(rows, place, kind, message):
    row = rows[place]
    row_id = row.get("id") if isinstance(row, dict) else None
    return Problem(place + 1, row_id, kind, message)


def main(arguments):
    """Verify the files named on the command line; 0 means the log is whole."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python3 event_log.py LOG.json ROOTS.json\n")
        return 2
    try:
        log, published = (_load(name) for name in arguments)
        rows, seals = log["rows"], log["seals"]
        problems = verify(rows, seals, published)
    except (OSError, KeyError, TypeError, ValueError) as error:
        sys.stderr.write(f"cannot read the log: {error!r}\n")
        return 2
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.stdout.write(f"NOT the published log: {len(problems)} problem(s).\n")
        return 1
    sys.stdout.write(
        f"{len(rows)} rows match {len(published)} published heads: nothing was "
        "changed, added, removed or moved.\n"
    )
    return 0


def _load(name):
    with open(name, encoding="utf-8") as source:
        return json.load(source)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
