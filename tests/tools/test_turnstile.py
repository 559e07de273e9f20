"""However many want in at one moment, only so many are, and all come through."""

from contextlib import contextmanager
from threading import Barrier, BoundedSemaphore, Lock, Thread

import pytest

from odoo.addons.yichuang_intake.tools.turnstile import few_at_a_time

MANY, FEW = 40, 3


def test_many_at_one_moment():
    inside, most, through = [], [], []
    lock, start = Lock(), Barrier(MANY)

    @contextmanager
    def opened(number):
        with lock:
            inside.append(number)
            most.append(len(inside))
        yield number
        with lock:
            inside.remove(number)

    entered = few_at_a_time(BoundedSemaphore(FEW), opened)

    def come(number):
        start.wait()
        with entered(number) as mine:
            through.append(mine)

    people = [Thread(target=come, args=(number,)) for number in range(MANY)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(through) == list(range(MANY))
    assert max(most) <= FEW


def test_who_fails_lets_the_next_in():
    @contextmanager
    def opened():
        yield

    turnstile = BoundedSemaphore(1)
    entered = few_at_a_time(turnstile, opened)
    for _twice in range(2):
        with pytest.raises(ValueError, match="inside"), entered():
            raise ValueError("inside")
    with entered():
        assert not turnstile.acquire(blocking=False)
    assert turnstile.acquire(blocking=False)
