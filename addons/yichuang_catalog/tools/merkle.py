"""Merkle tree hash and inclusion proof as in RFC 9162 (Certificate Transparency 2.0).

A tree over n entries is the hash of the tree over its first k entries and of the
tree over the rest, k being the largest power of two below n. Entries are hashed
after a zero byte and pairs after a one byte, so that neither can pass for the other.

All functions work on *leaf hashes*: the log need not be at hand to prove that one
entry belongs to it.

>>> leaves = [leaf_hash(text.encode()) for text in ("收件", "受理", "决定")]
>>> proof = inclusion_proof(leaves, 1)
>>> verify_inclusion(leaves[1], 1, 3, proof, root(leaves))
True
>>> verify_inclusion(leaves[1], 2, 3, proof, root(leaves))
False
"""

from hashlib import sha256

EMPTY_ROOT = sha256().digest()


def leaf_hash(entry):
    """Hash of one entry (RFC 9162, 2.1.1).

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    """Hash of two sub-trees (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves):
    """Merkle tree hash of the leaf hashes, in their order (RFC 9162, 2.1.1).

    Whole sub-trees are folded as soon as they are complete: time grows with the
    number of leaves, space with its logarithm.
    """
    stack = []  # hashes of complete sub-trees, large to small
    for size, leaf in enumerate(leaves, start=1):
        stack.append(leaf)
        for _ in range(_trailing_zeros(size)):
            right = stack.pop()
            stack.append(node_hash(stack.pop(), right))
    if not stack:
        return EMPTY_ROOT
    head = stack.pop()
    while stack:
        head = node_hash(stack.pop(), head)
    return head


def inclusion_proof(leaves, index):
    """Hashes that lead from the leaf at ``index`` to the root (RFC 9162, 2.1.3.1).

    :param leaves: all leaf hashes of the tree, in their order
    :param index: place of the leaf, counted from 0
    :raises IndexError: there is no such leaf
    """
    leaves = list(leaves)
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    path = []
    first, end = 0, len(leaves)
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            path.append(root(leaves[middle:end]))
            end = middle
        else:
            path.append(root(leaves[first:middle]))
            first = middle
    return path[::-1]


def verify_inclusion(leaf, index, size, proof, expected_root):
    """Whether ``leaf`` stands at ``index`` of the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    head = leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            head = node_hash(sibling, head)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            head = node_hash(head, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and head == expected_root


def _split(size):
    """The largest power of two below ``size`` (2 or more)."""
    return 1 << (size - 1).bit_length() - 1


def _trailing_zeros(size):
    return (size & -size).bit_length() - 1
