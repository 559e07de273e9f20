#!/usr/bin/env python3
"""A draw by lot that anyone can repeat: algorithm ``yichuang-draw/1``.

The list of candidates is frozen and hashed first, then values become known that
nobody could choose afterwards (secrets committed to in the notice, a public
lottery number), and the order follows from both by SHA-256 alone.  This file uses
nothing but Python itself, so that it is the product's draw and the citizen's
verifier at once::

    python3 draw.py pack.json                  repeat the draw, name what is wrong
    python3 draw.py pack.json receipt.json     and look for one agency's receipt
    python3 draw.py --commit                   make a secret and its commitment

``lp(x)`` is the length of ``x`` as 4 bytes, big-endian, and ``x``; texts are UTF-8::

    list    lines "position \\t USCC \\t receipt hash \\t tickets", sorted by USCC
    seed    H(lp(algorithm) lp(number) lp(round) lp(H(list)) lp(label) lp(value) …)
    below   of n under a tag: the first H(lp(seed) lp(tag) counter) that is smaller
            than the largest multiple of n, modulo n
    order   at place k, draw "pick:k" below the tickets left; the ticket's owner
            takes the place and leaves the list

>>> frozen = frozen_list([Candidate("91440000MA000207XH", "ab" * 32)])
>>> frozen.splitlines()[0].split("\\t")[:2]
['1', '91440000MA000207XH']
"""

import hashlib
import json
import re
import secrets
import sys
from dataclasses import dataclass

ALGORITHM = "yichuang-draw/1"
HEX_256 = re.compile(r"[0-9a-f]{64}\Z")
BASE_PERCENTS = (95, 96, 97, 98)
SPACE = 1 << 256


@dataclass(frozen=True)
class Candidate:
    """One valid sign-up: who, the hash of its receipt, and its number of tickets."""

    uscc: str
    receipt: str
    tickets: int = 1


@dataclass(frozen=True)
class Source:
    """One value that enters the seed, under the label announced in the notice."""

    label: str
    value: str


def sha256_hex(text):
    """SHA-256 of a text, as 64 lower-case hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(secret):
    """What a party publishes beforehand of its secret (64 hex digits): the same
    figure as ``printf %s SECRET | sha256sum`` gives.

    :raises ValueError: the secret is not 64 lower-case hex digits, so that it
        could be guessed from its hash
    """
    if not HEX_256.match(secret):
        raise ValueError("a secret is 64 lower-case hex digits")
    return sha256_hex(secret)


def frozen_list(candidates):
    """The list as text, one line a candidate, sorted by USCC.

    :raises ValueError: a candidate twice, or without a ticket
    """
    rows = sorted(candidates, key=lambda candidate: candidate.uscc)
    if len({row.uscc for row in rows}) != len(rows):
        raise ValueError("a candidate stands on the list twice")
    if any(row.tickets < 1 for row in rows):
        raise ValueError("every candidate needs at least one ticket")
    return "".join(
        f"{position}\t{row.uscc}\t{row.receipt}\t{row.tickets}\n"
        for position, row in enumerate(rows, 1)
    )


def parse_list(text):
    """The candidates of a frozen list.

    :raises ValueError: the text is not what :func:`frozen_list` writes
    """
    candidates = []
    for line in text.splitlines():
        _position, uscc, receipt, tickets = line.split("\t")
        candidates.append(Candidate(uscc, receipt, int(tickets)))
    if frozen_list(candidates) != text:
        raise ValueError("the list is not sorted, numbered or written as it must be")
    return candidates


def reveals_text(sources):
    """The revealed secrets as text, hashed before the public number is known, so
    that no party can wait for it and then choose whether to reveal."""
    return "".join(f"{source.label}\t{source.value}\n" for source in sources)


def make_seed(number, draw_round, list_text, sources):
    """The seed: 32 bytes from the notice, the frozen list and all source values."""
    parts = [
        ALGORITHM.encode(),
        number.encode(),
        str(draw_round).encode(),
        hashlib.sha256(list_text.encode()).digest(),
    ]
    for source in sources:
        parts += [source.label.encode(), source.value.encode()]
    return hashlib.sha256(b"".join(map(_prefixed, parts))).digest()


def below(seed, n, tag):
    """A number in ``range(n)``, each equally likely: values of the incomplete last
    multiple of ``n`` are thrown away instead of folded."""
    limit = SPACE // n * n
    head = _prefixed(seed) + _prefixed(tag.encode())
    counter = 0
    while True:
        digest = hashlib.sha256(head + counter.to_bytes(4, "big")).digest()
        value = int.from_bytes(digest, "big")
        if value < limit:
            return value % n
        counter += 1


def draw_order(candidates, seed):
    """All candidates in drawn order: the first is selected, the others are its
    reserves in turn."""
    left = sorted(candidates, key=lambda candidate: candidate.uscc)
    order = []
    while left:
        ticket = below(seed, sum(row.tickets for row in left), f"pick:{len(order)}")
        for position, row in enumerate(left):
            if ticket < row.tickets:
                order.append(left.pop(position))
                break
            ticket -= row.tickets
    return order


def base_percent(seed):
    """The base percentage of the “best price” mode, from the same seed."""
    return BASE_PERCENTS[below(seed, len(BASE_PERCENTS), "base")]


def _prefixed(part):
    return len(part).to_bytes(4, "big") + part


def verify(pack):
    """Repeat a draw from its published pack.

    :param pack: the parsed ``pack.json`` of a notice
    :return: what is wrong with it, in sentences; empty when everything holds
    """
    problems = []
    try:
        _verify_notice(pack, problems)
        _verify_sources(pack, problems)
        _verify_draw(pack, problems)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problems.append(f"The pack cannot be read: {type(error).__name__} {error}")
    return problems


def _verify_notice(pack, problems):
    if pack["algorithm"] != ALGORITHM:
        problems.append(f"This program repeats {ALGORITHM} only.")
    if sha256_hex(pack["notice"]) != pack["notice_sha256"]:
        problems.append("The notice is not the one whose hash was published.")
    notice = json.loads(pack["notice"])
    if notice["number"] != pack["number"]:
        problems.append("The notice carries another number.")
    announced = [
        (source["label"], source["kind"], source.get("commitment"))
        for source in notice["draw"]["sources"]
    ]
    used = [
        (source["label"], source["kind"], source.get("commitment"))
        for source in pack["sources"]
    ]
    if pack["round"] == 1 and announced != used:
        problems.append("The sources are not the ones announced in the notice.")


def _verify_sources(pack, problems):
    for source in pack["sources"]:
        label, value = source["label"], source.get("value")
        if source["kind"] == "public":
            if not value:
                problems.append(f"The public value {label} is missing.")
        elif value and commitment(value) != source["commitment"]:
            problems.append(f"The value of {label} is not the one committed to.")
    revealed = [
        Source(source["label"], source["value"])
        for source in pack["sources"]
        if source["kind"] != "public" and source.get("value")
    ]
    if sha256_hex(reveals_text(revealed)) != pack["reveals_sha256"]:
        problems.append("The revealed values are not the ones fixed before the draw.")


def _verify_draw(pack, problems):
    if sha256_hex(pack["list"]) != pack["list_sha256"]:
        problems.append("The list of candidates is not the one whose hash was fixed.")
    candidates = parse_list(pack["list"])
    sources = [
        Source(source["label"], source["value"])
        for source in pack["sources"]
        if source.get("value")
    ]
    seed = make_seed(pack["number"], pack["round"], pack["list"], sources)
    if seed.hex() != pack["seed"]:
        problems.append("The seed does not follow from the list and the sources.")
    order = [candidate.uscc for candidate in draw_order(candidates, seed)]
    if order != pack["order"]:
        problems.append("The order does not follow from the seed.")


def find_receipt(pack, receipt):
    """Place on the list of the agency that holds this receipt text, or ``None``."""
    wanted = sha256_hex(receipt)
    for position, candidate in enumerate(parse_list(pack["list"]), 1):
        if candidate.receipt == wanted:
            return position
    return None


def main(arguments):
    if arguments == ["--commit"]:
        secret = secrets.token_hex(32)
        print(f"secret      {secret}\ncommitment  {commitment(secret)}")
        return 0
    if len(arguments) not in (1, 2):
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        pack = json.load(file)
    problems = verify(pack)
    for source in pack.get("sources", ()):
        if not source.get("value"):
            print(f"Not revealed in time, left out: {source['label']}")
    if len(arguments) == 2 and not problems:
        with open(arguments[1], encoding="utf-8") as file:
            position = find_receipt(pack, file.read())
        if position is None:
            problems.append("This receipt is not on the list.")
        else:
            print(f"The receipt stands on the list at position {position}.")
    for problem in problems:
        print(f"WRONG: {problem}")
    if problems:
        return 1
    print(f"RIGHT: the draw of {pack['number']} repeats, in this order:")
    for place, uscc in enumerate(pack["order"], 1):
        print(f"{place:4d}  {uscc}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
