"""Receipts of the market: the hall signs what it took in, and nothing else passes."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools import receipt


@given(st.text(), st.text())
def test_receipt_is_signed_as_it_was_said(said, other):
    private, public = receipt.new_key()
    signature = receipt.sign(private, said)
    assert receipt.is_signed(public, said, signature)
    assert receipt.is_signed(public, other, signature) == (said == other)
    assert not receipt.is_signed(receipt.new_key()[1], said, signature)


def test_signature_that_is_none_is_refused():
    _private, public = receipt.new_key()
    for signature in ("AAAA", "", "no base64"):
        assert not receipt.is_signed(public, "回执", signature)
