"""One form for several services (一表申请): the same question is asked once.

>>> merged = merge([
...     Question("营业执照", "住所（经营场所）", "text", required=True),
...     Question("食品经营许可", "住所(经营场所)", "text"),
...     Question("食品经营许可", "从业人数", "number"),
... ])
>>> [(asked.name, asked.required) for asked in merged]
[('住所（经营场所）', True), ('从业人数', False)]
>>> merged[0].sources
('营业执照', '食品经营许可')
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from unicodedata import category, normalize


@dataclass(frozen=True)
class Question:
    """One field of one service's form; ``source`` is whatever stands for the
    service."""

    source: Hashable
    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Asked:
    """One field of the merged form.

    :param sources: the services that use the answer, in their order
    :param required: whether any of them insists on it
    :param helps: what each of them says about filling it in, without repetition
    :param bases: what they need it for, without repetition
    :param kinds: the kinds that they want it in; more than one is a conflict, which
        the first of them does not settle
    :param choices: all choices; ``choices_differ`` where not everybody offers all
    """

    name: str
    kinds: tuple[str, ...]
    sources: tuple
    required: bool
    choices: tuple[str, ...]
    choices_differ: bool
    helps: tuple[str, ...]
    bases: tuple[str, ...]

    @property
    def kind(self):
        return self.kinds[0]


def key(name: str) -> str:
    """What remains of a question's name when the ways of writing it are left out:
    width, case, blanks and punctuation.

    >>> key("联系 电话：") == key("联系电话") and key("Ａ类") == key("a类")
    True
    """
    plain = normalize("NFKC", name).casefold()
    return "".join(character for character in plain if category(character)[0] in "LN")


def merge(questions: Iterable[Question]) -> list[Asked]:
    """The questions, each asked once, in the order in which they first come up."""
    groups: dict = {}
    for question in questions:
        groups.setdefault(key(question.name), []).append(question)
    return [_asked(group) for group in groups.values()]


def _asked(group):
    offers = [question.choices for question in group if question.choices]
    return Asked(
        name=group[0].name,
        kinds=_once(question.kind for question in group),
        sources=_once(question.source for question in group),
        required=any(question.required for question in group),
        choices=_once(choice for offer in offers for choice in offer),
        choices_differ=len({frozenset(offer) for offer in offers}) > 1,
        helps=_once(question.help for question in group if question.help),
        bases=_once(question.basis for question in group if question.basis),
    )


def _once(values):
    return tuple(dict.fromkeys(values))
