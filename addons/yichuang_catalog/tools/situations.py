"""Which materials and steps a person needs, decided by answers to questions (情形引导).

The rules are rows, not code: a row names answers and what applies when they are given.
Answers to one question stand for each other (or), different questions must all agree
(and). What stands in no row always applies; what stands in rows applies when one of
them holds. A question may itself depend on answers to others.

>>> kind = Question("who", ("person", "company"))
>>> staff = Question("staff", ("yes", "no"), shown_if=("company",))
>>> roster = Rule("r", ("yes",), ("roster",))
>>> table = Table((kind, staff), (roster,), ("form", "roster"))
>>> applicable(table, {"person"})
['form']
>>> applicable(table, {"company", "yes"})
['form', 'roster']
>>> next_question(table, {"company"}).key
'staff'
"""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from . import graph


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
