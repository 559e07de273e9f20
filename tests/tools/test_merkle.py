"""The Merkle tree against the words of RFC 9162."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.merkle import (
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_inclusion,
)

# Test data of the Certificate Transparency reference implementation.
CT_ENTRIES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
CT_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

LEAVES = st.lists(st.binary(max_size=4).map(leaf_hash), max_size=70)


def root_by_definition(entries):
    """MTH of RFC 9162, 2.1.1, word by word, over entries and not over hashes."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    left, right = root_by_definition(entries[:k]), root_by_definition(entries[k:])
    return sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_that_of_the_definition(entries):
    assert root(leaf_hash(entry) for entry in entries) == root_by_definition(entries)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_certificate_transparency(size):
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in CT_ENTRIES[:size]]
    assert root(leaves).hex() == CT_ROOTS[size - 1]


@given(LEAVES.filter(bool), st.data())
def test_every_leaf_proves_its_place(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)
    assert verify_inclusion(leaves[index], index, len(leaves), proof, root(leaves))
    assert len(proof) <= (len(leaves) - 1).bit_length()


@given(LEAVES.filter(bool), st.data())
def test_another_leaf_place_or_proof_proves_nothing(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, head = inclusion_proof(leaves, index), root(leaves)
    size = len(leaves)
    stranger = leaf_hash(b"not in this tree")
    assert not verify_inclusion(stranger, index, size, proof, head)
    assert not verify_inclusion(leaves[index], size, size, proof, head)
    assert not verify_inclusion(leaves[index], -1, size, proof, head)
    assert not verify_inclusion(leaves[index], index, size, [*proof, stranger], head)
    if proof:
        place = data.draw(st.integers(0, len(proof) - 1))
        forged = [*proof[:place], stranger, *proof[place + 1 :]]
        assert not verify_inclusion(leaves[index], index, size, forged, head)
        assert not verify_inclusion(leaves[index], index, size, proof[:-1], head)


def test_a_place_outside_the_tree_has_no_proof():
    with pytest.raises(IndexError, match="no leaf 2"):
        inclusion_proof([leaf_hash(b"a"), leaf_hash(b"b")], 2)


def test_a_pair_can_not_pass_for_an_entry():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
