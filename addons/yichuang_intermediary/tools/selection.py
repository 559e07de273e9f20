"""Who is selected: every way of the market as arithmetic anybody can repeat.

A way gets the valid offers or sign-ups and gives an :class:`Outcome`: the order of all
who can win (the first is selected, the others are its reserves in turn) and, for each
of the others, why it cannot. Chance enters in a few places only, always from the
notice's public seed: a tie nothing else breaks, the base percentage of “best price”,
the short list of the selection by credit, and who is invited.

The ways themselves stand in files of their own beside this one; the verification pack
carries them all.
"""

from collections.abc import Mapping

try:
    from . import choice_modes, price_modes, score_modes, turn_modes
    from .outcome import NeedsChoice, NeedsSeed, NoOutcome, Offer, Outcome, Tie, no_seed
except ImportError:  # in the verification pack the files lie side by side
    import choice_modes
    import price_modes
    import score_modes
    import turn_modes
    from outcome import NeedsChoice, NeedsSeed, NoOutcome, Offer, Outcome, Tie, no_seed

__all__ = [
    "NeedsChoice",
    "NeedsSeed",
    "NoOutcome",
    "Offer",
    "Outcome",
    "as_result",
    "decide",
    "no_seed",
]


def decide(inputs: Mapping, tie: Tie = no_seed, base: int | None = None) -> Outcome:
    """The outcome of a notice, from the inputs that are hashed and published with it.

    :param inputs: the parsed inputs of a selection
    :param tie: the draw among equals; of all candidates where chance alone decides
    :param base: the base percentage the seed gives
    :raises NeedsSeed: the draw has to be made first
    :raises NeedsChoice: the owner has to choose first
    :raises NoOutcome: nobody can be selected
    """
    mode = inputs["mode"]
    if mode == "invited":
        return _among_invited(inputs, tie, base)
    if mode == "random":
        return Outcome(tuple(tie(list(inputs["candidates"]))))
    choice = inputs.get("choice")
    if mode == "direct":
        return choice_modes.direct(inputs["candidates"], choice)
    if mode == "rotation" and inputs["ring"] is None:
        return turn_modes.new_ring(inputs["candidates"], tie)
    if mode == "rotation":
        ring = inputs["ring"]["order"]
        return turn_modes.rotation(ring, inputs["last"], inputs["candidates"])
    if mode == "credit":
        return choice_modes.credit(
            inputs["tickets"], inputs["long_list"], inputs["short_list"], choice, tie
        )
    return _of_offers(mode, inputs, tie, base)


def _of_offers(mode, inputs, tie, base):
    """The outcome of the ways in which offers were made."""
    if len(inputs["offers"]) < inputs["min_valid"]:
        raise NoOutcome("too_few")
    offers = [
        Offer(line["uscc"], line["price_fen"], line["received"])
        for line in inputs["offers"]
    ]
    cap = inputs["cap_fen"]
    if mode == "lowest":
        return price_modes.lowest_price(offers, cap, tie)
    if mode == "mean":
        return price_modes.mean_price(offers, cap, tie)
    if mode == "band":
        return price_modes.band_price(offers, cap, inputs["band_percent"], tie)
    if mode == "best_price":
        social = inputs["funding"] == "social"
        return price_modes.best_price(offers, cap, base, tie, social=social)
    if mode == "plan":
        return choice_modes.by_proposal(offers, cap, inputs.get("compared"))
    if mode == "composite":
        return score_modes.composite(
            [
                score_modes.Scored(
                    offer.uscc,
                    offer.price_fen,
                    tuple(tuple(sheet) for sheet in inputs["sheets"][offer.uscc]),
                )
                for offer in offers
            ],
            cap,
            inputs["price_weight"],
            [criterion["weight"] for criterion in inputs["criteria"]],
            tie,
        )
    if mode == "multi_round":
        rounds = [
            [turn_modes.Turn(turn["uscc"], turn["price_fen"]) for turn in turns]
            for turns in inputs["rounds"]
        ]
        return turn_modes.multi_round(offers, cap, rounds, inputs["step_fen"])
    raise ValueError(f"unknown way of selection {mode!r}")


def _among_invited(inputs, tie, base):
    """The outcome among those who were drawn to be invited."""
    invited = inputs["invited"]
    if any(line["uscc"] not in invited for line in inputs["offers"]):
        raise ValueError("an offer of somebody who was not invited")
    outcome = _of_offers(inputs["then"], inputs, tie, base)
    others = sorted(set(inputs["candidates"]) - set(invited))
    out = {**outcome.out, **dict.fromkeys(others, "not_invited")}
    return Outcome(outcome.order, out, outcome.reference_fen, outcome.facts)


def as_result(outcome: Outcome) -> dict:
    """An outcome as it is hashed and published."""
    return {
        "order": list(outcome.order),
        "out": dict(outcome.out),
        "reference_fen": outcome.reference_fen,
        "facts": dict(outcome.facts),
    }
