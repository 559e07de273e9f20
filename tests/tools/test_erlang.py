"""Erlang's formulas against values from his tables, and the replay against both."""

from math import factorial, inf, isclose
from random import Random

import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import erlang, queue_simulation
from odoo.addons.yichuang_intake.tools.queue_simulation import Person, replay, shared


@pytest.mark.parametrize(
    ("windows", "load", "blocked"),
    # Erlang B, as in the printed tables of telephone engineers.
    [(1, 1, 0.5), (2, 1, 0.2), (5, 3, 0.1101), (10, 5, 0.0184), (20, 15, 0.0456)],
)
def test_blocking_as_in_the_tables(windows, load, blocked):
    assert round(erlang.blocking(windows, load), 4) == blocked


@given(st.integers(1, 40), st.floats(0.01, 0.99))
def test_probability_of_waiting_as_the_formula_is_written(windows, occupancy):
    load = occupancy * windows
    last = load**windows / factorial(windows) / (1 - occupancy)
    whole = sum(load**k / factorial(k) for k in range(windows)) + last
    assert isclose(erlang.wait_probability(windows, load), last / whole, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("windows", "wait", "share"),
    # One window is M/M/1: the wait is load / (1 - load) times the handling.
    [(1, 30.0, 0.5), (2, 2.0, 0.25)],
)
def test_by_hand(windows, wait, share):
    found = erlang.outlook(windows, 0.5 / 30, 30, 15)
    assert isclose(found.mean_wait, wait) and isclose(found.occupancy, share)


def test_more_come_than_can_be_served():
    found = erlang.outlook(2, 0.1, 30, 15)
    assert (found.mean_wait, found.within, found.occupancy) == (inf, 0.0, 1.0)
    assert erlang.outlook(2, 0, 30, 15).within == 1.0
    with pytest.raises(ValueError, match="between 0 and 1"):
        erlang.smallest(2, 30, 10, 1)


@given(st.floats(0.1, 30), st.floats(1, 60), st.floats(0, 60), st.floats(0.5, 0.99))
def test_smallest_number_meets_the_target_and_one_less_does_not(
    load, handling, target, share
):
    windows = erlang.smallest(load, handling, target, share)
    assert erlang.within(windows, load, handling, target) >= share
    if windows - 1 > load:
        assert erlang.within(windows - 1, load, handling, target) < share


@given(st.integers(2, 20), st.floats(0.05, 0.95))
def test_shared_windows_never_wait_longer_than_dedicated(windows, occupancy):
    rate = occupancy * windows / 25
    alone = erlang.dedicated(windows, rate, 25, 15)
    together = erlang.outlook(windows, rate, 25, 15)
    assert together.mean_wait <= alone.mean_wait
    assert together.within >= alone.within - 1e-12


def test_the_articles_hall():
    """944 matters in 21 days of 7 hours, 25 minutes each: 21 windows stand idle."""
    rate = 944 / (21 * 7 * 60)
    before = erlang.dedicated(21, rate, 25, 15)
    after = erlang.outlook(4, rate, 25, 15)
    assert round(before.occupancy, 2) == 0.13
    assert round(after.occupancy, 2) == 0.67
    assert round(after.mean_wait, 1) == 7.2
    assert erlang.smallest(rate * 25, 25, 10, 0.9) == 5


@pytest.mark.parametrize(
    ("windows", "occupancy"), [(1, 0.5), (2, 0.7), (4, 0.64), (4, 0.8), (10, 0.85)]
)
def test_simulation_and_formula_agree_within_the_interval(windows, occupancy):
    rate, handling = occupancy * windows / 25, 25
    found = queue_simulation.mean_wait_at_random(windows, rate, handling, seed=7)
    assert found.covers(erlang.mean_wait(windows, rate * handling, handling)), found
    assert found.half < 0.35 * found.mean


def test_the_interval_is_narrow_enough_to_find_a_fault():
    found = queue_simulation.mean_wait_at_random(4, 0.1, 25, seed=7)
    assert not found.covers(erlang.mean_wait(4, 2.5, 25) * 1.25)


def test_one_seed_one_result():
    first = queue_simulation.mean_wait_at_random(2, 0.05, 20, seed=3, runs=5)
    assert first == queue_simulation.mean_wait_at_random(2, 0.05, 20, seed=3, runs=5)
    assert first != queue_simulation.mean_wait_at_random(2, 0.05, 20, seed=4, runs=5)


def test_replay_by_hand():
    people = [Person(0, 30), Person(5, 10), Person(6, 10), Person(50, 5)]
    visits = replay(people, shared(2))
    assert [visit.wait for visit in visits] == [0, 0, 9, 0]
    found = queue_simulation.summary(visits, 2, target=5)
    assert (found.people, found.within) == (4, 0.75)
    assert isclose(found.mean_wait, 2.25) and isclose(found.occupancy, 55 / 110)
    assert queue_simulation.summary([], 2, 5).people == 0


def test_replay_keeps_to_the_queues():
    people = [Person(0, 30, "land"), Person(1, 30, "land"), Person(2, 5, "tax")]
    dedicated = replay(people, {"land": 1, "tax": 1})
    assert [visit.wait for visit in dedicated] == [0, 29, 0]
    assert [visit.wait for visit in replay(people, shared(2))] == [0, 0, 28]
    with pytest.raises(ValueError, match="no window serves"):
        replay(people, {"land": 1})


people_strategy = st.lists(
    st.builds(Person, st.floats(0, 400), st.floats(0.5, 60)), min_size=1, max_size=40
)


@given(people_strategy, st.integers(1, 5))
def test_replay_serves_all_in_turn_and_never_more_than_there_are_windows(people, count):
    visits = replay(people, shared(count))
    assert len(visits) == len(people)
    starts = [visit.start for visit in visits]
    assert starts == sorted(starts)
    for visit in visits:
        busy = sum(other.start <= visit.start < other.end for other in visits)
        assert visit.wait >= 0 and busy <= count
    fewer = replay(people, shared(count + 1))
    assert sum(v.wait for v in fewer) <= sum(v.wait for v in visits) + 1e-6


def test_arrivals_at_random_have_their_rate():
    people = queue_simulation.at_random(Random(5), 0.2, 10, 50000)
    assert abs(len(people) / 50000 - 0.2) < 0.01
    mean = sum(person.handling for person in people) / len(people)
    assert abs(mean - 10) < 0.3


def mean_wait_by_simpy(seed, windows, rate, handling, people, warm_up):
    """The mean wait of a queue as another simulator serves it: SimPy draws its own
    arrivals and handling times and keeps its own queue."""
    random, waits = Random(f"simpy/{seed}"), []
    hall = simpy.Environment()
    counter = simpy.Resource(hall, capacity=windows)

    def person():
        came = hall.now
        with counter.request() as turn:
            yield turn
            waits.append(hall.now - came)
            yield hall.timeout(random.expovariate(1 / handling))

    def door():
        for _person in range(people):
            yield hall.timeout(random.expovariate(rate))
            hall.process(person())

    hall.process(door())
    hall.run()
    return sum(waits[warm_up:]) / len(waits[warm_up:])


@pytest.mark.parametrize(("windows", "occupancy"), [(1, 0.5), (2, 0.7), (4, 0.64)])
def test_formula_replay_and_simpy_agree_within_the_interval(windows, occupancy):
    """Three that know nothing of each other: Erlang's formula, our replay, SimPy."""
    rate, handling = occupancy * windows / 25, 25
    formula = erlang.mean_wait(windows, rate * handling, handling)
    theirs = queue_simulation.estimate(
        [
            mean_wait_by_simpy(run, windows, rate, handling, people=3000, warm_up=300)
            for run in range(20)
        ]
    )
    ours = queue_simulation.mean_wait_at_random(windows, rate, handling, seed=7)
    assert theirs.covers(formula), (theirs, formula)
    assert abs(ours.mean - theirs.mean) <= ours.half + theirs.half
    assert theirs.half < 0.35 * theirs.mean


@given(people_strategy, st.integers(1, 5))
def test_the_same_people_wait_as_long_in_simpy(people, windows):
    """Person by person, for any people: our replay is SimPy's."""
    waits = {}
    hall = simpy.Environment()
    counter = simpy.Resource(hall, capacity=windows)

    def visit(number, person):
        yield hall.timeout(person.arrival)
        with counter.request() as turn:
            yield turn
            waits[number] = hall.now - person.arrival
            yield hall.timeout(person.handling)

    in_turn = sorted(people, key=lambda person: person.arrival)
    for number, person in enumerate(in_turn):
        hall.process(visit(number, person))
    hall.run()
    ours = [visit.wait for visit in replay(people, shared(windows))]
    assert ours == pytest.approx([waits[number] for number in range(len(people))])
