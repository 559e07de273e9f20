"""The file package of the archive: its bag, its verifier, its periods."""

import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import event_log, merkle
from odoo.addons.yichuang_issuance.tools import (
    archive_check,
    archive_inventory,
    archive_verifier,
    bag,
    retention,
)

PDF = b"%PDF-1.7\n"
NAMES = st.text("abc中文/ .", min_size=1, max_size=12).map(bag.file_name)
FILES = st.dictionaries(NAMES, st.binary(max_size=40), min_size=1, max_size=6)


def event(number, payload="{}", action="render", model="yichuang.document", res_id=1):
    """One row of the event log."""
    return {
        "id": number,
        "res_model": model,
        "res_id": res_id,
        "action": action,
        "actor": 2,
        "moment": "2026-11-29 08:00:00",
        "payload": payload,
        "digest": sha256(payload.encode()).hexdigest(),
        "company": 1,
    }


def package(rows, files, mine=None):
    """A package whose events stand in one seal over ``rows``.

    :param mine: indexes of the events that belong to the matter
    """
    seal = event_log.make_seal(rows)
    leaves = [bytes.fromhex(leaf) for leaf in seal["leaves"]]
    content = {
        "seals": [
            {
                "number": 1,
                "size": len(rows),
                "root": seal["root"],
                "previous_head": "",
                "head": seal["head"],
            }
        ],
        "events": [
            {
                "row": rows[index],
                "seal": 1,
                "index": index,
                "proof": [node.hex() for node in merkle.inclusion_proof(leaves, index)],
            }
            for index in (range(len(rows)) if mine is None else mine)
        ],
    }
    payload = dict(files)
    payload["events.json"] = json.dumps(content).encode()
    listed = [
        archive_inventory.row(
            path, path, data, source=["yichuang.document", 1] if data == PDF else None
        )
        for path, data in files.items()
    ]
    payload["inventory.json"] = json.dumps({"files": listed}).encode()
    return bag.write("A-1", payload, {}), {1: seal["head"]}


@given(FILES)
def test_bag_is_read_back_and_deterministic(files):
    zipped = bag.write("x", files, {"Bagging-Date": "2026-11-29"})
    assert zipped == bag.write(
        "x", dict(reversed(files.items())), {"Bagging-Date": "2026-11-29"}
    )
    found = bag.read(zipped)
    assert {path: found[f"data/{path}"] for path in files} == files
    assert archive_verifier.check_bag(found) == []


@given(FILES, st.data())
def test_every_changed_byte_is_found(files, data):
    found = bag.read(bag.write("x", files, {}))
    path = data.draw(st.sampled_from(sorted(set(found) - {"tagmanifest-sha256.txt"})))
    extra = data.draw(st.binary(min_size=1, max_size=3))
    found[path] += extra
    assert archive_verifier.check_bag(found)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 100])
def test_own_verifier_and_the_kernel_agree_on_proofs(size):
    rows = [event(number, action="accept") for number in range(1, size + 1)]
    content, heads = package(rows, {"a.txt": b"1"})
    assert archive_verifier.verify(bag.read(content), heads) == []


def test_what_a_sealed_event_says_of_a_file_must_be_true():
    stated = json.dumps({"sha256": sha256(PDF).hexdigest()})
    content, heads = package([event(1, stated)], {"a.pdf": PDF})
    assert archive_verifier.verify(bag.read(content), heads) == []
    wrong = json.dumps({"sha256": "00" * 32})
    content, heads = package([event(1, wrong)], {"a.pdf": PDF})
    assert "sealed when made" in archive_verifier.verify(bag.read(content), heads)[0]


def test_event_of_another_log_is_no_event_of_this_one():
    rows = [event(number, action="accept") for number in range(1, 5)]
    content, heads = package(rows, {"a.txt": b"1"}, mine=[2])
    files = bag.read(content)
    events = json.loads(files["data/events.json"])
    events["events"][0]["index"] = 1
    files["data/events.json"] = json.dumps(events).encode()
    assert archive_verifier.check_events(files, heads) == [
        "event 3 was never sealed as it stands"
    ]


@pytest.mark.parametrize(
    ("files", "check", "words"),
    [
        ({"a.pdf": b""}, "usable", "empty"),
        ({"a.pdf": b"no pdf"}, "usable", "cannot be opened"),
        ({"a.json": b"{"}, "usable", "cannot be read"),
    ],
)
def test_four_checks_name_the_file(files, check, words):
    content, heads = package([event(1, action="accept")], files)
    findings = archive_check.examine(content, heads, [])
    assert [(one.check, words in one.words) for one in findings] == [(check, True)]


def test_what_is_no_package_is_a_finding():
    [finding] = archive_check.examine(b"no zip", {}, [])
    assert finding.check == "usable"
    content, heads = package([event(1, action="accept")], {"a.txt": b"1"})
    findings = archive_check.examine(content, heads, ["a decision was never served"])
    assert findings == [("complete", "a decision was never served")]


@pytest.mark.parametrize(
    ("item_type", "outcome", "expected"),
    [
        ("license", "granted", "30"),
        ("license", "denied", "10"),
        ("confirmation", "denied", "permanent"),
        ("reward", "other", "10"),
    ],
)
def test_the_rule_that_names_most_holds(item_type, outcome, expected):
    rules = [
        retention.Rule("", "", "10"),
        retention.Rule("confirmation", "", "permanent"),
        retention.Rule("license", "granted", "30"),
    ]
    assert retention.chosen(rules, item_type, outcome) == expected


def test_years_are_counted_from_the_first_of_january_after():
    assert retention.keep_until(date(2026, 1, 1), "30") == date(2056, 12, 31)
    assert retention.keep_until(date(2026, 12, 31), "permanent") is None
