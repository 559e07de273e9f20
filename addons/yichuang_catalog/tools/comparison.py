"""What differs between two texts of the same kind, entry by entry, word by word.

A text is a sequence of sections, a section a sequence of entries: a field with its
value, or a line of a list (a material, a fee) with what is said of it. Entries are
matched by their key, so a line that merely moved is the same line.

>>> old = [Section("Limits", (Entry("promise", "Promise", "10 working days"),))]
>>> new = [Section("Limits", (Entry("promise", "Promise", "5 working days"),))]
>>> [found] = compare(old, new)
>>> [row] = found.rows
>>> row.status, row.left[0], row.right[0]
('changed', Piece(text='10', differs=True), Piece(text='5', differs=True))
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|\s+|.", re.DOTALL)

# Two lines of two thousand characters; beyond that a word more or less says little.
MOST_PAIRS = 4_000_000

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


class Entry(NamedTuple):
    """One thing said: a stable key, what people call it, and what is said."""

    key: object
    label: str
    text: str


class Section(NamedTuple):
    """Entries under one heading."""

    label: str
    entries: tuple[Entry, ...]


class Piece(NamedTuple):
    """A stretch of text, and whether the other side has something else there."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Row:
    """One entry on both sides; a side that has none is empty."""

    label: str
    status: str
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class SectionRows:
    """The rows of one section."""

    label: str
    rows: tuple[Row, ...]


def compare(left, right, only_differences=False):
    """The sections of both sides, with a row for each entry of either.

    :param left: sequence of :class:`Section`, the older text
    :param right: sequence of :class:`Section`, the newer text
    :param only_differences: leave out what is the same, and sections without a
        difference
    :rtype: list[SectionRows]
    """
    sides = [
        {section.label: _keyed(section.entries) for section in side}
        for side in (left, right)
    ]
    found = []
    for label in _merged(list(sides[0]), list(sides[1])):
        old, new = (side.get(label, {}) for side in sides)
        rows = [_row(old.get(key), new.get(key)) for key in _merged([*old], [*new])]
        if only_differences:
            rows = [row for row in rows if row.status != SAME]
        if rows:
            found.append(SectionRows(label, tuple(rows)))
    return found


def count(sections):
    """How many rows have each status.

    >>> rows = compare([], [Section("Fees", (Entry("a", "Copy", "1 yuan"),))])
    >>> count(rows)
    {'added': 1}
    """
    return dict(Counter(row.status for section in sections for row in section.rows))


def words(left, right):
    """Both texts as pieces, marked where they differ; lines first, then words.

    Numbers and Latin words stay whole, a Chinese character is a word.

    >>> words("10个工作日", "5个工作日")[1]
    (Piece(text='5', differs=True), Piece(text='个工作日', differs=False))
    """
    sides = [], []
    old, new = left.splitlines(keepends=True), right.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        texts = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "replace":
            for side, pieces in zip(sides, _differing_words(*texts), strict=True):
                side.extend(pieces)
        else:
            for side, text in zip(sides, texts, strict=True):
                side.append(Piece(text, tag != "equal"))
    return tuple(_joined(side) for side in sides)


def _differing_words(left, right):
    old, new = WORD.findall(left), WORD.findall(right)
    if len(old) * len(new) > MOST_PAIRS:
        return [Piece(left, True)], [Piece(right, True)]
    codes = _opcodes(old, new)
    sides = [], []
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        # One character between two changes is chance, and only breaks them up.
        island = tag == "equal" and 0 < at < len(codes) - 1 and i2 - i1 < 2
        differs = island or tag != "equal"
        sides[0].append(Piece("".join(old[i1:i2]), differs))
        sides[1].append(Piece("".join(new[j1:j2]), differs))
    return sides


def _opcodes(old, new):
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _joined(pieces):
    """The pieces without empty ones, neighbours of one kind made one."""
    joined = []
    for piece in pieces:
        if joined and joined[-1].differs == piece.differs:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.differs)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)


def _row(old, new):
    if old is None:
        return Row(new.label, ADDED, right=_joined([Piece(new.text, True)]))
    if new is None:
        return Row(old.label, REMOVED, left=_joined([Piece(old.text, True)]))
    if old.text == new.text:
        same = _joined([Piece(old.text, False)])
        return Row(new.label, SAME, same, same)
    return Row(new.label, CHANGED, *words(old.text, new.text))


def _keyed(entries):
    """Entries by key; the second of one key gets a key of its own."""
    keyed, seen = {}, Counter()
    for entry in entries:
        keyed[entry.key, seen[entry.key]] = entry
        seen[entry.key] += 1
    return keyed


def _merged(old, new):
    """The keys of both sides in the order of the new one; what was dropped stands
    where it stood.

    >>> _merged(["a", "x", "b"], ["b", "a", "c"])
    ['b', 'a', 'x', 'c']
    """
    merged, known = list(new), set(new)
    after = None
    for key in old:
        if key not in known:
            merged.insert(merged.index(after) + 1 if after is not None else 0, key)
        after = key
    return merged
