"""四同: a service bears the name of its item, a handling item with a suffix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import bound_name

plain = st.text("食品经营许可取水登记核发", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("name", "handling", "fits"),
    [
        ("食品经营许可", False, True),
        ("食品经营许可", True, True),
        ("食品经营许可（新办）", True, True),
        ("食品经营许可(新办)", True, True),
        ("食品经营许可（新办）", False, False),
        ("食品经营许可新办", True, False),
        ("食品经营许可（）", True, False),
        ("食品经营许可（新办）（补证）", True, False),
        ("食品销售许可（新办）", True, False),
        ("新办食品经营许可", True, False),
    ],
)
def test_which_names_fit(name, handling, fits):
    assert bound_name.fits(name, "食品经营许可", handling) is fits


@given(plain, plain, plain, st.booleans())
def test_the_name_that_follows_always_fits(old, suffix, item, handling):
    for name in (old, f"{old}（{suffix}）"):
        followed = bound_name.follow(name, item, handling)
        assert bound_name.fits(followed, item, handling)
        assert bound_name.follow(followed, item, handling) == followed


@given(plain, plain, plain)
def test_a_handling_item_keeps_what_it_adds(old, suffix, item):
    assert bound_name.follow(f"{old}（{suffix}）", item, True) == f"{item}（{suffix}）"
