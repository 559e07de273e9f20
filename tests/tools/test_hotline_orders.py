"""Orders of a hotline: every row is an order or told with what is wrong with it."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import exchange_tables, hotline_orders
from odoo.addons.yichuang_intake.tools.referral_sheet import KINDS

COLUMNS = [column.name for column in exchange_tables.TABLES[hotline_orders.ORDER]]
ORDER = {
    "row_guid": "g1",
    "order_no": "GD1",
    "came_on": "2026-03-02 09:30:00",
    "kind": "投诉",
    "content": "窗口不收材料",
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*COLUMNS, "row_guid", "x"]), ANYTHING))
def test_a_row_is_read_or_faulted_and_never_both(changes):
    order, faults = hotline_orders.read({**ORDER, **changes})
    assert bool(order) != bool(faults)
    assert all(fault.column in [*COLUMNS, "x"] for fault in faults)
    if order:
        assert order["kind"] in KINDS.values()
        assert order["subject"]


@given(st.sampled_from(COLUMNS), st.text(min_size=1, max_size=20))
def test_the_digest_is_of_what_it_says_alone(column, value):
    plain, _faults = hotline_orders.read(ORDER)
    same, _faults = hotline_orders.read({**ORDER, "row_guid": "g2", "cd_batch": "9"})
    assert plain["digest"] == same["digest"]
    other, faults = hotline_orders.read({**ORDER, column: value})
    said = value.strip() != ORDER.get(column, "")
    assert faults or (other["digest"] != plain["digest"]) == said
