"""Search words: whatever is typed becomes harmless, comparable terms."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import chinese_search


@given(st.text())
def test_terms_hold_letters_and_digits_only(query):
    for term in chinese_search.terms(query):
        assert term
        assert not set(term) & set("%_\\'\"; \t\n")


@given(st.text())
def test_every_pair_stands_in_a_term(query):
    terms = chinese_search.terms(query)
    pairs = chinese_search.pairs(query)
    assert len(pairs) <= chinese_search.MAX_PAIRS
    assert len(pairs) == len(set(pairs))
    assert all(any(pair in term for term in terms) for pair in pairs)
    assert bool(pairs) == bool(terms)


@given(st.text())
def test_normal_form_is_final(text):
    once = chinese_search.normal(text)
    assert chinese_search.terms(once) == chinese_search.terms(text)


def test_many_words_are_cut():
    assert len(chinese_search.terms("一 二 三 四 五 六 七")) == 5
