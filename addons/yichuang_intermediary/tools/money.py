"""Money in whole fen, never as a float."""

import re

YUAN = re.compile(r"(\d{1,8})(?:\.(\d{1,2}))?\Z")


def parse_fen(text):
    """Fen of an amount in yuan as a person types it.

    >>> parse_fen("12,345.6")
    1234560

    :raises ValueError: not an amount, more than two decimals, or 21,000,000 yuan
        and more, which is tendered and not drawn
    """
    match = YUAN.match(re.sub(r"[\s,，¥￥]", "", text))
    if not match:
        raise ValueError(f"{text!r} is not an amount in yuan")
    yuan, decimals = match.groups()
    fen = int(yuan) * 100 + int((decimals or "").ljust(2, "0"))
    if fen >= 2_100_000_000:
        raise ValueError(f"{text!r} is beyond what is bought by lot")
    return fen


def fen_text(fen):
    """Fen as yuan, with thousands separated.

    >>> fen_text(1234560)
    '12,345.60'
    """
    return f"{fen // 100:,}.{fen % 100:02d}"
