import json
import random

from odoo.tests import HttpCase, tagged

from ...tools import choice_modes, draw, outcome, selection
from ..common import MarketCase

CAP = 20_000_00
OFFERED = ("lowest", "mean", "band", "best_price", "plan", "composite", "multi_round")

REPEAT_ALL = """
const { decide } = odoo.loader.modules.get("@yichuang_intermediary/js/outcome");
const canon = (value) => JSON.stringify(value, (name, part) =>
    part && typeof part === "object" && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort()) : part);
(async () => {
    for (const { inputs, list, expected } of %s) {
        let found;
        try {
            found = await decide(inputs, list);
        } catch (error) {
            found = { none: error.code };
        }
        if (canon(found) !== canon(expected)) {
            console.error(canon({ inputs, found, expected }));
            return;
        }
    }
    console.log("test successful");
})();
"""

CHECK_PAGES = """
const { checkNotice } =
    odoo.loader.modules.get("@yichuang_intermediary/js/check_selection");
(async () => {
    for (const [number, expected] of Object.entries(%s)) {
        const answer = await fetch(`/market/verify/${number}`);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const { check } = page.querySelector(".o_yichuang_verify").dataset;
        const failed = await checkNotice(JSON.parse(check));
        if (failed.join() !== expected.join()) {
            console.error(`${number}: ${failed}`);
            return;
        }
    }
    console.log("test successful");
})();
"""


def names_of(count):
    """Made-up codes; only their order matters here."""
    return [f"9137990{number:011d}" for number in range(count)]


class Vectors:
    """Inputs of every way of selection with what the server's arithmetic says."""

    def __init__(self, number):
        self.random = random.Random(number)
        self.names = names_of(self.random.randint(1, 8))
        self.tickets = {name: self.random.randint(1, 4) for name in self.names}
        rows = [
            draw.Candidate(name, draw.sha256_hex(name), tickets)
            for name, tickets in self.tickets.items()
        ]
        self.list = draw.frozen_list(rows)
        self.seed = self.random.randbytes(32)

    def tie(self, tied):
        among = [row for row in draw.parse_list(self.list) if row.uscc in set(tied)]
        return [row.uscc for row in draw.draw_order(among, self.seed)]

    def offers(self, names):
        """Offers with many equal prices, and some that cannot win."""
        prices = [0, 9_000_00, 9_100_01, 9_333_33, 10_000_00, 12_345_67, CAP + 1]
        places = self.random.sample(range(len(names)), len(names))
        return [
            {
                "uscc": name,
                "price_fen": self.random.choice(prices),
                "days": 10,
                "received": place,
            }
            for name, place in zip(names, places, strict=True)
        ]

    def of_offers(self, mode, names):
        offers = self.offers(names)
        points = self.random
        valid = [one["uscc"] for one in offers if 0 < one["price_fen"] <= CAP]
        steps = [None, 1, 100_00, 8_000_00, 9_000_00, 9_050_00]
        return {
            "mode": mode,
            "seed": self.seed.hex(),
            "funding": points.choice(["social", "fiscal"]),
            "cap_fen": CAP,
            "min_valid": points.randint(1, 3),
            "offers": offers,
            "band_percent": points.choice([5, 10, 30]),
            "compared": points.sample(valid, len(valid))
            if points.random() < 0.9
            else [],
            "price_weight": 30,
            "criteria": [{"name": "甲", "weight": 50}, {"name": "乙", "weight": 20}],
            "sheets": {
                name: [
                    [points.randint(0, 100), points.randint(0, 3)] for _n in range(3)
                ]
                for name in names
            },
            "step_fen": points.choice([1, 50_00]),
            "rounds": [
                [{"uscc": name, "price_fen": points.choice(steps)} for name in names]
                for _n in range(3)
            ],
        }

    def inputs(self, mode):
        if mode in OFFERED:
            return self.of_offers(mode, self.names)
        if mode == "invited":
            invited = choice_modes.invited(self.names, 3, self.tie)
            then = self.random.choice(["lowest", "composite"])
            return {
                **self.of_offers(then, sorted(invited)),
                "mode": "invited",
                "then": then,
                "invited": invited,
                "candidates": self.names,
            }
        ring = self.random.sample(self.names, max(1, len(self.names) - 1))
        inputs = {
            "mode": mode,
            "seed": self.seed.hex(),
            "candidates": self.names,
            "choice": self.names[0],
            "ring": self.random.choice([None, {"order": ring}]),
            "last": self.random.choice([None, ring[0], ring[-1]]),
            "tickets": self.tickets,
            "long_list": 4,
            "short_list": 2,
        }
        if mode == "credit" and len(self.names) > 1:
            drawn, _long = choice_modes.credit_short_list(self.tickets, 4, 2, self.tie)
            inputs["choice"] = drawn[-1]
        return inputs

    def vector(self, mode):
        inputs = self.inputs(mode)
        try:
            found = selection.decide(inputs, self.tie, draw.base_percent(self.seed))
            expected = selection.as_result(found)
        except outcome.NoOutcome as nobody:
            expected = {"none": nobody.code}
        return {"inputs": inputs, "list": self.list, "expected": expected}


@tagged("post_install", "-at_install")
class TestBrowserModes(MarketCase, HttpCase):
    """Chromium's arithmetic and the server's, each written by itself, agree."""

    def run_script(self, script):
        """Run a script on a page whose modules are loaded."""
        loaded = "odoo.loader.modules.has('@yichuang_intermediary/js/verify')"
        self.browser_js("/market", script, ready=loaded)

    def test_26_browser_and_server_find_the_same_in_every_way(self):
        modes = self.env["yichuang.market.notice"]._fields["mode"].get_values(self.env)
        vectors = [
            Vectors(number).vector(mode) for mode in modes for number in range(60)
        ]
        found = [one["expected"] for one in vectors]
        self.assertTrue(any("none" in one for one in found))
        self.assertTrue(any(len(one.get("order", ())) > 4 for one in found))
        self.run_script(REPEAT_ALL % json.dumps(vectors))

    def test_26_page_repeats_what_was_decided_in_each_way(self):
        rotation = self.ring_notice()
        rounds = self.rounds_notice(12000, 11500)
        self.end_rounds(rounds)
        direct = self.direct_notice()
        self.confirm_choice(self.choose(direct, self.agency_b))
        tampered = self.opened_notice()
        line = tampered.selection_ids
        result = json.loads(line.result)
        result["order"].reverse()
        text = json.dumps(result)
        line._write_guarded({"result": text, "result_sha256": draw.sha256_hex(text)})
        pages = {
            page.number: [] for page in (self.turn_notice(), rotation, rounds, direct)
        }
        pages[tampered.number] = ["result"]
        self.run_script(CHECK_PAGES % json.dumps(pages))
