"""How a rule of the review of files (案卷评查) is written down."""

from collections.abc import Callable
from dataclasses import dataclass

from .file_facts import File, Finding


@dataclass(frozen=True)
class Rule:
    """One rule: what is asked, on what it rests, what it is worth, the fact it looks
    at, and how it is checked."""

    title: str
    article: str
    points: int
    fact: str
    check: Callable[[File], Finding]


RULES: dict[str, Rule] = {}
NOTHING = Finding("na", "无此情形")


def rule(code: str, title: str, article: str, points: int, fact: str):
    """Keep the decorated check as the rule ``code``; sheets list rules in the order in
    which they are kept."""

    def keep(check):
        RULES[code] = Rule(title, article, points, fact, check)
        return check

    return keep


def found(holds: bool, evidence: str) -> Finding:
    """Passed or failed, by this evidence."""
    return Finding("pass" if holds else "fail", evidence)
