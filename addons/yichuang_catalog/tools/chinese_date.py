"""Dates as official documents write them."""

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def formal(day):
    """The date in Chinese numerals, for the foot of a document (GB/T 9704 style).

    >>> from datetime import date
    >>> formal(date(2026, 11, 23))
    '二〇二六年十一月二十三日'
    >>> formal(date(2030, 10, 10))
    '二〇三〇年十月十日'
    """
    year = str(day.year).translate(_DIGITS)
    return f"{year}年{_ordinal(day.month)}月{_ordinal(day.day)}日"


def plain(day):
    """The date in figures, for a table row.

    >>> from datetime import date
    >>> plain(date(2026, 3, 5))
    '2026年3月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def _ordinal(number):
    """A number from 1 to 99 in Chinese numerals.

    >>> [_ordinal(number) for number in (1, 10, 11, 20, 31)]
    ['一', '十', '十一', '二十', '三十一']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{tens}十".translate(_DIGITS)
    return head + (str(ones).translate(_DIGITS) if ones else "")
