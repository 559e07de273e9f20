"""What is wrong with the questions and rows of a matter (情形规则检查).

Every combination of answers is gone through: a row that no combination meets, a
question that never appears or changes nothing, a material that nobody needs, a
combination that needs nothing. How answers are evaluated is in ``situations``.

>>> from .situations import Question, Rule, Table
>>> who = Question("who", ("person", "company"))
>>> staff = Question("staff", ("yes", "no"), shown_if=("company",))
>>> roster = Rule("staffed", ("yes",), ("roster",))
>>> check(Table((who, staff), (roster,), ("form", "roster"), ("form", "roster")))
Check(findings=(), combinations=3, unsettled=())
>>> never = Rule("never", ("person", "yes"), ("roster",))
>>> [found.kind for found in check(Table((who, staff), (never,), ("roster",))).findings]
['no_effect', 'no_effect', 'dead_rule', 'never']
"""

from collections.abc import Hashable
from functools import cached_property
from itertools import combinations as combinations_of
from itertools import islice
from typing import NamedTuple

from . import graph
from .situations import Table, combinations

LIMIT = 200_000
"""Tries that the check spends on one finding at most."""


class Finding(NamedTuple):
    """Something wrong with the questions or the rows; ``key`` says with which, and
    ``answer`` with which answer of a row. ``example`` are answers that show it."""

    kind: str
    key: Hashable = None
    example: tuple = ()
    answer: Hashable = None

    @property
    def is_advice(self) -> bool:
        """Whether it does no harm: the row could merely be shorter."""
        return self.kind in ("idle_rule", "idle_answer")


class Check(NamedTuple):
    """What a check found, and how far it went.

    ``combinations`` is the number of ways to answer all that is asked, 0 where it was
    not counted; ``unsettled`` names what took more than the allowed number of tries,
    as findings that could neither be confirmed nor ruled out.
    """

    findings: tuple[Finding, ...]
    combinations: int
    unsettled: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything was settled."""
        return not self.unsettled


def count(table: Table, limit: int = LIMIT) -> int:
    """The number of lawful ways to answer: the product over groups of questions that
    depend on each other; 0 where a group has more than ``limit`` ways.

    >>> from .situations import Question
    >>> yes_no = [Question(n, (f"{n}y", f"{n}n")) for n in range(40)]
    >>> count(Table(tuple(yes_no))) == 2**40
    True
    """
    before = graph.successors(table.after)
    number, placed = 1, set()
    for question in table.order:
        if question in placed:
            continue
        group, waiting = {question}, [question]
        while waiting:
            one = waiting.pop()
            new = {*table.after[one], *before[one]} - group
            group |= new
            waiting += new
        placed |= group
        ways = sum(1 for _way in islice(combinations(table, group), limit + 1))
        if ways > limit:
            return 0
        number *= ways
    return number


def check(table: Table, limit: int = LIMIT) -> Check:
    """Everything that is wrong with questions and rows, over all combinations of
    answers.

    Whether a row can hold, a question can appear or has an effect depends only on the
    questions that it rests on, so the combinations of these are gone through rather
    than those of all. What is not settled after ``limit`` tries is reported as such.

    Findings: ``cycle`` (questions wait for one another), ``few_answers``,
    ``dead_question`` (never appears), ``dead_rule`` (never holds), ``empty_rule``
    (names no answer or nothing that applies), ``never`` (a thing that no combination
    needs), ``no_effect`` (a question whose answer changes nothing), ``nothing`` (a
    combination that needs nothing of what is wanted). Advice: ``idle_rule`` (whatever
    it calls for applies without it), ``idle_answer`` (an answer of a row that never
    makes it hold).
    """
    looping = graph.cycle(table.after)
    if looping:
        return Check((Finding("cycle", looping[0].key),), 0)
    checker = _Checker(table, limit)
    for found in (
        _question_findings(checker),
        _rule_findings(checker),
        _thing_findings(checker),
    ):
        for finding, is_so in found:
            checker.note(finding, is_so)
    return Check(tuple(checker.findings), count(table, limit), tuple(checker.unsettled))


def _question_findings(checker):
    table = checker.table
    for one in table.questions:
        yield Finding("few_answers", one.key), lambda one=one: len(one.answers) < 2
    for one in table.questions:
        yield (
            Finding("dead_question", one.key),
            lambda one=one: not checker.can_hold(one.shown_if),
        )
    for one in table.questions:
        if len(one.answers) > 1 and one not in checker.dead:
            yield (
                Finding("no_effect", one.key),
                lambda one=one: (
                    not any(
                        checker.matters(one, rules) for rules in table.rules_of.values()
                    )
                ),
            )


def _rule_findings(checker):
    table = checker.table
    for rule in table.rules:
        if not rule.answers or not rule.things:
            yield Finding("empty_rule", rule.key), lambda: True
            continue
        yield (
            Finding("dead_rule", rule.key),
            lambda rule=rule: not checker.can_hold(rule.answers),
        )
        if checker.is_found("dead_rule", rule.key):
            continue
        for answer in rule.answers:
            others = [
                one
                for one in rule.answers
                if table.asked.get(one) is not table.asked.get(answer)
            ]
            yield (
                Finding("idle_answer", rule.key, answer=answer),
                lambda rule=rule, answer=answer, others=others: (
                    not checker.can_hold((*others, answer))
                ),
            )
        yield (
            Finding("idle_rule", rule.key),
            lambda rule=rule: (
                not any(
                    checker.can_hold(
                        rule.answers,
                        [
                            one.answers
                            for one in table.rules_of[thing]
                            if one is not rule
                        ],
                    )
                    for thing in rule.things
                )
            ),
        )


def _thing_findings(checker):
    table = checker.table
    for thing, rules in table.rules_of.items():
        yield (
            Finding("never", thing),
            lambda rules=rules: not any(checker.can_hold(one.answers) for one in rules),
        )
    if table.wanted and all(thing in table.rules_of for thing in table.wanted):
        conditions = [
            rule.answers for thing in table.wanted for rule in table.rules_of[thing]
        ]
        yield (
            Finding("nothing"),
            lambda: (
                (way := checker.way((), conditions)) is not None
                and tuple(one for one in table.asked if one in way)
            ),
        )


class _TooMany(Exception):
    """More tries than are allowed."""


class _Checker:
    """Searches combinations of answers, and notes what is found.

    A condition that holds goes on to hold whatever is answered after, so a search for
    a combination without it ends as soon as it does.
    """

    def __init__(self, table, limit):
        self.table, self.limit = table, limit
        self.findings, self.unsettled, self.tries = [], [], 0
        self.groups, self.known = {}, {}

    def note(self, finding, is_so):
        """Decide the finding; an answer that is a tuple is its example."""
        self.tries = 0
        try:
            found = is_so()
        except _TooMany:
            self.unsettled.append(finding)
            return
        if found is not False:
            example = found if isinstance(found, tuple) else ()
            self.findings.append(finding._replace(example=example))

    def is_found(self, kind, key):
        return any(one.kind == kind and one.key == key for one in self.findings)

    @cached_property
    def dead(self):
        """The questions that were found never to appear."""
        keys = {one.key for one in self.findings if one.kind == "dead_question"}
        return {one for one in self.table.questions if one.key in keys}

    def can_hold(self, condition, without=()):
        """Whether some combination meets the condition and none of ``without``."""
        return self.way(condition, without) is not None

    def way(self, condition, without=()):
        """A combination that meets the condition and none of ``without``, or None."""
        asked = self.table.asked
        if any(answer not in asked for answer in condition):
            return None
        key = tuple(condition), tuple(map(tuple, without))
        if key not in self.known:
            named = {asked[answer] for answer in condition}
            questions = self.resting_on([condition, *without])
            self.known[key] = self.search(questions, named, set(condition), without)
        return self.known[key]

    def search(self, questions, named, allowed, without):
        """Like :meth:`way`, among the answers ``allowed`` to the questions ``named``,
        which must all appear."""

        def ways(index, counted):
            self.tries += 1
            if self.tries > self.limit:
                raise _TooMany
            if any(self.holds(condition, counted) for condition in without):
                return None
            if index == len(questions):
                return counted
            question = questions[index]
            if not self.holds(question.shown_if, counted):
                return None if question in named else ways(index + 1, counted)
            for answer in question.answers:
                if question not in named or answer in allowed:
                    found = ways(index + 1, counted | {answer})
                    if found is not None:
                        return found
            # A question without answers asks nothing
            return None if question.answers else ways(index + 1, counted)

        return ways(0, frozenset())

    def matters(self, question, rules):
        """Whether two combinations that differ in the answer to this question, and in
        nothing that both are asked besides, differ in whether one of the rules holds.
        """
        conditions = [rule.answers for rule in rules]
        questions = self.resting_on(conditions)
        if question not in questions:
            return False

        def differs(index, left, right):
            self.tries += 1
            if self.tries > self.limit:
                raise _TooMany
            outcomes = [
                any(self.holds(one, counted) for one in conditions)
                for counted in (left, right)
            ]
            if all(outcomes):
                return False
            if index == len(questions):
                return any(outcomes)
            one = questions[index]
            shown = [self.holds(one.shown_if, counted) for counted in (left, right)]
            if one is question:
                return shown[0] and any(
                    differs(index + 1, left | {a}, right | {b})
                    for a, b in combinations_of(one.answers, 2)
                )
            if not any(shown) or not one.answers:
                return differs(index + 1, left, right)
            return any(
                differs(
                    index + 1,
                    left | {answer} if shown[0] else left,
                    right | {answer} if shown[1] else right,
                )
                for answer in one.answers
            )

        return differs(0, frozenset(), frozenset())

    def resting_on(self, conditions):
        """The questions of some conditions, with all that they depend on, in order."""
        asked, after = self.table.asked, self.table.after
        named = {
            asked[answer]
            for condition in conditions
            for answer in condition
            if answer in asked
        }
        needed = named | graph.ancestors(after, *named)
        return [one for one in self.table.order if one in needed]

    def holds(self, condition, counted):
        """Like :func:`situations.holds`, with the condition taken apart only once."""
        condition = tuple(condition)
        if condition not in self.groups:
            groups = {}
            for answer in condition:
                groups.setdefault(self.table.asked.get(answer), set()).add(answer)
            self.groups[condition] = list(groups.values())
        return all(not group.isdisjoint(counted) for group in self.groups[condition])
