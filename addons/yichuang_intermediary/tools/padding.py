"""Padding to whole blocks, so that the length of what is sealed says nothing."""

BLOCK = 4096


def pad(content: bytes) -> bytes:
    """The content with its length in front and zeros behind, in whole 4 KiB.

    >>> len(pad(b"x")), len(pad(b"x" * 4092)), len(pad(b"x" * 4093))
    (4096, 4096, 8192)
    """
    whole = len(content).to_bytes(4, "big") + content
    return whole + bytes(-len(whole) % BLOCK)


def unpad(padded: bytes) -> bytes:
    """What :func:`pad` was given.

    :raises ValueError: the length in front is beyond the end
    """
    size = int.from_bytes(padded[:4], "big")
    if size > len(padded) - 4:
        raise ValueError("the offer is cut off")
    return padded[4 : 4 + size]
