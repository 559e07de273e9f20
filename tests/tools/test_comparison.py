"""Properties of the comparison of two texts."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.comparison import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    Entry,
    Section,
    compare,
    count,
    words,
)

TEXT = st.text(alphabet="申请受理审查决定10 5ab\n", max_size=40)
ENTRIES = st.lists(
    st.builds(Entry, st.sampled_from("abcdef"), st.just("标题"), TEXT), max_size=6
).map(tuple)


def whole(pieces):
    return "".join(piece.text for piece in pieces)


@given(TEXT, TEXT)
def test_pieces_give_the_texts_back(left, right):
    old, new = words(left, right)
    assert (whole(old), whole(new)) == (left, right)


@given(TEXT, TEXT)
def test_what_does_not_differ_is_the_same_on_both_sides(left, right):
    same = [
        "".join(piece.text for piece in side if not piece.differs)
        for side in words(left, right)
    ]
    assert same[0] == same[1]


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(piece.differs for side in words(text, text) for piece in side)


@given(ENTRIES, ENTRIES)
def test_every_entry_of_both_sides_has_its_row(left, right):
    rows = [
        row
        for section in compare([Section("s", left)], [Section("s", right)])
        for row in section.rows
    ]
    assert sum(row.status != ADDED for row in rows) == len(left)
    assert sum(row.status != REMOVED for row in rows) == len(right)


@given(ENTRIES, ENTRIES)
def test_changing_sides_turns_added_into_removed(left, right):
    there = count(compare([Section("s", left)], [Section("s", right)]))
    back = count(compare([Section("s", right)], [Section("s", left)]))
    assert there.get(ADDED) == back.get(REMOVED)
    assert there.get(CHANGED) == back.get(CHANGED)
    assert there.get(SAME) == back.get(SAME)


@given(ENTRIES)
def test_nothing_differs_from_itself(entries):
    sections = [Section("s", entries)]
    assert compare(sections, sections, only_differences=True) == []


@given(ENTRIES, ENTRIES)
def test_only_differences_leaves_out_what_is_the_same(left, right):
    sides = [Section("s", left)], [Section("s", right)]
    full = {**count(compare(*sides)), SAME: 0}
    short = count(compare(*sides, only_differences=True))
    assert {k: v for k, v in full.items() if v} == short


def test_moving_a_line_is_no_difference():
    lines = [Entry(name, name, name) for name in ("甲", "乙", "丙")]
    there, back = Section("材料", tuple(lines)), Section("材料", tuple(lines[::-1]))
    assert compare([there], [back], only_differences=True) == []


def test_long_texts_are_compared_line_by_line():
    old = "\n".join(f"第{n}条 申请人应当提交材料。" for n in range(400))
    new = old.replace("第7条 申请人", "第7条 法定代表人")
    _left, right = words(old, new)
    assert sum(piece.differs for piece in right) == 1
    assert whole(right) == new


def test_endless_lines_are_not_compared_word_by_word():
    left, right = words("甲" * 5000, "乙" * 5000)
    assert [piece.differs for piece in (*left, *right)] == [True, True]
