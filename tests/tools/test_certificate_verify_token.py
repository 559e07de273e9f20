"""The random code under which a certificate is verified."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_issuance.tools import verify_token


def test_tokens_are_random_and_long_enough_not_to_be_guessed():
    tokens = {verify_token.new() for _ in range(2000)}
    assert len(tokens) == 2000
    assert len(verify_token.ALPHABET) ** verify_token.LENGTH > 2**120
    assert {char for token in tokens for char in token} == set(verify_token.ALPHABET)


def test_token_has_no_characters_that_are_mistaken_for_each_other():
    assert not set("01OIL") & set(verify_token.ALPHABET)


@given(
    st.text(
        alphabet=verify_token.ALPHABET,
        min_size=verify_token.LENGTH,
        max_size=verify_token.LENGTH,
    )
)
def test_shown_token_is_read_back_as_typed(token):
    shown = verify_token.show(token)
    assert shown.count("-") == 4
    for typed in (shown, shown.lower(), f" {shown.replace('-', ' ')} "):
        assert verify_token.is_valid(typed)
        assert verify_token.compact(typed) == token


@given(st.text(max_size=40))
def test_anything_else_is_refused_before_a_look_up(text):
    if verify_token.is_valid(text):
        assert set(verify_token.compact(text)) <= set(verify_token.ALPHABET)
    assert not verify_token.is_valid(text + "0")
