"""What the keeper of the archive reads of each fault that the checks find.

The verifier goes out with every package and speaks for itself, in English; here its
sentences, and those on what is lacking, are said in the words of the reader.
"""

import re

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = (
    # The package
    _lt("the package cannot be opened: %(error)s"),
    _lt("the package cannot be read: %(error)s"),
    _lt("the package is not the one that was packed"),
    # The bag and the inventory
    _lt("%(path)s stands in the inventory but is missing"),
    _lt("%(path)s is missing"),
    _lt("%(path)s was changed"),
    _lt("%(path)s is in no manifest"),
    _lt("%(path)s is not the file that the inventory lists"),
    _lt("%(path)s does not stand in the inventory"),
    # The events
    _lt("seal %(number)s: the head does not follow from its root"),
    _lt("seal %(number)s is not the one that was published"),
    _lt("event %(number)s: the facts were changed"),
    _lt("event %(number)s was never sealed as it stands"),
    _lt("%(path)s is not the file that was sealed when made"),
    # The files
    _lt("%(path)s cannot be read"),
    _lt("%(path)s is empty"),
    _lt("%(path)s cannot be opened"),
    _lt("%(path)s contains scripts or other files"),
    # What is lacking from the matter
    _lt("%(paper)s has no file"),
    _lt("%(paper)s was never served"),
    # What the package waits for
    _lt("The file of %(document)s is still being made."),
    _lt("Some events are not sealed yet; the next seal covers them."),
)
PLACE = re.compile(r"%\\\((\w+)\\\)s")


def understood(words):
    """The sentence that a finding is, and what it names; none nobody foresaw.

    :param words: the finding as the checks say it
    """
    for sentence, pattern in zip(SENTENCES, PATTERNS, strict=True):
        if found := pattern.fullmatch(words):
            return sentence, found.groupdict()
    return None, {}


def _pattern(sentence):
    return re.compile(PLACE.sub(r"(?P<\1>.+)", re.escape(sentence._source)), re.DOTALL)


PATTERNS = tuple(map(_pattern, SENTENCES))
