"""The exported log: every tampering is found and the first bad row is named."""

import copy
import json
import random
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import event_log
from odoo.addons.yichuang_catalog.tools.event_log import make_seal, seal_head, verify

ACTIONS = ("receive", "accept", "review", "decide", "close")
FORGED_LEAF = "00" * 32


def build_rows(count, seed=0):
    chance = random.Random(seed)
    return [
        {
            "id": 7 * number + chance.randrange(7),
            "res_model": "yichuang.case",
            "res_id": chance.randrange(1, 50),
            "action": chance.choice(ACTIONS),
            "actor": chance.randrange(2, 9),
            "moment": f"2026-03-02T01:{number // 60 % 60:02}:{number % 60:02}Z",
            "payload": json.dumps({"to": chance.choice(ACTIONS)}),
            "digest": f"{chance.getrandbits(256):064x}",
            "company": 1,
        }
        for number in range(count)
    ]


def build_seals(rows, sizes):
    seals = []
    start = 0
    for size in sizes:
        seals.append(
            make_seal(rows[start : start + size], seals[-1] if seals else None)
        )
        start += size
    return seals


def heads(seals):
    return [(seal["number"], seal["head"]) for seal in seals]


def tamper(rows, kind, chance):
    """Change ``rows`` in place; answer the 1-based place of the first bad row."""
    place = chance.randrange(len(rows))
    match kind:
        case "edited":
            field = chance.choice(event_log.ROW_FIELDS)
            value = rows[place][field]
            rows[place][field] = (
                value + 1000 if isinstance(value, int) else f"{value}{chance.random()}"
            )
        case "inserted":
            row = build_rows(1, seed=chance.random())[0] | {"id": 10**6}
            rows.insert(place, row)
        case "missing":
            del rows[place]
        case "moved":
            other = chance.choice([p for p in range(len(rows)) if p != place])
            rows[place], rows[other] = rows[other], rows[place]
            place = min(place, other)
        case "cut":
            del rows[place:]
    return place + 1


@pytest.fixture(scope="module")
def log():
    rows = build_rows(60)
    return rows, build_seals(rows, (1, 7, 20, 2, 30))


def test_the_untouched_log_is_whole(log):
    rows, seals = log
    assert verify(rows, seals, heads(seals)) == []


def test_a_thousand_tamperings_are_found_and_the_first_bad_row_is_named(log):
    rows, seals = log
    chance = random.Random(20260214)
    kinds = ("edited", "inserted", "missing", "moved", "cut")
    for turn in range(1000):
        kind = kinds[turn % len(kinds)]
        forged = copy.deepcopy(rows)
        first_bad = tamper(forged, kind, chance)
        problems = verify(forged, seals, heads(seals))
        assert problems, f"turn {turn}: {kind} was not found"
        problem = problems[0]
        assert problem.position == first_bad, f"turn {turn}: {kind}"
        if first_bad <= len(forged):
            assert problem.row_id == forged[first_bad - 1]["id"]
        else:
            assert problem.row_id is None
        if kind != "cut" and first_bad <= len(forged):
            assert problem.kind == kind, f"turn {turn}"


@given(
    size=st.integers(1, 30),
    cuts=st.lists(st.integers(1, 29)),
    seed=st.integers(0, 1000),
    changes=st.lists(
        st.sampled_from(("edited", "inserted", "missing", "moved", "cut")), min_size=1
    ),
)
def test_any_number_of_changes_at_once_is_found(size, cuts, seed, changes):
    rows = build_rows(size, seed)
    edges = sorted({0, size, *(cut for cut in cuts if cut < size)})
    seals = build_seals(rows, [b - a for a, b in pairwise(edges)])
    forged = copy.deepcopy(rows)
    chance = random.Random(seed)
    for kind in changes:
        if len(forged) > (kind == "moved"):
            tamper(forged, kind, chance)
    first_bad = next(
        (p for p, (a, b) in enumerate(zip(forged, rows, strict=False), 1) if a != b),
        min(len(forged), len(rows)) + 1,
    )
    problems = verify(forged, seals, heads(seals))
    assert bool(problems) == (forged != rows)
    if problems:
        assert problems[0].position == first_bad


def test_rows_after_the_last_published_head_are_named(log):
    rows, seals = log
    problems = verify(rows, seals, heads(seals[:-1]))
    assert [problem.kind for problem in problems] == ["unsealed"] * 30
    assert problems[0].position == 31


def test_a_log_cut_together_with_its_seals_misses_a_published_head(log):
    rows, seals = log
    (problem,) = verify(rows[:30], seals[:-1], heads(seals))
    assert (problem.position, problem.kind) == (31, "seal")


def test_an_insider_who_seals_anew_can_not_reproduce_the_published_heads(log):
    rows, seals = log
    forged = copy.deepcopy(rows)
    forged[12]["action"] = "refuse"
    problems = verify(forged, build_seals(forged, (1, 7, 20, 2, 30)), heads(seals))
    assert (problems[0].position, problems[0].kind) == (9, "seal")
    published = [
        {key: seal[key] for key in ("number", "head", "leaves")} for seal in seals
    ]
    problems = verify(forged, build_seals(forged, (1, 7, 20, 2, 30)), published)
    assert (problems[0].position, problems[0].kind) == (13, "edited")
    assert problems[0].row_id == rows[12]["id"]


@pytest.mark.parametrize("field", ["leaves", "number"])
def test_a_forged_seal_is_found(log, field):
    rows, seals = log
    forged = copy.deepcopy(seals)
    if field == "leaves":
        forged[2]["leaves"][4] = FORGED_LEAF
    else:
        forged[2]["number"] = 9
    (problem,) = verify(rows, forged, heads(seals))
    assert (problem.position, problem.kind) == (9, "seal")


def test_a_published_head_left_out_is_found(log):
    rows, seals = log
    published = heads(seals)
    del published[1]
    assert verify(rows, seals, published)[0].kind == "seal"


@pytest.mark.parametrize(
    "row", [None, 3, [], {"id": 1}, {**build_rows(1)[0], "note": "hidden"}]
)
def test_a_row_of_another_shape_is_named(log, row):
    rows, seals = log
    forged = [*rows[:5], row, *rows[6:]]
    problem = verify(forged, seals, heads(seals))[0]
    assert (problem.position, problem.kind) == (6, "malformed")


def test_a_row_without_canonical_form_is_named(log):
    rows, seals = log
    forged = [*rows[:5], rows[5] | {"actor": 2.0}, *rows[6:]]
    assert verify(forged, seals, heads(seals))[0].kind == "malformed"


def test_every_part_of_a_seal_changes_its_head():
    root = "ab" * 32
    kept = seal_head("", root, 1, 1)
    others = (
        seal_head(root, root, 1, 1),
        seal_head("", "ac" * 32, 1, 1),
        seal_head("", root, 2, 1),
        seal_head("", root, 1, 2),
        seal_head("", root, 11, 1),
        seal_head("", root, 1, 11),
    )
    assert len({kept, *others}) == 7


def test_an_empty_seal_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        make_seal([])


@pytest.fixture
def shipped(tmp_path):
    """The verifier as it is handed out: three files in a folder of their own."""
    source = Path(event_log.__file__).parent
    for name in ("event_log.py", "merkle.py", "canonical.py"):
        shutil.copy(source / name, tmp_path)

    def run(rows, seals, published):
        (tmp_path / "log.json").write_text(
            json.dumps({"rows": rows, "seals": seals}), encoding="utf-8"
        )
        (tmp_path / "roots.json").write_text(json.dumps(published), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-EsS", "event_log.py", "log.json", "roots.json"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_verifier_runs_alone(log, shipped):
    rows, seals = log
    published = [{"number": number, "head": head} for number, head in heads(seals)]
    done = shipped(rows, seals, published)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("60 rows match 5 published heads")


def test_the_verifier_names_the_row_on_the_command_line(log, shipped):
    rows, seals = log
    forged = copy.deepcopy(rows)
    forged[41]["payload"] = "{}"
    done = shipped(forged, seals, heads(seals))
    assert done.returncode == 1
    assert done.stdout.startswith(f"row 42, id {rows[41]['id']}: edited:")


def test_the_verifier_says_when_it_can_not_read(shipped):
    done = shipped([], [], 3)
    assert done.returncode == 2
    assert "cannot read the log" in done.stderr
