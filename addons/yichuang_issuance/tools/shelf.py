"""Places on the shelves of the exit window.

>>> place("A", 3, 12), sorted([place("A", 10, 1), place("A", 2, 1)])
('A-03-12', ['A-02-01', 'A-10-01'])
>>> compact(" a－03 - 12 ")
'A-03-12'
>>> pick([("A-01-01", 4, 4), ("A-01-02", 1, 4), ("A-01-03", 0, 4)])
'A-01-03'
>>> pick([("A-01-01", 4, 4)]) is None
True
"""


def place(rack, shelf, slot):
    """The name of a place, as printed on its label; names sort as the places stand."""
    return f"{rack}-{shelf:02}-{slot:02}"


def compact(text):
    """A place as it was typed or scanned, in the form of its label."""
    return "".join((text or "").split()).upper().replace("－", "-").replace("—", "-")


def pick(places):
    """The name of the emptiest place with room, the first of equals.

    :param places: name, documents lying there, documents it holds
    """
    free = [(lying, name) for name, lying, holds in places if lying < holds]
    return min(free)[1] if free else None
