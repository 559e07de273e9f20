"""Sealed offers are padded: whatever their length, whole blocks are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools import padding


@given(st.binary(max_size=9000))
def test_padding_reads_back(content):
    padded = padding.pad(content)
    assert len(padded) % padding.BLOCK == 0
    assert padding.unpad(padded) == content


def test_what_was_cut_off_is_refused():
    with pytest.raises(ValueError, match="cut off"):
        padding.unpad(padding.pad(b"x" * 5000)[:4096])
