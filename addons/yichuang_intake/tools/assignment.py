"""Who of an organ examines a matter: drawn, never chosen.

A clerk who may choose the reviewer, or an applicant who may foresee them, opens the
door to favours. So the reviewer is drawn: among all who may examine the matter, or
among those of them who have the least in hand.

>>> draw({"李": 3, "王": 1, "张": 1}, "balanced", lambda n: n - 1)
'张'
>>> draw({"李": 3, "王": 1}, "random", lambda n: 0)
'李'
>>> draw({}, "balanced", lambda n: 0) is None
True
"""

from collections.abc import Callable, Hashable, Mapping
from secrets import randbelow as system_randbelow
from typing import TypeVar

Person = TypeVar("Person", bound=Hashable)
WAYS = ("balanced", "random")


def draw(
    load: Mapping[Person, int],
    way: str = "balanced",
    randbelow: Callable[[int], int] = system_randbelow,
) -> Person | None:
    """One of the people, or ``None`` where there is nobody.

    :param load: how many matters each has in hand, in a stable order
    :param way: ``balanced``: one of those with the least in hand, each as likely;
        ``random``: anyone, each as likely
    :param randbelow: a number from 0 to below its argument, each as likely; the
        operating system's source by default
    :raises ValueError: another way
    """
    if way not in WAYS:
        raise ValueError(f"no way to assign: {way}")
    least = min(load.values(), default=0)
    pool = [
        person for person, number in load.items() if way == "random" or number == least
    ]
    return pool[randbelow(len(pool))] if pool else None
