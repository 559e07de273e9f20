"""The way up, its opinions and its lists, as plain rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import hops
from odoo.addons.yichuang_intake.tools.hops import Sheet, Stop


@pytest.mark.parametrize(
    ("stops", "faults"),
    [
        ([], []),
        ([Stop(1, "5"), Stop(2, "4")], []),
        ([Stop(1), Stop(2)], []),
        ([Stop(1, "4"), Stop(2, "4")], [("not_upward", 1)]),
        ([Stop(1, "3")], [("not_upward", 0)]),
        ([Stop(9, "5")], [("organ_twice", 0)]),
        ([Stop(None)], [("no_organ", 0)]),
        ([Stop(1, "5", 0)], [("no_limit", 0)]),
        ([Stop(1, "5", 20)], []),
        ([Stop(1, "5", 21)], [("too_long", 0)]),
        ([Stop(1, "5", 20, "day")], [("too_long", 0)]),
        ([Stop(1, "5", 45, "day", "示例条例 第八条")], []),
    ],
)
def test_art43_chain_of_first_reviews(stops, faults):
    assert hops.chain_faults(stops, 9, "3") == faults


sheets = st.lists(
    st.builds(
        Sheet,
        name=st.text(min_size=1, max_size=5),
        originals=st.integers(0, 3),
        copies=st.integers(0, 3),
        pages=st.integers(0, 99),
        digests=st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
    ),
    max_size=6,
)


@given(sheets, st.randoms())
def test_a_list_is_known_whatever_its_order(rows, random):
    mixed = [row._replace(digests=row.digests[::-1]) for row in rows]
    random.shuffle(mixed)
    assert hops.list_digest(mixed) == hops.list_digest(rows)
    assert hops.differences(rows, mixed) == []


@given(sheets.filter(bool), st.data())
def test_nothing_is_left_out_added_or_changed_unnoticed(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    fewer = rows[:place] + rows[place + 1 :]
    assert hops.list_digest(fewer) != hops.list_digest(rows)
    changed = [*fewer, rows[place]._replace(pages=rows[place].pages + 100)]
    assert hops.list_digest(changed) != hops.list_digest(rows)
    assert rows[place].name in hops.differences(rows, changed)
