"""Codes at the exit window: what a scanner reads, mail numbers, places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_issuance.tools import pickup_code, scan, shelf, tracking


@given(st.text(max_size=300))
def test_any_text_has_meanings_or_none(text):
    for kind, value in scan.meanings(text):
        assert kind
        assert value


@given(st.text(pickup_code.ALPHABET, min_size=6, max_size=6))
def test_code_is_found_however_it_is_typed(code):
    typed = f" {code[:3].lower()}-{code[3:]} "
    assert ("pickup_code", code) in list(scan.meanings(typed))


@given(st.integers(0, 99_999_999))
def test_one_mistyped_digit_of_a_mail_number_is_found(serial):
    digits = f"{serial:08}"
    number = f"EE{digits}{tracking.check_digit(digits)}CN"
    assert tracking.problem(number) == ""
    for place in range(8):
        other = (
            digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        )
        assert tracking.problem(f"EE{other}{number[10]}CN") in ("mistyped", "")
    # Two remainders share a check digit (UPU S10), so not every slip is found; a
    # check digit that is one off always is.
    wrong = (int(number[10]) + 1) % 10
    assert tracking.problem(f"EE{digits}{wrong}CN") == "mistyped"


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "short"), ("123", "short"), ("SF1234567890123", ""), ("a b", "short")],
)
def test_mail_numbers(text, problem):
    assert tracking.problem(text) == problem


@given(st.sampled_from("ABC"), st.integers(1, 99), st.integers(1, 99))
def test_label_of_a_place_is_read_back(rack, row, slot):
    name = shelf.place(rack, row, slot)
    assert shelf.compact(f" {name.lower()} ") == name


def test_emptiest_place_with_room_is_proposed():
    assert shelf.pick([("A", 2, 2), ("B", 1, 2), ("C", 1, 9)]) == "B"
    assert shelf.pick([]) is None
