"""How many windows a queue needs, by the Erlang C formula (M/M/c).

People come at random with a mean number an hour, each is served for a mean time, and
whoever finds all windows busy waits in one queue (A. K. Erlang, 1917). ``load`` is the
mean number of people being served at once: arrivals times handling time. Times are in
minutes, rates per minute.

>>> load = 4 / 60 * 30
>>> load
2.0
>>> round(wait_probability(3, load), 4)
0.4444
>>> round(mean_wait(3, load, 30), 2)
13.33
>>> smallest(load, 30, target=10, share=0.8)
4
"""

from math import exp, inf
from typing import NamedTuple


class Outlook(NamedTuple):
    """What a queue looks like.

    :param windows: how many are open
    :param occupancy: share of the open time in which a window is occupied
    :param waiting: probability of having to wait at all
    :param mean_wait: mean waiting time over all who come, minutes; infinite where more
        come than can be served
    :param within: share that waits no longer than the target
    """

    windows: int
    occupancy: float
    waiting: float
    mean_wait: float
    within: float


def blocking(windows: int, load: float) -> float:
    """Erlang B: share that finds all windows busy and goes away, by the recursion
    that stays exact for any number of windows."""
    inverse = 1.0
    for number in range(1, windows + 1):
        inverse = 1.0 + inverse * number / load
    return 1.0 / inverse


def wait_probability(windows: int, load: float) -> float:
    """Erlang C: the probability of having to wait."""
    if load <= 0:
        return 0.0
    if load >= windows:
        return 1.0
    lost = blocking(windows, load)
    return lost / (1 - load / windows * (1 - lost))


def mean_wait(windows: int, load: float, handling: float) -> float:
    """Mean waiting time of all who come."""
    if load <= 0:
        return 0.0
    if load >= windows:
        return inf
    return wait_probability(windows, load) * handling / (windows - load)


def within(windows: int, load: float, handling: float, target: float) -> float:
    """Share of those who come that waits no longer than ``target``."""
    if load <= 0:
        return 1.0
    if load >= windows:
        return 0.0
    waiting = wait_probability(windows, load)
    return 1 - waiting * exp(-(windows - load) * target / handling)


def outlook(windows: int, rate: float, handling: float, target: float) -> Outlook:
    """All figures of a queue with ``rate`` arrivals a minute."""
    load = rate * handling
    return Outlook(
        windows,
        min(1.0, load / windows),
        wait_probability(windows, load),
        mean_wait(windows, load, handling),
        within(windows, load, handling, target),
    )


def smallest(load: float, handling: float, target: float, share: float) -> int:
    """The smallest number of windows at which ``share`` waits no longer than
    ``target``."""
    if not 0 < share < 1:
        raise ValueError("the share lies between 0 and 1")
    windows = int(load) + 1
    while within(windows, load, handling, target) < share:
        windows += 1
    return windows


def dedicated(queues: int, rate: float, handling: float, target: float) -> Outlook:
    """``queues`` windows with a queue each, among which the people are divided
    evenly: what one of them looks like, the number being that of all.

    >>> dedicated(4, 0.1, 30, 15).mean_wait > outlook(4, 0.1, 30, 15).mean_wait
    True
    """
    return outlook(1, rate / queues, handling, target)._replace(windows=queues)
