"""The draw: the published vector, fairness, and nothing tampered passes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools import draw
from odoo.addons.yichuang_intermediary.tools.draw import Candidate, Source
from odoo.addons.yichuang_intermediary.tools.money import fen_text, parse_fen

CODES = (
    "91440000MA00010183",
    "91440000MA000207XH",
    "91440000MA00033045",
    "91440000MA0004120N",
    "91440000MA00055531",
    "91440000MA0006783N",
    "91440000MA0009036Q",
)
SOURCES = [
    Source("ssq:2026095", "03 08 14 19 25 31 + 07"),
    Source("hall-reveal", "9f" * 32),
    Source("owner-reveal", "11" * 32),
]
seeds = st.binary(min_size=32, max_size=32)
tickets = st.lists(st.integers(1, 9), min_size=1, max_size=12)


def candidates(numbers=(1,) * 7):
    return [
        Candidate(f"{code[:-2]}{n:02d}" if n > 6 else code, draw.sha256_hex(code), t)
        for n, (code, t) in enumerate(
            zip((CODES * 2)[: len(numbers)], numbers, strict=True)
        )
    ]


def test_published_vector():
    text = draw.frozen_list(candidates())
    assert draw.sha256_hex(text) == (
        "31675d5d88ba3ad151217823017fead8312bd6e500bbb8da868c31248c82e402"
    )
    seed = draw.make_seed("MK-2026-000123", 1, text, SOURCES)
    assert seed.hex() == (
        "4354336e4a9e353a47c8a5bdf6496b7bcdd0a521d89a43b73c9935a052a893fc"
    )
    order = [row.uscc[-5:] for row in draw.draw_order(candidates(), seed)]
    assert order == ["6783N", "4120N", "33045", "10183", "9036Q", "207XH", "55531"]
    assert draw.base_percent(seed) == 96


@given(seeds, tickets)
def test_order_is_a_permutation(seed, numbers):
    rows = candidates(numbers)
    order = draw.draw_order(rows, seed)
    assert sorted(order, key=lambda row: row.uscc) == sorted(
        rows, key=lambda row: row.uscc
    )


@given(seeds, tickets, st.randoms())
def test_order_does_not_depend_on_how_the_list_was_given(seed, numbers, random):
    rows = candidates(numbers)
    shuffled = rows.copy()
    random.shuffle(shuffled)
    assert draw.draw_order(shuffled, seed) == draw.draw_order(rows, seed)
    assert draw.frozen_list(shuffled) == draw.frozen_list(rows)


@given(tickets)
def test_frozen_list_reads_back(numbers):
    text = draw.frozen_list(candidates(numbers))
    assert draw.frozen_list(draw.parse_list(text)) == text


@given(seeds, st.integers(1, 2**255), st.text(max_size=5))
def test_number_is_below(seed, n, tag):
    assert 0 <= draw.below(seed, n, tag) < n


def chi_square(counts, expected):
    return sum((counts[key] - want) ** 2 / want for key, want in expected.items())


def firsts(rows, number):
    counts = dict.fromkeys((row.uscc for row in rows), 0)
    for n in range(number):
        seed = draw.make_seed("MK-2026-000123", n, draw.frozen_list(rows), SOURCES)
        counts[draw.draw_order(rows, seed)[0].uscc] += 1
    return counts


def test_everybody_is_first_equally_often():
    rows, number = candidates(), 7000
    expected = {row.uscc: number / 7 for row in rows}
    # 6 degrees of freedom: beyond 22.5 once in a thousand; the seeds are fixed.
    assert chi_square(firsts(rows, number), expected) < 22.5


def test_each_is_first_equally_often_in_a_hundred_thousand_draws():
    rows, number = candidates(), 100_000
    counts = dict.fromkeys((row.uscc for row in rows), 0)
    for n in range(number):
        seed = hashlib.sha256(n.to_bytes(4, "big")).digest()
        counts[draw.draw_order(rows, seed)[0].uscc] += 1
    expected = {row.uscc: number / 7 for row in rows}
    # 6 degrees of freedom: beyond 22.5 once in a thousand; the seeds are fixed.
    assert chi_square(counts, expected) < 22.5


def test_tickets_weigh():
    rows, number = candidates((5, 4, 3, 2, 1, 1, 1)), 7000
    expected = {row.uscc: number * row.tickets / 17 for row in rows}
    assert chi_square(firsts(rows, number), expected) < 22.5


@settings(max_examples=30)
@given(st.sampled_from(SOURCES), st.text(min_size=1, max_size=8))
def test_every_source_moves_the_seed(source, value):
    text = draw.frozen_list(candidates())
    changed = [
        Source(row.label, row.value + value) if row == source else row
        for row in SOURCES
    ]
    before = draw.make_seed("MK-1", 1, text, SOURCES)
    assert draw.make_seed("MK-1", 1, text, changed) != before


def test_parts_of_the_seed_do_not_run_together():
    text = draw.frozen_list(candidates())
    one = draw.make_seed("MK-1", 1, text, [Source("ab", "c")])
    other = draw.make_seed("MK-1", 1, text, [Source("a", "bc")])
    assert one != other


def test_secret_that_could_be_guessed_is_refused():
    for secret in ("", "7", "g" * 64, "A" * 64, "9" * 63):
        with pytest.raises(ValueError, match="64"):
            draw.commitment(secret)


def test_commitment_is_what_sha256sum_prints():
    secret = "9f" * 32
    printed = subprocess.run(
        ["sha256sum"], input=secret.encode(), capture_output=True, check=True
    )
    assert draw.commitment(secret) == printed.stdout.decode().split()[0]


def test_bad_lists_are_refused():
    row = Candidate(CODES[0], "ab" * 32)
    with pytest.raises(ValueError, match="twice"):
        draw.frozen_list([row, row])
    with pytest.raises(ValueError, match="ticket"):
        draw.frozen_list([Candidate(CODES[0], "ab" * 32, 0)])
    text = draw.frozen_list(candidates())
    for bad in (text[:-1], text + text, text.replace("1\t", "01\t", 1), "x\n"):
        with pytest.raises(ValueError):
            draw.parse_list(bad)


def pack():
    number, text = "MK-2026-000123", draw.frozen_list(candidates())
    kinds = ("public", "hall", "owner")
    sources = [
        {
            "label": source.label,
            "kind": kind,
            "commitment": None if kind == "public" else draw.commitment(source.value),
            "value": source.value,
        }
        for source, kind in zip(SOURCES, kinds, strict=True)
    ]
    announced = [{k: v for k, v in row.items() if k != "value"} for row in sources]
    notice = json.dumps({"number": number, "draw": {"sources": announced}})
    seed = draw.make_seed(number, 1, text, SOURCES)
    return {
        "algorithm": draw.ALGORITHM,
        "number": number,
        "round": 1,
        "notice": notice,
        "notice_sha256": draw.sha256_hex(notice),
        "list": text,
        "list_sha256": draw.sha256_hex(text),
        "sources": sources,
        "reveals_sha256": draw.sha256_hex(draw.reveals_text(SOURCES[1:])),
        "seed": seed.hex(),
        "order": [row.uscc for row in draw.draw_order(candidates(), seed)],
    }


def test_pack_holds():
    assert draw.verify(pack()) == []


@pytest.mark.parametrize("key", sorted(pack()))
def test_missing_part_is_named(key):
    damaged = pack()
    del damaged[key]
    assert draw.verify(damaged)


@given(st.data())
def test_any_changed_character_is_found(data):
    damaged = pack()
    key = data.draw(st.sampled_from(("notice", "list", "seed", "number")))
    text = damaged[key]
    position = data.draw(st.integers(0, len(text) - 1))
    old = text[position]
    new = data.draw(st.sampled_from("0aX").filter(lambda c: c != old))
    damaged[key] = text[:position] + new + text[position + 1 :]
    assert draw.verify(damaged)


def run_verifier(folder, *arguments):
    verifier = folder / "draw.py"
    verifier.write_bytes(Path(draw.__file__).read_bytes())
    return subprocess.run(
        [sys.executable, "-I", "-S", str(verifier), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def test_stand_alone_verifier(tmp_path):
    file = tmp_path / "pack.json"
    file.write_text(json.dumps(pack()), encoding="utf-8")
    result = run_verifier(tmp_path, file)
    assert result.returncode == 0
    assert f"   1  {CODES[5]}" in result.stdout


def test_stand_alone_verifier_names_what_is_wrong(tmp_path):
    file = tmp_path / "pack.json"
    damaged = pack()
    damaged["order"].reverse()
    damaged["sources"][2]["value"] = None
    file.write_text(json.dumps(damaged), encoding="utf-8")
    result = run_verifier(tmp_path, file)
    assert result.returncode == 1
    assert "WRONG: The order" in result.stdout
    assert "left out: owner-reveal" in result.stdout


def test_stand_alone_verifier_finds_a_receipt(tmp_path):
    file, slip = tmp_path / "pack.json", tmp_path / "receipt.json"
    file.write_text(json.dumps(pack()), encoding="utf-8")
    slip.write_text(CODES[2], encoding="utf-8")
    assert "at position 3" in run_verifier(tmp_path, file, slip).stdout
    slip.write_text("another", encoding="utf-8")
    assert run_verifier(tmp_path, file, slip).returncode == 1


def test_stand_alone_commitment(tmp_path):
    lines = run_verifier(tmp_path, "--commit").stdout.split()
    assert draw.commitment(lines[1]) == lines[3]


@given(st.integers(0, 2_099_999_999))
def test_money_reads_back(fen):
    assert parse_fen(fen_text(fen)) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.50", 123_450),
        ("1，234", 123_400),
        ("１２３", 12_300),
        ("１，２３４．５", 123_450),
        ("￥ 1 234 元", 123_400),
        ("¥12,345,678.90", 1_234_567_890),
    ],
)
def test_money_is_read_as_people_type_it(text, fen):
    assert parse_fen(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        *("", "1.234", "1e9", "-1", "1,2.3.4", "21000000", "一", "12万", "１２万"),
        *("1,5", "12,34", "1234,500", "1,2345", ",500", "1,,500", "¥¥1", "²"),
    ],
)
def test_bad_money_is_refused(text):
    with pytest.raises(ValueError):
        parse_fen(text)
