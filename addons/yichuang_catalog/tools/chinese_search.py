"""What people type into a search box, made comparable with what is stored.

Chinese has no blanks between words, so a query that finds nothing as it stands is
tried again by its pairs of neighbouring characters.

>>> terms("食品 经营，許可ＡＢ")
['食品', '经营', '許可ab']
>>> pairs("食品经营 证")
['食品', '品经', '经营', '证']
"""

import re
import unicodedata

MAX_TERMS = 5
MAX_PAIRS = 20
WORD = re.compile(r"\w+")


def normal(text: str) -> str:
    """The text with full-width forms and capitals made alike (Unicode NFKC).

    >>> normal("ＢＩＧ　食品")
    'big 食品'
    """
    return unicodedata.normalize("NFKC", text).lower()


def terms(query: str) -> list[str]:
    """The words of a query, without signs, at most five."""
    return WORD.findall(normal(query).replace("_", " "))[:MAX_TERMS]


def pairs(query: str) -> list[str]:
    """Overlapping pairs of neighbouring characters of each word, each once, at most
    twenty; a word of one character stands for itself."""
    found = {
        word[start : start + 2]: None
        for word in terms(query)
        for start in range(max(1, len(word) - 1))
    }
    return list(found)[:MAX_PAIRS]
