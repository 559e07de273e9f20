"""The ways of selection: the published vectors, and what must hold of any offers."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools import (
    choice_modes,
    draw,
    price_modes,
    score_modes,
    selection,
    turn_modes,
)
from odoo.addons.yichuang_intermediary.tools.outcome import (
    NeedsChoice,
    NeedsSeed,
    NoOutcome,
    Offer,
    half_up,
)
from odoo.addons.yichuang_intermediary.tools.score_modes import Scored
from odoo.addons.yichuang_intermediary.tools.turn_modes import Turn

HUNDRED_THOUSAND = 100_000_00
CAP = 200_000_00
SEVEN = [
    Offer(uscc, yuan * 100, place)
    for place, (uscc, yuan) in enumerate(
        {
            "A": 100_000,
            "B": 96_000,
            "C": 95_000,
            "D": 93_000,
            "E": 90_000,
            "F": 88_000,
            "G": 70_000,
        }.items()
    )
]


def tie(seed=b"\x07" * 32):
    """The tie breaker the server uses: the draw among the tied."""

    def order(tied):
        rows = [draw.Candidate(uscc, "ab" * 32) for uscc in tied]
        return [row.uscc for row in draw.draw_order(rows, seed)]

    return order


offers_strategy = st.lists(
    st.integers(1, HUNDRED_THOUSAND), min_size=1, max_size=9
).map(lambda prices: [Offer(f"U{n:02d}", price, n) for n, price in enumerate(prices)])


@pytest.mark.parametrize(
    ("base", "reference", "winner"),
    [
        (95, 87_780_00, "F"),
        (96, 88_704_00, "F"),
        (97, 89_628_00, "E"),
        (98, 90_552_00, "E"),
    ],
)
def test_best_price_vectors(base, reference, winner):
    outcome = price_modes.best_price(SEVEN, CAP, base, tie())
    assert (outcome.reference_fen, outcome.order[0]) == (reference, winner)
    assert outcome.out == {"A": "extreme", "G": "extreme"}


def test_best_price_waits_for_the_seed():
    with pytest.raises(NeedsSeed):
        price_modes.best_price(SEVEN, CAP, None)


@pytest.mark.parametrize(
    ("number", "social", "result"),
    [
        (1, True, "won"),
        (1, False, "too_few"),
        (2, True, "won"),
        (2, False, "too_few"),
        (3, False, "won"),
    ],
)
def test_best_price_with_few_offers(number, social, result):
    offers = SEVEN[:number]
    if result == "won":
        outcome = price_modes.best_price(offers, CAP, 96, tie(), social=social)
        assert len(outcome.order) == number
    else:
        with pytest.raises(NoOutcome, match=result):
            price_modes.best_price(offers, CAP, 96, tie(), social=social)


def test_below_six_nothing_is_dropped():
    assert not price_modes.best_price(SEVEN[:5], CAP, 96, tie()).out
    assert len(price_modes.best_price(SEVEN[:6], CAP, 96, tie()).out) == 2


def test_of_equal_extremes_the_later_received_leaves():
    offers = [Offer(name, 100, place) for place, name in enumerate("ABCDEF")]
    outcome = price_modes.best_price(offers, CAP, 96, tie())
    assert set(outcome.out) == {"F", "E"}


def test_band_vector():
    outcome = price_modes.band_price(SEVEN, CAP, 10, tie())
    assert outcome.reference_fen == 90_285_71
    assert set(outcome.order) == set("BCDEF")
    assert outcome.order[0] == "F"
    assert outcome.out == {"A": "outside_band", "G": "outside_band"}


def test_empty_band_fails():
    with pytest.raises(NoOutcome, match="none_in_band"):
        price_modes.band_price([Offer("A", 100), Offer("B", 200)], CAP, 1)


def test_mean_vector_equidistant_is_the_lower():
    outcome = price_modes.mean_price([Offer("A", 110), Offer("B", 100)], CAP)
    assert outcome.order == ("B", "A")
    assert outcome.facts["mean"] == "105"


def test_lowest_vector_ties_are_drawn():
    offers = [Offer("A", 500), Offer("B", 400), Offer("C", 400)]
    with pytest.raises(NeedsSeed) as waits:
        price_modes.lowest_price(offers, CAP)
    assert waits.value.tied == ("B", "C")
    outcome = price_modes.lowest_price(offers, CAP, tie())
    assert set(outcome.order[:2]) == {"B", "C"}
    assert outcome.order[2] == "A"


def test_pitfall_last_offer_and_two_offers_are_looked_at():
    """Real systems sorted the wrong way round and skipped the last offer."""
    assert price_modes.lowest_price([Offer("A", 2), Offer("B", 1)], CAP).order[0] == "B"
    assert price_modes.lowest_price(SEVEN, CAP).order[0] == "G"


@pytest.mark.parametrize(
    ("prices", "hit"),
    [
        ((100, 60, 100), ("mean", "next")),
        ((100, 70, 100), ("next",)),
        ((100, 71, 100), None),
        ((60, 60, 100), None),
        ((100,), None),
    ],
)
def test_abnormally_low_vectors(prices, hit):
    found = price_modes.abnormally_low(dict(zip("ABC", prices, strict=False)))
    assert found.get("B") == hit


def test_abnormally_low_against_the_benchmark():
    assert price_modes.abnormally_low({"A": 90}, 91) == {"A": ("benchmark",)}


def test_composite_vector():
    offers = [
        Scored("A", 80_000_00, ((90, 95),)),
        Scored("B", 72_000_00, ((80, 88),)),
        Scored("C", 90_000_00, ((96, 99),)),
    ]
    outcome = score_modes.composite(offers, CAP, 30, (50, 20), tie())
    assert outcome.order == ("C", "A", "B")
    assert {key: Fraction(value) for key, value in outcome.facts.items()} == {
        "A": Fraction("91.00"),
        "B": Fraction("87.60"),
        "C": Fraction("91.80"),
    }


@pytest.mark.parametrize(
    ("weights", "sheets"),
    [
        ((50, 30), ((1, 2),)),
        ((50, 20), ((1,),)),
        ((50, 20), ()),
        ((50, 20), ((1, 101),)),
    ],
)
def test_composite_refuses_weights_and_sheets_that_do_not_fit(weights, sheets):
    with pytest.raises(ValueError):
        score_modes.composite([Scored("A", 1, sheets)], CAP, 30, weights)


def test_composite_equal_totals_go_to_the_lower_price():
    offers = [Scored("A", 100, ((50,),)), Scored("B", 50, ((0,),))]
    assert score_modes.composite(offers, CAP, 50, (50,)).order == ("B", "A")


def test_credit_gives_tickets_in_proportion_to_the_best():
    scores = {"A": 950, "B": 870, "C": 700, "D": 0}
    assert choice_modes.credit_tickets(scores, 3) == {"A": 950, "B": 870, "C": 700}
    assert choice_modes.credit_tickets(scores, 4)["D"] == 1


def test_credit_tie_at_the_cut_is_drawn_and_elsewhere_is_not():
    with pytest.raises(NeedsSeed):
        choice_modes.credit_tickets({"A": 900, "B": 800, "C": 800}, 2)
    assert len(choice_modes.credit_tickets({"A": 900, "B": 900, "C": 800}, 2)) == 2


@pytest.mark.parametrize(
    ("last", "valid", "order"),
    [
        (None, "ABC", "ABC"),
        ("A", "ABC", "BCA"),
        ("C", "ABC", "ABC"),
        ("B", "AB", "AB"),
        ("gone", "BC", "BC"),
    ],
)
def test_rotation(last, valid, order):
    assert "".join(turn_modes.rotation(list("ABC"), last, valid).order) == order


def test_new_ring_is_the_order_of_the_draw():
    inputs = {"mode": "rotation", "ring": None, "candidates": list("BAC"), "last": None}
    with pytest.raises(selection.NeedsSeed):
        selection.decide(inputs)
    outcome = selection.decide(inputs, lambda names: sorted(names, reverse=True))
    assert outcome.order == ("C", "B", "A")


def test_multi_round_leader_speaks_last_and_earlier_wins_ties():
    first = [Offer("A", 100, 0), Offer("B", 90, 1), Offer("C", 95, 2)]
    assert turn_modes.next_turns({"A": (100, 0), "B": (90, 1), "C": (95, 2)}) == [
        "A",
        "C",
        "B",
    ]
    rounds = [
        [Turn("A", 85), Turn("C", 85), Turn("B", None)],
        [Turn("B", 89), Turn("C", 84)],
    ]
    outcome = turn_modes.multi_round(first, CAP, rounds, 5)
    # C's 84 and B's 89 do not beat their own last price by the step.
    assert outcome.facts == {"A": "85", "B": "90", "C": "85"}
    assert outcome.order == ("A", "C", "B")


def test_timetable_gives_each_bidder_one_turn_a_round():
    start = datetime(2026, 3, 2, 9, 0)
    table = turn_modes.Timetable(start, 3, 2, 2, 5)
    assert table.end == start + timedelta(minutes=17)
    found = {}
    for second in range(-60, 60 * 18):
        moment = start + timedelta(seconds=second)
        slot = table.slot(moment)
        change = table.next_change(moment)
        assert change is None or change >= moment
        if slot:
            assert slot.end >= moment
            found.setdefault((slot.round, slot.place), []).append(second)
    assert list(found) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]
    assert {len(seconds) for seconds in found.values()} == {120}
    assert table.slot(start) is None
    assert table.rounds_over(start + timedelta(minutes=6)) == 0
    assert table.rounds_over(start + timedelta(minutes=7)) == 1
    assert table.next_change(start + timedelta(minutes=7)) == start + timedelta(
        minutes=11
    )
    assert table.next_change(table.end + timedelta(seconds=1)) is None


@pytest.mark.parametrize("price", [0, -1, CAP + 1])
def test_offer_beyond_the_cap_or_without_price_cannot_win(price):
    offers = [Offer("A", price), Offer("B", 5)]
    assert price_modes.lowest_price(offers, CAP).order == ("B",)
    with pytest.raises(NoOutcome, match="none_valid"):
        price_modes.lowest_price(offers[:1], CAP)


@given(offers_strategy, st.randoms(), st.integers(95, 98))
def test_threat26_outcome_does_not_depend_on_the_order_given(offers, random, base):
    shuffled = offers.copy()
    random.shuffle(shuffled)
    for mode in (
        lambda given: price_modes.lowest_price(given, CAP, tie()),
        lambda given: price_modes.mean_price(given, CAP, tie()),
        lambda given: price_modes.band_price(given, CAP, 100, tie()),
        lambda given: price_modes.best_price(given, CAP, base, tie(), social=True),
    ):
        try:
            expected = mode(offers)
        except NoOutcome:
            with pytest.raises(NoOutcome):
                mode(shuffled)
        else:
            assert mode(shuffled) == expected


@given(offers_strategy)
def test_threat26_order_and_refusals_are_a_partition(offers):
    for outcome in (
        price_modes.lowest_price(offers, HUNDRED_THOUSAND, tie()),
        price_modes.mean_price(offers, HUNDRED_THOUSAND, tie()),
    ):
        names = [*outcome.order, *outcome.out]
        assert sorted(names) == [offer.uscc for offer in offers]


@given(offers_strategy, st.integers(1, 1000))
def test_threat26_whoever_lowers_the_winning_price_keeps_winning(offers, less):
    winner = price_modes.lowest_price(offers, CAP, tie()).order[0]
    lower = [
        Offer(o.uscc, max(o.price_fen - less, 1), o.received) if o.uscc == winner else o
        for o in offers
    ]
    others = [o.price_fen for o in lower if o.uscc != winner]
    mine = next(o.price_fen for o in lower if o.uscc == winner)
    outcome = price_modes.lowest_price(lower, CAP, tie())
    assert outcome.order[0] == winner or mine in others


@given(offers_strategy)
def test_threat26_means_are_exact_fractions(offers):
    mean = Fraction(sum(offer.price_fen for offer in offers), len(offers))
    for outcome in (
        price_modes.mean_price(offers, CAP, tie()),
        price_modes.band_price(offers, CAP, 100, tie()),
    ):
        assert outcome.facts["mean"] == str(mean)
        assert outcome.reference_fen == half_up(mean)


@pytest.mark.parametrize("order", ["ABC", "CAB", "BCA"])
def test_threat26_equal_prices_are_ordered_by_the_draw_alone(order):
    offers = [Offer(name, 100, place) for place, name in enumerate("BAC")]
    for mode in (
        price_modes.lowest_price,
        price_modes.mean_price,
        lambda *given: price_modes.band_price(*given[:2], 5, *given[2:]),
    ):
        drawn = mode(offers, CAP, lambda tied: [n for n in order if n in tied])
        assert drawn.order == tuple(order)
        with pytest.raises(NeedsSeed):
            mode(offers, CAP)


@given(st.integers(0, CAP))
def test_threat26_half_a_fen_is_rounded_up(whole):
    assert half_up(Fraction(2 * whole + 1, 2)) == whole + 1


@given(st.fractions(min_value=0))
def test_half_up_is_nearest(value):
    rounded = half_up(value)
    assert Fraction(-1, 2) < rounded - value <= Fraction(1, 2)


def test_direct_is_the_owners_choice_among_those_who_signed_up():
    with pytest.raises(NeedsChoice) as waits:
        choice_modes.direct("BA", None)
    assert waits.value.among == ("A", "B")
    outcome = choice_modes.direct("AB", "B")
    assert (outcome.order, outcome.out) == (("B",), {"A": "not_chosen"})
    with pytest.raises(ValueError, match="did not sign up"):
        choice_modes.direct("AB", "C")
    with pytest.raises(NoOutcome, match="none_valid"):
        choice_modes.direct("", "A")


CREDIT = {"A": 95_00, "B": 87_00, "C": 70_00, "D": 60_00}


def test_credit_owner_picks_one_of_the_short_list():
    with pytest.raises(NeedsChoice) as waits:
        choice_modes.credit(CREDIT, 3, 2, None, tie())
    first, second = waits.value.among
    assert "D" not in (first, second)
    outcome = choice_modes.credit(CREDIT, 3, 2, second, tie())
    assert outcome.order == (second, first)
    assert outcome.out["D"] == "below_long_list"
    assert set(outcome.out.values()) == {"below_long_list", "not_drawn"}
    with pytest.raises(ValueError, match="not on the short list"):
        choice_modes.credit(CREDIT, 3, 2, "D", tie())


def test_credit_fewer_than_two_fail():
    with pytest.raises(NoOutcome, match="too_few"):
        choice_modes.credit({"A": 1}, 3, 2, None, tie())


def test_plan_is_the_owners_comparison_of_all_valid_proposals():
    offers = [Offer("A", 500), Offer("B", 400), Offer("C", CAP + 1)]
    with pytest.raises(NeedsChoice):
        choice_modes.by_proposal(offers, CAP, None)
    outcome = choice_modes.by_proposal(offers, CAP, ["A", "B"])
    assert (outcome.order, outcome.out) == (("A", "B"), {"C": "above_cap"})
    with pytest.raises(ValueError, match="all valid"):
        choice_modes.by_proposal(offers, CAP, ["A"])
    with pytest.raises(NoOutcome, match="none_chosen"):
        choice_modes.by_proposal(offers, CAP, [])
    with pytest.raises(NoOutcome, match="too_few"):
        choice_modes.by_proposal(offers[1:], CAP, None)


def invited_inputs(*prices):
    names = "ABCD"
    return {
        "mode": "invited",
        "then": "lowest",
        "candidates": list(names),
        "invited": choice_modes.invited(names, 3, tie()),
        "min_valid": 1,
        "cap_fen": CAP,
        "offers": [
            {"uscc": uscc, "price_fen": price, "received": place}
            for place, (uscc, price) in enumerate(zip(names, prices, strict=False))
        ],
    }


def test_art34_three_are_invited_by_the_draw_and_only_they_bid():
    inputs = invited_inputs(400, 300, 200, 100)
    invited = inputs["invited"]
    assert len(invited) == 3
    with pytest.raises(ValueError, match="not invited"):
        selection.decide(inputs, tie())
    inputs["offers"] = [row for row in inputs["offers"] if row["uscc"] in invited]
    outcome = selection.decide(inputs, tie())
    assert set(outcome.order) == set(invited)
    assert list(outcome.out.values()) == ["not_invited"]
    assert choice_modes.invited("ABC", 3) == ["A", "B", "C"]


def test_unknown_way_is_refused():
    with pytest.raises(ValueError, match="unknown way"):
        selection.decide({"mode": "spin", "offers": [], "min_valid": 0, "cap_fen": 1})


names_strategy = st.lists(
    st.sampled_from("ABCDEFGHIJ"), min_size=2, max_size=9, unique=True
)


def decide_all(names, seed):
    """The outcome of every way that needs names alone, for any order of them."""
    scores = {name: 100 * (ord(name) - 60) for name in names}
    short = choice_modes.credit_short_list(scores, 4, 2, tie(seed))[0]
    offers = [Offer(name, ord(name) // 2, ord(name)) for name in names]
    scored = [Scored(name, ord(name), ((ord(name), 1),)) for name in names]
    turns = [[Turn(name, ord(name) // 3) for name in names]]
    return (
        choice_modes.invited(names, 3, tie(seed)),
        choice_modes.direct(names, min(names)),
        choice_modes.credit(scores, 4, 2, short[0], tie(seed)),
        turn_modes.rotation(sorted(names), max(names), names),
        score_modes.composite(scored, CAP, 30, (50, 20), tie(seed)),
        turn_modes.multi_round(offers, CAP, turns, 1),
    )


@given(names_strategy, st.randoms(), st.binary(min_size=32, max_size=32))
def test_26_no_way_depends_on_the_order_of_names(names, random, seed):
    shuffled = names.copy()
    random.shuffle(shuffled)
    assert decide_all(names, seed) == decide_all(shuffled, seed)


@given(names_strategy, st.binary(min_size=32, max_size=32))
def test_26_every_name_is_in_the_order_or_out_with_a_reason(names, seed):
    for outcome in decide_all(names, seed)[1:]:
        assert sorted([*outcome.order, *outcome.out]) == sorted(names)
        assert all(isinstance(fact, str) for fact in outcome.facts.values())
        assert "." not in "".join(outcome.facts.values())


@given(names_strategy, st.data())
def test_rotation_gives_everybody_one_turn_before_anybody_has_two(names, data):
    ring = sorted(names)
    last, turns = data.draw(st.sampled_from(ring)), []
    for _turn in ring:
        last = turn_modes.rotation(ring, last, names).order[0]
        turns.append(last)
    assert sorted(turns) == ring


@given(st.integers(1, 99), st.integers(0, 100), st.integers(0, 100))
def test_composite_totals_are_exact_and_within_a_hundred(price, first, second):
    offers = [
        Scored("A", price, ((first, second), (second, first), (first, first))),
        Scored("B", 100, ((50, 50),) * 3),
    ]
    outcome = score_modes.composite(offers, CAP, 30, (50, 20), tie())
    for total in outcome.facts.values():
        assert 0 <= Fraction(total) <= 100
    mean = Fraction(2 * first + second, 3) / 100 * 50
    mean += Fraction(second + 2 * first, 3) / 100 * 20
    assert Fraction(outcome.facts["A"]) == mean + 30
