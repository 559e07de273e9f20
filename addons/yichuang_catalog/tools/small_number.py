"""Numbers in the address of a page, which anybody may type."""

MOST_DIGITS = 6


def small_number(text: object) -> int:
    """The number that ``text`` stands for, at most 999999; 0 for everything else.

    >>> small_number("12"), small_number(3), small_number("0012")
    (12, 3, 12)
    >>> small_number("-1"), small_number("²"), small_number(""), small_number("9" * 7)
    (0, 0, 0, 0)
    """
    word = str(text)
    if len(word) > MOST_DIGITS or not (word.isascii() and word.isdecimal()):
        return 0
    return int(word)
