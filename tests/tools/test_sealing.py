"""Sealed offers: no single custodian opens, nothing altered passes, and the browser's
half and the server's half are one construction (threats 1 and 3)."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_intermediary.tools import sealing
from odoo.addons.yichuang_intermediary.tools.sealing import Panel, SealError

SOURCE = Path(sealing.__file__).parents[1] / "static/src/js/seal.js"
USCC, OTHER = "91440000MA00010183", "91440000MA000207XH"
OFFER = {"price_fen": 7_654_321, "days": 12, "proposal": "按规范检测“示例”项目。\n"}


@pytest.fixture(scope="module")
def custodians():
    return [sealing.new_custodian_key() for _n in range(5)]


@pytest.fixture(scope="module")
def panel(custodians):
    return Panel(tuple(public for _private, public in custodians[:3]), 2)


@pytest.fixture(scope="module")
def head(panel):
    return sealing.header("MK-2026-000123", 1, USCC, panel)


@pytest.fixture(scope="module")
def blob(head, panel):
    return sealing.seal(OFFER, head, panel)


def shares(custodians, blob, *positions):
    return {n: sealing.share(custodians[n - 1][0], blob, n) for n in positions}


def changed(blob, **values):
    return canonical_text({**json.loads(blob), **values})


@pytest.mark.parametrize("pair", [(1, 2), (1, 3), (2, 3), (1, 2, 3)])
def test_threat3_any_two_of_three_open(custodians, head, panel, blob, pair):
    assert sealing.check(blob, head, panel)["uscc"] == USCC
    key = sealing.recover(blob, shares(custodians, blob, *pair))
    assert sealing.open_with_key(blob, key) == OFFER


@pytest.mark.parametrize("only", [1, 2, 3])
def test_threat3_one_share_opens_nothing(custodians, blob, only):
    with pytest.raises(SealError, match="it takes 2"):
        sealing.recover(blob, shares(custodians, blob, only))


def test_threat3_three_of_five(custodians):
    panel = Panel(tuple(public for _private, public in custodians), 3)
    head = sealing.header("MK-2026-000123", 1, USCC, panel)
    blob = sealing.seal(OFFER, head, panel)
    assert len(json.loads(blob)["wraps"]) == 10
    for group in panel.groups:
        key = sealing.recover(blob, shares(custodians, blob, *group))
        assert sealing.open_with_key(blob, key) == OFFER
    with pytest.raises(SealError):
        sealing.recover(blob, shares(custodians, blob, 1, 5))


def test_threat3_false_share_is_found_and_does_not_hinder_the_others(custodians, blob):
    good = shares(custodians, blob, 1, 2, 3)
    false = {**good, 2: good[1]}
    assert [sealing.share_is_good(blob, n, z) for n, z in false.items()] == [
        True,
        False,
        True,
    ]
    assert sealing.recover(blob, false) == sealing.recover(blob, good)
    with pytest.raises(SealError):
        sealing.recover(blob, {1: good[1], 2: good[1]})


def test_wrong_custodian_computes_a_false_share(custodians, blob):
    stranger, _public = custodians[3]
    assert not sealing.share_is_good(blob, 1, sealing.share(stranger, blob, 1))


def test_share_of_one_offer_does_not_open_another(custodians, head, panel, blob):
    second = sealing.seal(OFFER, head, panel)
    for position, value in shares(custodians, blob, 1, 2).items():
        assert not sealing.share_is_good(second, position, value)


def test_copied_offer_is_refused(custodians, panel, blob):
    copied = changed(blob, uscc=OTHER)
    other = sealing.header("MK-2026-000123", 1, OTHER, panel)
    with pytest.raises(SealError, match="another uscc"):
        sealing.check(blob, other, panel)
    # Renamed it has the right shape, and then it cannot be opened.
    sealing.check(copied, other, panel)
    with pytest.raises(SealError):
        sealing.recover(copied, shares(custodians, copied, 1, 2, 3))
    key = sealing.recover(blob, shares(custodians, blob, 1, 2))
    with pytest.raises(SealError, match="another name"):
        sealing.open_with_key(copied, key)


@pytest.mark.parametrize(
    ("name", "value"),
    [("notice", "MK-2026-000124"), ("round", 2), ("threshold", 1), ("suite", "sm2")],
)
def test_edited_header_is_refused(head, panel, blob, name, value):
    with pytest.raises(SealError):
        sealing.check(changed(blob, **{name: value}), head, panel)


def test_another_list_of_custodians_is_refused(custodians, head, blob):
    keys = (custodians[0][1], custodians[1][1], custodians[4][1])
    foreign = Panel(keys, 2)
    with pytest.raises(SealError, match="custodians"):
        sealing.check(blob, sealing.header("MK-2026-000123", 1, USCC, foreign), foreign)


@settings(max_examples=40)
@given(st.data())
def test_flipped_byte_is_refused(custodians, blob, data):
    sealed = json.loads(blob)
    name = data.draw(st.sampled_from(["ciphertext", "nonce", "ephemeral"]))
    raw = bytearray(sealing._bytes(sealed[name]))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))
    tampered = changed(blob, **{name: sealing._text(bytes(raw))})
    key = sealing.recover(blob, shares(custodians, blob, 1, 2))
    if name == "ephemeral":
        with pytest.raises(SealError):
            sealing.recover(tampered, shares(custodians, tampered, 1, 2))
    else:
        with pytest.raises(SealError):
            sealing.open_with_key(tampered, key)


def test_spoilt_wrap_leaves_the_other_groups(custodians, blob):
    wraps = json.loads(blob)["wraps"]
    wraps[0]["key"] = wraps[1]["key"]
    spoilt = changed(blob, wraps=wraps)
    with pytest.raises(SealError, match="no group"):
        sealing.recover(spoilt, shares(custodians, spoilt, 1, 2))
    key = sealing.recover(spoilt, shares(custodians, spoilt, 1, 2, 3))
    assert sealing.open_with_key(spoilt, key) == OFFER


def test_key_that_was_not_committed_to_opens_nothing(blob):
    with pytest.raises(SealError, match="committed"):
        sealing.open_with_key(blob, "ab" * 32)
    with pytest.raises(SealError, match="64 hex"):
        sealing.open_with_key(blob, "x")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "1", '{"format":"yichuang-sealed/1"}', "x" * 5_000_000],
)
def test_anything_else_is_no_offer(text):
    with pytest.raises(SealError):
        sealing.parse(text)


@settings(max_examples=60)
@given(
    st.sampled_from((*sealing.HEADER_NAMES, *sealing.BODY_NAMES)),
    st.one_of(
        st.none(),
        st.integers(-(2**53) + 1, 2**53 - 1),
        st.booleans(),
        st.text(max_size=5),
        st.lists(st.integers(), max_size=2),
        st.just("AAAA"),
    ),
)
def test_a_part_of_the_wrong_kind_is_refused(head, panel, blob, name, value):
    if canonical_text(json.loads(blob)[name]) == canonical_text(value):
        return
    with pytest.raises(SealError):
        sealing.check(changed(blob, **{name: value}), head, panel)


def test_length_says_nothing(head, panel):
    sizes = {
        len(sealing.seal({"price_fen": price, "note": "x" * n}, head, panel))
        for price, n in ((1, 0), (99_999_999, 0), (5, 3_000))
    }
    assert len(sizes) == 1


NODE = r"""
import * as seal from "./seal.mjs";
import { readFileSync } from "node:fs";
globalThis.isSecureContext = true;
const given = JSON.parse(readFileSync(0, "utf-8"));
const made = await seal.makeKey("一二三四五六七八");
const own = await seal.openKeyFile(made.file, "一二三四五六七八");
let refused = false;
await seal.openKeyFile(made.file, "wrong").catch(() => { refused = true; });
const keys = [...given.keys.slice(0, 2), made.publicKey];
const blob = await seal.seal(given.offer, { ...given.notice, keys });
const copied = seal.canonical({ ...JSON.parse(given.blob), uscc: "X" });
let copyRefused = false;
await seal.openWithKey(copied, given.key).catch(() => { copyRefused = true; });
console.log(JSON.stringify({
    canSeal: seal.canSeal(),
    key: made.publicKey,
    fingerprint: await seal.fingerprint(made.publicKey),
    refused,
    copyRefused,
    blob,
    share: await seal.computeShare(own.privateKey, blob, 3),
    opened: await seal.openWithKey(given.blob, given.key),
}));
"""


def test_browser_and_server_open_each_other(tmp_path, custodians, panel, blob):
    node = shutil.which("node")
    assert node, "node is one of the tools bootstrap brings"
    (tmp_path / "seal.mjs").write_bytes(SOURCE.read_bytes())
    (tmp_path / "run.mjs").write_text(NODE, encoding="utf-8")
    key = sealing.recover(blob, shares(custodians, blob, 1, 2))
    given_text = json.dumps(
        {
            "keys": panel.keys,
            "offer": OFFER,
            "notice": {
                "number": "MK-2026-000123",
                "round": 1,
                "uscc": USCC,
                "threshold": 2,
            },
            "blob": blob,
            "key": key,
        }
    )
    run = subprocess.run(
        [node, "run.mjs"],
        input=given_text,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    assert made["canSeal"] and made["refused"] and made["copyRefused"]
    assert made["opened"] == OFFER
    assert made["fingerprint"] == sealing.fingerprint(made["key"])
    theirs = Panel((*panel.keys[:2], made["key"]), 2)
    sealed = made["blob"]
    sealing.check(sealed, sealing.header("MK-2026-000123", 1, USCC, theirs), theirs)
    given_shares = {**shares(custodians, sealed, 1), 3: made["share"]}
    opened = sealing.open_with_key(sealed, sealing.recover(sealed, given_shares))
    assert opened == OFFER
