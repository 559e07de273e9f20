"""The facts of a finished case that the rules of ``tools/file_review.py`` look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Finding(NamedTuple):
    """What a rule found: ``pass``, ``fail`` or ``na`` (nothing to look at)."""

    result: str
    evidence: str


@dataclass(frozen=True)
class Paper:
    """A document of the file that is in force."""

    kind: str
    number: str = ""
    issued_on: date | None = None
    sealed: bool = False
    stated: frozenset[str] = frozenset()
    remedies: bool = False
    served_on: date | None = None
    serve_by: date | None = None


@dataclass(frozen=True)
class Special:
    """A special procedure that took its time; ``told_on`` is its notice."""

    ground: str
    first_on: date
    told_on: date | None = None
    stops_legal: bool = True


@dataclass(frozen=True)
class Extension:
    """A longer time that was granted."""

    reason: str = ""
    approver: str = ""
    told: bool = False


@dataclass(frozen=True)
class Hearing:
    """A hearing that the case called for."""

    told_on: date | None = None
    public: bool = False
    requested: bool = False
    held: bool = False
    chair_handles: bool = False


@dataclass(frozen=True)
class Interested:
    """Somebody else whose major interest the decision touches; ``until`` is the last
    day on which they may state their view."""

    name: str
    told_on: date | None = None
    until: date | None = None
    heard: bool = False


@dataclass(frozen=True)
class File:
    """The facts of a finished case, as of ``today``."""

    received_on: date | None = None
    accepted_on: date | None = None
    decided_on: date | None = None
    today: date | None = None
    outcome: str = ""
    on_the_spot: bool = False
    by_law: bool = False

    # Acceptance
    notice_due_on: date | None = None
    notified_on: date | None = None
    refused_on: date | None = None
    deemed: bool = False
    notices: int = 0
    named: Mapping[str, date | None] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    # Time
    promise_due_on: date | None = None
    stages: tuple[tuple[str, int], ...] = ()
    allowed_days: int = 0

    # People and opinions
    window: frozenset[str] = frozenset()
    reviewer: str = ""
    decider: str = ""
    one_person_allowed: bool = False
    opinion: str = ""

    papers: tuple[Paper, ...] = ()
    specials: tuple[Special, ...] = ()
    extensions: tuple[Extension, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    interested: tuple[Interested, ...] = ()
    checks: tuple[int, ...] = ()

    def of(self, *kinds: str) -> list[Paper]:
        return [paper for paper in self.papers if paper.kind in kinds]
