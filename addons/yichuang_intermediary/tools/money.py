"""Money in whole fen, never as a float."""

import re

# Signs that Chinese keyboards give at full width, and the sign of the yuan
PLAIN = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0xFFE5: "¥"}
# Commas stand between groups of three or nowhere: in “1,5” one could mean a decimal.
YUAN = re.compile(
    r"(?P<yuan>[0-9]{1,8}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.(?P<decimals>[0-9]{1,2}))?"
)


def parse_fen(text):
    """Fen of an amount in yuan as a person types it, full width or not.

    >>> parse_fen("12,345.6"), parse_fen("￥１２，３４５．６ 元")
    (1234560, 1234560)

    :raises ValueError: not an amount, a comma that parts no thousands, more than two
        decimals, or 21,000,000 yuan and more, which is tendered and not drawn
    """
    plain = re.sub(r"\s", "", text.translate(PLAIN))
    match = YUAN.fullmatch(plain.removeprefix("¥").removesuffix("元"))
    if not match:
        raise ValueError(f"{text!r} is not an amount in yuan")
    yuan, decimals = match["yuan"].replace(",", ""), match["decimals"] or ""
    fen = int(yuan) * 100 + int(decimals.ljust(2, "0"))
    if fen >= 2_100_000_000:
        raise ValueError(f"{text!r} is beyond what is bought by lot")
    return fen


def fen_text(fen):
    """Fen as yuan, with thousands separated.

    >>> fen_text(1234560)
    '12,345.60'
    """
    return f"{fen // 100:,}.{fen % 100:02d}"
