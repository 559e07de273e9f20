"""Canonical JSON: one content, one text."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.canonical import (
    NotCanonical,
    canonical_bytes,
    canonical_text,
)

CONTENT = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=5
        )
    ),
    max_leaves=20,
)


def reversed_keys(content):
    """The same content with every dict filled in the opposite order."""
    match content:
        case dict():
            return {k: reversed_keys(v) for k, v in reversed(content.items())}
        case list():
            return [reversed_keys(value) for value in content]
    return content


@given(CONTENT)
def test_reading_the_text_gives_the_content_back(content):
    assert json.loads(canonical_text(content)) == content


@given(CONTENT)
def test_the_order_of_keys_does_not_matter(content):
    assert canonical_bytes(content) == canonical_bytes(reversed_keys(content))


@given(CONTENT)
def test_a_canonical_text_is_its_own_canonical_form(content):
    text = canonical_text(content)
    assert canonical_text(json.loads(text)) == text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"b": 1, "a": "受理"}, '{"a":"受理","b":1}'),
        ((1, [2, ()]), "[1,[2,[]]]"),
        ({"z": {"y": None, "x": False}}, '{"z":{"x":false,"y":null}}'),
        (date(2026, 2, 14), '"2026-02-14"'),
        (datetime(2026, 2, 14, 1, 2, 3), '"2026-02-14T01:02:03Z"'),
        (
            datetime(2026, 2, 14, 1, 2, 3, 4, tzinfo=UTC),
            '"2026-02-14T01:02:03.000004Z"',
        ),
        (
            datetime(2026, 2, 14, 9, tzinfo=timezone(timedelta(hours=8))),
            '"2026-02-14T01:00:00Z"',
        ),
        ("\u2028\n\x7f/é", '"\u2028\\n\x7f/é"'),
    ],
)
def test_known_texts(content, text):
    assert canonical_text(content) == text


@pytest.mark.parametrize(
    "content",
    [
        0.1,
        [1.0],
        {1: 2},
        {"a"},
        b"x",
        2**53,
        -(2**53),
        "\ud800",
        {"\ud800": 1},
        object(),
    ],
)
def test_what_has_no_canonical_form_is_refused(content):
    with pytest.raises(NotCanonical):
        canonical_text(content)
