"""What applicants are told, and how long a message waits after a failure."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import notice


@pytest.mark.parametrize("kind", sorted(notice.WORDS))
def test_every_message_names_case_and_place_to_look(kind):
    said = notice.text(kind, "示*", "示例许可", "HALL-1", "https://example.com/track")
    assert said.startswith("示*：您申请的“示例许可”（收件号HALL-1）")
    assert said.endswith("。查询：https://example.com/track")


@given(st.integers(1, 10_000))
def test_pauses_grow_and_stay_within_hours(attempts):
    now, later = (notice.pause_minutes(attempts + more) for more in (0, 1))
    assert 1 <= now <= later <= 240


def test_outage_of_ten_minutes_is_outlasted_many_times():
    pauses = [notice.pause_minutes(n) for n in range(1, notice.MOST_ATTEMPTS)]
    assert sum(pauses[:4]) > 10
    assert sum(pauses) > 2 * 24 * 60


@given(st.text(min_size=1), st.text())
def test_a_person_is_not_named(first, rest):
    name = first[0] + rest
    masked = notice.masked(name, "natural")
    assert masked == first[0] + "*" * len(rest)
    assert notice.masked(name, "legal") == name


@given(st.dictionaries(st.text(), st.text()), st.text(min_size=1))
def test_signature_covers_moment_and_body(facts, secret):
    content = notice.body(facts)
    assert json.loads(content) == facts
    signed = notice.signature(secret, "1", content)
    assert signed != notice.signature(secret, "2", content)
    assert signed != notice.signature(secret, "1", content + b" ")
