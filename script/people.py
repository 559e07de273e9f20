"""Lay out demo people read as lines ``login|name|portal|what they can do``.

Chinese letters take two columns, which printf does not know.
"""

import sys
import unicodedata


def pad(text: str, width: int) -> str:
    """Text filled up with blanks to so many columns of a terminal."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return text + " " * (width - len(text) - wide)


for line in sys.stdin:
    login, name, portal, task = line.rstrip("\n").split("|", 3)
    task = task or ("我的办事页面 /my" if portal == "t" else "")
    print(f"    {pad(login, 15)} {pad(name, 18)} {task}")
