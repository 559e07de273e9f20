"""A page rendered once with a mark for each fact, and filled in for each reader.

What stands around the facts is the same for every certificate of one shape, so it need
not be rendered again. Facts are escaped like any text of a page and read in one pass:
a fact that looks like a mark stays what it is.

>>> marks({"number": "示食证字〔2026〕0001号", "ended_on": False})["ended_on"]
False
>>> page = "<b>{number}</b>".format(**marks({"number": "一"}))
>>> fill(page, {"number": "<二>"})
'<b>&lt;二&gt;</b>'
"""

import re

from markupsafe import escape

EDGE = "\ue000"
"""Of a mark; a character for private use, which no template has."""

MARK = re.compile(f"{EDGE}([a-z_]+){EDGE}")


def marks(facts: dict) -> dict:
    """A mark for each fact that there is, under the fact's name; the others as they
    are, so that the page leaves out what belongs to them."""
    return {
        name: f"{EDGE}{name}{EDGE}" if value else value for name, value in facts.items()
    }


def fill(page: str, facts: dict) -> str:
    """The page with its marks replaced by the facts of these names."""
    return MARK.sub(lambda mark: str(escape(facts[mark[1]])), page)
