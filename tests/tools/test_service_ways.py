from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import document_kinds, service_ways


@pytest.mark.parametrize("way", service_ways.WAYS)
def test_what_a_way_needs_is_lacking_until_it_is_stated(way):
    needed = service_ways.WAYS[way].needed
    assert service_ways.lacking(way, {}) == list(needed)
    assert service_ways.lacking(way, dict.fromkeys(needed, " ")) == list(needed)
    assert service_ways.lacking(way, dict.fromkeys(needed, "示例")) == []


def test_art88_who_takes_it_for_another_says_why():
    for kind in service_ways.RECIPIENTS:
        stated = {"recipient": "王某", "recipient_kind": kind}
        lacking = service_ways.lacking("direct", stated)
        assert lacking == ([] if kind == "addressee" else ["substitute_reason"])


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 400))
def test_art95_the_days_of_a_notice_have_passed_in_full(announced, days):
    served = service_ways.counts_as_served(announced, days)
    assert served - announced == timedelta(days=days + 1)


def test_marks_tell_kinds_apart_that_share_no_number():
    """Two kinds of one mark share a row of numbers; these do so on purpose."""
    marks = [kind.mark for kind in document_kinds.KINDS.values()]
    shared = {mark for mark in marks if marks.count(mark) > 1}
    assert shared == {"不予受", "许撤"}


def test_what_is_internal_is_not_served_but_letters_to_organs():
    served = {
        name
        for name, kind in document_kinds.KINDS.items()
        if kind.internal and kind.served
    }
    assert served == {"supervision_demand", "supervision_advice"}
