"""Checks a verification pack offline: the stand-alone verifier of a selection.

    python3 verify.py                 in the unpacked folder of the pack
    python3 verify.py FOLDER          another folder
    python3 verify.py FOLDER RECEIPT  and looks for a receipt you keep

It needs Python's standard library and the files beside it: ``draw.py`` repeats the
draw, ``selection.py`` and its ``*_modes.py`` the arithmetic of the selection. It checks
every hash, that each opened offer belongs to a receipt of the frozen list and to the
key its bidder committed to, that the selection keeps the terms of the frozen notice and
takes the offers that were opened, and that list, seed and result follow. The decryption
itself is repeated by the public page in the reader's browser.
"""

import hashlib
import json
import sys
from pathlib import Path

try:
    from . import draw, selection
except ImportError:  # stand-alone, the files lie side by side
    import draw
    import selection

FORMAT = "yichuang-selection-pack/1"
# What the frozen notice says of the way of selection, and its inputs repeat.
TERMS = (
    "mode",
    "funding",
    "amount_fen",
    "min_valid",
    "band_percent",
    "named",
    "invite_count",
    "then",
    "long_list",
    "short_list",
    "price_weight",
    "criteria",
    "rater_count",
    "experts",
    "ring",
    "step_fen",
    "round_count",
)


def check(folder: Path) -> list[str]:
    """What is wrong with the pack in a folder, in sentences; empty when all holds."""
    problems: list[str] = []
    try:
        _check_sums(folder, problems)
        manifest = json.loads(_read(folder, "manifest.json"))
        if manifest["format"] != FORMAT:
            return [f"This program checks {FORMAT} only."]
        _check_frozen(folder, manifest, problems)
        offers = json.loads(_read(folder, "offers.json"))
        receipts = {
            row.receipt: row.uscc for row in draw.parse_list(_read(folder, "list.txt"))
        }
        for offer in offers:
            problems += _offer_problems(folder, manifest, offer, receipts)
        draws = {
            pack["round"]: pack for pack in json.loads(_read(folder, "draws.json"))
        }
        for pack in draws.values():
            problems += draw.verify(pack)
        for line in json.loads(_read(folder, "selections.json")):
            pack = draws.get(line["round"])
            problems += _selection_problems(folder, line, offers, pack)
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        problems.append(f"The pack cannot be read: {type(error).__name__} {error}")
    return problems


def _read(folder, name):
    return (folder / name).read_text("utf-8")


def _check_sums(folder, problems):
    listed = set()
    for line in _read(folder, "SHA256SUMS").splitlines():
        digest, name = line.split("  ", 1)
        listed.add(name)
        content = (folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            problems.append(f"{name} is not the file whose hash is listed.")
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for name in sorted(found - listed - {"SHA256SUMS"}):
        problems.append(f"{name} does not belong to the pack.")


def _check_frozen(folder, manifest, problems):
    notice, text = _read(folder, "notice.json"), _read(folder, "list.txt")
    if draw.sha256_hex(notice) != manifest["notice_sha256"]:
        problems.append("The notice is not the one whose hash was published.")
    if json.loads(notice)["number"] != manifest["number"]:
        problems.append("The notice carries another number.")
    if draw.sha256_hex(text) != manifest["list_sha256"]:
        problems.append("The list is not the one whose hash was fixed.")


def _offer_problems(folder, manifest, offer, receipts):
    """Whether an opened offer is the one its bidder sealed and was given a receipt
    for."""
    uscc, problems = offer["uscc"], []
    receipt = json.loads(offer["receipt"])
    if receipts.get(draw.sha256_hex(offer["receipt"])) != uscc:
        problems.append(f"The receipt of {uscc} is not on the list.")
    if receipt["uscc"] != uscc or receipt["notice"] != manifest["number"]:
        problems.append(f"The receipt of {uscc} is for something else.")
    blob = _read(folder, f"sealed/{offer['receipt_number']}.json")
    digest = draw.sha256_hex(blob)
    if {offer["sealed_sha256"], receipt["sealed_sha256"]} != {digest}:
        problems.append(f"The sealed text of {uscc} is not the one on its receipt.")
    sealed = json.loads(blob)
    if sealed["uscc"] != uscc or sealed["notice"] != manifest["number"]:
        problems.append(f"The sealed text of {uscc} belongs to another name.")
    key = offer["content_key"]
    if key:
        if hashlib.sha256(bytes.fromhex(key)).hexdigest() != sealed["ck_commitment"]:
            problems.append(f"The key of {uscc} is not the one it committed to.")
    elif offer["state"] == "valid":
        problems.append(f"The offer of {uscc} counts without having been opened.")
    return problems


def _selection_problems(folder, line, offers, pack):
    name = f"The selection of round {line['round']}"
    problems = [
        f"{name} has {part} that are not the ones hashed."
        for part in ("inputs", "result")
        if draw.sha256_hex(line[part]) != line[f"{part}_sha256"]
    ]
    inputs, result = json.loads(line["inputs"]), json.loads(line["result"])
    problems += [
        f"{name} was made by another {term} than the notice says."
        for term in _changed_terms(folder, inputs)
    ]
    if inputs["list_sha256"] != draw.sha256_hex(_read(folder, "list.txt")):
        problems.append(f"{name} is of another list.")
    opened = {offer["uscc"]: offer for offer in offers}
    for used in inputs.get("offers", ()):
        offer = opened.get(used["uscc"], {})
        if (offer.get("price_fen"), offer.get("days")) != (
            used["price_fen"],
            used["days"],
        ):
            problems.append(f"{name} uses an offer of {used['uscc']} nobody made.")
    if line["state"] == "published":
        left_out = {uscc for uscc, offer in opened.items() if offer["state"] == "valid"}
        left_out -= {used["uscc"] for used in inputs.get("offers", ())}
        problems += _list_problems(folder, name, inputs)
        problems += [f"{name} leaves out {uscc}." for uscc in sorted(left_out)]
    try:
        outcome = selection.decide(inputs, *_chance(folder, inputs, pack))
    except (
        selection.NeedsSeed,
        selection.NeedsChoice,
        selection.NoOutcome,
    ) as error:
        problems.append(f"{name} does not follow: {error}.")
    else:
        if selection.as_result(outcome) != result:
            problems.append(f"{name} does not follow from its inputs.")
    return problems


def _list_problems(folder, name, inputs):
    """Whether names and tickets of the inputs are those of the frozen list, and who
    was invited follows from the first draw."""
    rows = draw.parse_list(_read(folder, "list.txt"))
    names = [row.uscc for row in rows]
    problems = []
    if inputs.get("candidates", names) != names:
        problems.append(f"{name} is not among those of the list.")
    tickets = {row.uscc: row.tickets for row in rows}
    if inputs.get("tickets", tickets) != tickets:
        problems.append(f"{name} gives other tickets than the list.")
    if "invited" in inputs:
        packs = json.loads(_read(folder, "draws.json"))
        first = next(pack for pack in packs if pack["round"] == 1)
        if set(inputs["invited"]) != set(first["order"][: inputs["invite_count"]]):
            problems.append(f"{name} is not among those drawn to be invited.")
    if "raters" in inputs:
        problems += _expert_problems(folder, name, inputs)
    if "rounds" in inputs and len(inputs["rounds"]) > inputs["round_count"]:
        problems.append(f"{name} counts more rounds than were announced.")
    if inputs.get("ring"):
        turns = inputs["turns"]
        if not turns or turns[-1]["uscc"] != inputs["last"]:
            problems.append(f"{name} does not begin behind the last turn of its ring.")
    return problems


def _expert_problems(folder, name, inputs):
    """Whether the experts are of the frozen list, in the order the seed draws them."""
    text = _read(folder, "experts.txt")
    if draw.sha256_hex(text) != inputs["experts"]["sha256"]:
        return [f"{name} was scored by experts of another list."]
    rows = [draw.Candidate(line.split("\t")[0], "") for line in text.splitlines()]
    drawn = draw.draw_order(rows, bytes.fromhex(inputs["seed"]))
    places = [[row.uscc for row in drawn].index(code) for code in inputs["raters"]]
    if len(places) != inputs["rater_count"] or places != sorted(set(places)):
        return [f"{name} was scored by other experts than were drawn."]
    return []


def _changed_terms(folder, inputs):
    """The terms of the frozen notice that the inputs of a selection do not keep."""
    notice = json.loads(_read(folder, "notice.json"))
    kept = {**inputs, "amount_fen": inputs.get("cap_fen", notice["amount_fen"])}
    terms = [name for name in TERMS if name in notice and name in kept]
    return [name for name in terms if notice[name] != kept[name]]


def _chance(folder, inputs, pack):
    """The tie breaker and the base percentage of the published seed."""
    if not inputs["seed"]:
        return (selection.no_seed,)
    if pack is None or pack["seed"] != inputs["seed"]:
        raise ValueError("the seed is not the one of the draw")
    seed = bytes.fromhex(inputs["seed"])
    rows = draw.parse_list(_read(folder, "list.txt"))

    def tie(tied):
        among = [row for row in rows if row.uscc in set(tied)]
        return [row.uscc for row in draw.draw_order(among, seed)]

    return tie, draw.base_percent(seed)


def main(arguments):
    if len(arguments) > 2 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 2
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    problems = check(folder)
    if len(arguments) == 2 and not problems:
        digest = draw.sha256_hex(Path(arguments[1]).read_text("utf-8"))
        rows = draw.parse_list(_read(folder, "list.txt"))
        places = [place for place, row in enumerate(rows, 1) if row.receipt == digest]
        if places:
            print(f"The receipt stands on the list at position {places[0]}.")
        else:
            problems.append("This receipt is not on the list.")
    for problem in problems:
        print(f"WRONG: {problem}")
    if problems:
        return 1
    for line in json.loads(_read(folder, "selections.json")):
        order = json.loads(line["result"])["order"]
        print(f"RIGHT: round {line['round']} ({line['state']}) repeats:")
        for place, uscc in enumerate(order, 1):
            print(f"{place:4d}  {uscc}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
