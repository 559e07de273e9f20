"""The sentence of a certificate that grants the right, with words to fill in.

Only the known words in braces are replaced, in one pass: what is filled in is never
read as a placeholder again, and nothing is evaluated.

>>> fill("准予{holder}{service}。", {"holder": "{service}厂", "service": "取水"})
'准予{service}厂取水。'
>>> unknown("准予{holder}从事{price}活动{")
['price', '{']
"""

import re

PLACEHOLDERS = ("holder", "service", "issuer", "case_number")

_WORD = re.compile(r"\{(\w*)\}")
_BRACE = re.compile(r"[{}]")


def fill(text, values):
    """The text with every placeholder replaced by its plain text."""
    return _WORD.sub(lambda match: values.get(match[1], match[0]), text)


def unknown(text):
    """What stands in braces, or as a lone brace, and is no placeholder."""
    words = [word for word in _WORD.findall(text) if word not in PLACEHOLDERS]
    return words + _BRACE.findall(_WORD.sub("", text))
