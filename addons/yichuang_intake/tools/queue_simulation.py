"""A queue replayed person by person, to check what a formula says of it.

The formula of Erlang wants arrivals and handling times at random; a hall has mornings
and long matters. Here given people come at given times, need given minutes, and take
the first window of their kind that is free, in turn. One seed, one result.

>>> people = [Person(0, 10, "a"), Person(1, 10, "b"), Person(2, 5, "a")]
>>> [visit.wait for visit in replay(people, shared(1))]
[0, 9, 18]
>>> [visit.wait for visit in replay(people, {"a": 1, "b": 1})]
[0, 0, 8]
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heapreplace
from math import sqrt
from random import Random
from statistics import fmean, quantiles, stdev
from typing import NamedTuple

# Whoever may go to any window stands in the queue of this name.
EVERYBODY = ""
# Student's t, two-sided 95 %, by degrees of freedom; the normal value beyond.
T_95 = {4: 2.776, 9: 2.262, 14: 2.145, 19: 2.093, 24: 2.064, 29: 2.045}
NORMAL_95 = 1.96


class Person(NamedTuple):
    """Somebody who comes: when (minutes), for how long, and whose queue they need."""

    arrival: float
    handling: float
    queue: str = EVERYBODY


class Visit(NamedTuple):
    """What became of a person."""

    arrival: float
    start: float
    end: float
    queue: str

    @property
    def wait(self) -> float:
        return self.start - self.arrival


class Summary(NamedTuple):
    """The figures of a replay, times in minutes."""

    people: int
    mean_wait: float
    ninetieth: float
    within: float
    occupancy: float


class Estimate(NamedTuple):
    """A mean over independent runs and half the width of its 95 % interval."""

    mean: float
    half: float

    def covers(self, value: float) -> bool:
        return abs(self.mean - value) <= self.half


def shared(windows: int) -> dict[str, int]:
    """A layout of windows that take everybody."""
    return {EVERYBODY: windows}


def replay(people: Iterable[Person], layout: Mapping[str, int]) -> list[Visit]:
    """Serve people in the order in which they come.

    :param layout: how many windows each queue has; with ``EVERYBODY`` alone all
        people stand in one queue
    :raises ValueError: somebody needs a queue that has no window
    """
    free = {queue: [0.0] * count for queue, count in layout.items() if count > 0}
    for row in free.values():
        heapify(row)
    visits = []
    for person in sorted(people, key=lambda person: person.arrival):
        queue = person.queue if person.queue in free else EVERYBODY
        if queue not in free:
            raise ValueError(f"no window serves {person.queue!r}")
        start = max(person.arrival, free[queue][0])
        end = start + person.handling
        heapreplace(free[queue], end)
        visits.append(Visit(person.arrival, start, end, person.queue))
    return visits


def summary(visits: list[Visit], windows: int, target: float) -> Summary:
    """The figures of a replay with that many windows."""
    if not visits:
        return Summary(0, 0.0, 0.0, 1.0, 0.0)
    waits = [visit.wait for visit in visits]
    open_for = max(visit.end for visit in visits) - min(
        visit.arrival for visit in visits
    )
    busy = sum(visit.end - visit.start for visit in visits)
    return Summary(
        len(visits),
        fmean(waits),
        quantiles(waits, n=10)[-1] if len(waits) > 1 else waits[0],
        sum(wait <= target for wait in waits) / len(waits),
        busy / (windows * open_for) if open_for else 0.0,
    )


def at_random(
    random: Random, rate: float, handling: float, minutes: float, queues=(EVERYBODY,)
) -> list[Person]:
    """People who come at random (a Poisson stream) with handling times at random
    (exponential), evenly for each of ``queues``."""
    people, moment = [], random.expovariate(rate)
    while moment < minutes:
        people.append(
            Person(moment, random.expovariate(1 / handling), random.choice(queues))
        )
        moment += random.expovariate(rate)
    return people


def estimate(values: list[float]) -> Estimate:
    """Mean of independent runs with its 95 % confidence interval."""
    factor = T_95.get(len(values) - 1, NORMAL_95)
    return Estimate(fmean(values), factor * stdev(values) / sqrt(len(values)))


def mean_wait_at_random(
    windows: int,
    rate: float,
    handling: float,
    *,
    seed: int = 1,
    runs: int = 20,
    people: int = 4000,
    warm_up: int = 400,
) -> Estimate:
    """Mean waiting time of a queue in balance, by simulation: ``runs`` days of
    ``people`` each, of which the first ``warm_up`` are not counted."""
    means = []
    for run in range(runs):
        random = Random(f"{seed}/{run}")
        stream = at_random(random, rate, handling, people / rate)
        visits = replay(stream, shared(windows))[warm_up:]
        means.append(fmean(visit.wait for visit in visits))
    return estimate(means)
