"""Which materials and steps a person needs, decided by answers to questions (情形引导).

The rules are rows, not code: a row names answers and what applies when they are given.
Answers to one question stand for each other (or), different questions must all agree
(and). What stands in no row always applies; what stands in rows applies when one of
them holds. A question may itself depend on answers to others.

>>> kind = Question("who", ("person", "company"))
>>> staff = Question("staff", ("yes", "no"), shown_if=("company",))
>>> table = Table((kind, staff), (Rule("r", ("yes",), ("roster",)),), ("form", "roster"))
>>> applicable(table, {"person"})
['form']
>>> applicable(table, {"company", "yes"})
['form', 'roster']
>>> next_question(table, {"company"}).key
'staff'
>>> check(table).findings
()
"""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from . import graph

LIMIT = 200_000
"""Combinations of answers that are enumerated at most."""


class Question(NamedTuple):
    """A question, its answers in order, and the answers that make it appear."""

    key: Hashable
    answers: tuple
    shown_if: tuple = ()


class Rule(NamedTuple):
    """A row: when these answers are given, these things apply."""

    key: Hashable
    answers: tuple
    things: tuple


@dataclass(frozen=True)
class Table:
    """Questions, rows, and everything that may apply, in the order of the list.

    ``things`` that no row names always apply.
    """

    questions: tuple[Question, ...] = ()
    rules: tuple[Rule, ...] = ()
    things: tuple = ()
    wanted: tuple = field(default=())
    """Those of the things of which at least one must always apply, if any is named:
    the materials, not the steps."""

    @cached_property
    def asked(self) -> dict:
        """The question that each answer belongs to."""
        return {answer: one for one in self.questions for answer in one.answers}

    @cached_property
    def rules_of(self) -> dict:
        """The rows that name each thing."""
        found = {}
        for rule in self.rules:
            for thing in rule.things:
                found.setdefault(thing, []).append(rule)
        return found

    @cached_property
    def after(self) -> dict:
        """The questions that each question depends on."""
        return {
            one: list(
                dict.fromkeys(
                    self.asked[answer]
                    for answer in one.shown_if
                    if answer in self.asked
                )
            )
            for one in self.questions
        }

    @cached_property
    def order(self) -> list[Question]:
        """The questions, each behind those that it depends on.

        :raises graph.CycleError: questions wait for one another
        """
        return graph.order(self.after)


class Finding(NamedTuple):
    """Something wrong with the questions or the rows; ``key`` says with which."""

    kind: str
    key: Hashable = None
    example: tuple = ()


class Check(NamedTuple):
    """What a check found, and how much of the table it went through.

    ``combinations`` is the number of ways to answer, at most :data:`LIMIT`;
    ``whole`` says whether these were all of them.
    """

    findings: tuple[Finding, ...]
    combinations: int
    whole: bool


def holds(table: Table, condition: Collection, chosen: Collection) -> bool:
    """Whether the condition is met: of every question it names, one of the answers.

    An empty condition is always met.
    """
    wanted = {}
    for answer in condition:
        wanted.setdefault(table.asked.get(answer), []).append(answer)
    return all(
        any(answer in chosen for answer in answers) for answers in wanted.values()
    )


def effective(table: Table, chosen: Collection) -> set:
    """The chosen answers that count: one to each question that appears."""
    counted = set()
    for question in table.order:
        if holds(table, question.shown_if, counted):
            counted.update(
                islice((one for one in question.answers if one in chosen), 1)
            )
    return counted


def visible(table: Table, chosen: Collection) -> list[Question]:
    """The questions that appear after these answers, in the order of the table."""
    counted = effective(table, chosen)
    return [
        question
        for question in table.questions
        if holds(table, question.shown_if, counted)
    ]


def next_question(table: Table, chosen: Collection) -> Question | None:
    """The first question that appears and has no answer yet; none when all have."""
    counted = effective(table, chosen)
    return next(
        (
            question
            for question in visible(table, chosen)
            if question.answers and not counted.intersection(question.answers)
        ),
        None,
    )


def applicable(table: Table, chosen: Collection) -> list:
    """What applies after these answers, in the order of the table."""
    counted = effective(table, chosen)
    return [thing for thing in table.things if _applies(table, thing, counted)]


def _applies(table, thing, counted):
    rules = table.rules_of.get(thing)
    return not rules or any(holds(table, rule.answers, counted) for rule in rules)


def combinations(table: Table, questions: Collection | None = None) -> Iterator[set]:
    """Every lawful way to answer: one answer to each question that appears.

    :param questions: only these, which must be closed under what they depend on
    """
    order = [
        one
        for one in table.order
        if one.answers and (questions is None or one in questions)
    ]

    def ways(index, counted):
        if index == len(order):
            yield counted
            return
        question = order[index]
        if not holds(table, question.shown_if, counted):
            yield from ways(index + 1, counted)
            return
        for answer in question.answers:
            yield from ways(index + 1, counted | {answer})

    yield from ways(0, frozenset())


def check(table: Table, limit: int = LIMIT) -> Check:
    """Everything that is wrong with questions and rows.

    Whether a row can hold, a question can appear or has an effect depends only on the
    questions that it rests on, so these are gone through rather than all. Only "asks
    for nothing" needs all combinations at once: beyond ``limit`` it is not settled,
    and the answer is not ``whole``.

    Findings: ``cycle`` (questions wait for one another), ``few_answers``,
    ``dead_question`` (never appears), ``dead_rule`` (never holds), ``empty_rule``
    (names no answer or nothing that applies), ``never`` (a thing that no combination
    needs), ``no_effect`` (a question whose answer changes nothing), ``nothing`` (a
    combination that needs nothing of what is wanted).
    """
    looping = graph.cycle(table.after)
    if looping:
        return Check((Finding("cycle", looping[0].key),), 0, False)
    findings = [
        Finding("few_answers", one.key)
        for one in table.questions
        if len(one.answers) < 2
    ]
    findings += [
        Finding("dead_question", one.key)
        for one in table.questions
        if not _can_hold(table, one.shown_if)
    ]
    for rule in table.rules:
        if not rule.answers or not rule.things:
            findings.append(Finding("empty_rule", rule.key))
        elif not _can_hold(table, rule.answers):
            findings.append(Finding("dead_rule", rule.key))
    findings += [
        Finding("never", thing)
        for thing in table.things
        if thing in table.rules_of
        and not any(_can_hold(table, rule.answers) for rule in table.rules_of[thing])
    ]
    working = _working(table, limit)
    findings += [
        Finding("no_effect", one.key)
        for one in table.questions
        if len(one.answers) > 1
        and one not in working
        and _can_hold(table, one.shown_if)
    ]
    ways = list(islice(combinations(table), limit + 1))
    whole = len(ways) <= limit
    if table.wanted and all(thing in table.rules_of for thing in table.wanted):
        for counted in ways[:limit]:
            if not any(_applies(table, thing, counted) for thing in table.wanted):
                findings.append(Finding("nothing", None, _in_order(table, counted)))
                break
    return Check(tuple(findings), min(len(ways), limit), whole)


def _in_order(table, counted):
    return tuple(answer for answer in table.asked if answer in counted)


def _resting_on(table, condition):
    """The questions of a condition, with all that they depend on."""
    questions = {table.asked[answer] for answer in condition if answer in table.asked}
    return questions | graph.ancestors(table.after, *questions)


def _can_hold(table, condition):
    """Whether some combination meets the condition."""
    if any(answer not in table.asked for answer in condition):
        return False
    questions = _resting_on(table, condition)
    return any(
        holds(table, condition, counted)
        for counted in islice(combinations(table, questions), LIMIT)
    )


def _working(table, limit):
    """The questions whose answer changes whether something applies."""
    working = set()
    for rules in table.rules_of.values():
        questions = set().union(*(_resting_on(table, rule.answers) for rule in rules))
        if questions <= working:
            continue
        ways = [
            (counted, any(holds(table, rule.answers, counted) for rule in rules))
            for counted in islice(combinations(table, questions), limit)
        ]
        working |= {one for one in questions - working if _matters(table, one, ways)}
    return working


def _matters(table, question, ways):
    """Whether other answers to the question, all else equal, come out otherwise.

    Questions that depend on it may be answered in any way.
    """
    bound = {question, *graph.descendants(table.after, question)}
    outcomes = {}
    for counted, outcome in ways:
        rest = frozenset(one for one in counted if table.asked[one] not in bound)
        given = next((one for one in question.answers if one in counted), None)
        if given is not None:
            outcomes.setdefault(rest, {}).setdefault(given, set()).add(outcome)
    return any(
        len({frozenset(found) for found in by_answer.values()}) > 1
        for by_answer in outcomes.values()
    )
