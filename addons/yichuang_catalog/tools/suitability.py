"""Which window can take a matter (一窗受理适用性), as a plain rule with its reasons.

The article asks that what fits one window be settled by rule (哪些业务适于一窗受理应
有明确界定), and asks of matters decided on the spot, where receipt and approval cannot
be told apart, how one window may take them (分不出受理和审批界限的即办件如何一窗).
Two answers are in use: the organ's authorised officer decides from the back while any
window serves the person, or the matter goes to the organ's dedicated window.

Modes:

* ``any``: every comprehensive window (综合窗口)
* ``authorised``: every comprehensive window; the authorised officer decides at once
* ``dedicated``: the organ's dedicated window (专业窗口)
* ``upward``: every comprehensive window; the matter is then passed to a higher organ
* ``none``: no window, for it is not published or stands on the negative list

>>> plain = Matter(published=True, entry="entered", completeness=100)
>>> judge(plain)[:2]
('any', True)
>>> judge(plain).reasons[0].key
'promise'
>>> spot = plain._replace(case_type="instant")
>>> judge(spot, instant_mode="dedicated_window").mode
'dedicated'
>>> [reason.key for reason in judge(spot._replace(completeness=80)).reasons]
['instant_officer', 'incomplete']
"""

from typing import NamedTuple

MODES = ("any", "authorised", "dedicated", "upward", "none")
AT_EVERY_WINDOW = frozenset({"any", "authorised", "upward"})
COMPLETE = 100

AUTHORISED_OFFICER = "authorised_officer"
DEDICATED_WINDOW = "dedicated_window"
INSTANT_MODES = (AUTHORISED_OFFICER, DEDICATED_WINDOW)
DEFAULT = AUTHORISED_OFFICER

# Each reason and what it rests on: an article of law, a document of the State Council,
# or a section of 郭艳茹《政务服务中心“一窗受理”模式探析》.
PAPER = "《政务服务中心“一窗受理”模式探析》"
ENTER_UNLESS = "国发〔2022〕5号"
SOURCES = {
    "negative": ENTER_UNLESS,
    "unpublished": "行政许可法第三十条",
    "dedicated_system": f"{PAPER}三、5",
    "upward": "行政许可法第三十五条",
    "instant_officer": "行政许可法第三十四条第二款",
    "instant_window": f"{PAPER}三、4(2)",
    "joint": "行政许可法第二十六条",
    "promise": f"{PAPER}三、4(2)",
    "needs_original": "行政许可法第三十一条",
    "needs_person": "行政许可法第二十九条",
    "undecided": ENTER_UNLESS,
    "incomplete": f"{PAPER}三、4(3)",
}
CASE_TYPES = ("instant", "promise", "report", "joint")
ENTRIES = ("undecided", "entered", "negative")


class Matter(NamedTuple):
    """What the rule looks at.

    ``completeness`` is in percent; ``case_type`` is one of ``CASE_TYPES``, ``entry``
    one of ``ENTRIES``.
    """

    case_type: str = "promise"
    dedicated_system: bool = False
    needs_original: bool = False
    needs_person: bool = False
    entry: str = "undecided"
    published: bool = False
    completeness: int = 0


class Reason(NamedTuple):
    """Why, and what that rests on."""

    key: str
    source: str


class Verdict(NamedTuple):
    """The window, whether the one window takes it today, and every reason."""

    mode: str
    one_window: bool
    reasons: tuple[Reason, ...]


def judge(matter: Matter, instant_mode: str = DEFAULT) -> Verdict:
    """Which window can take the matter.

    The first that applies decides: negative list or nothing published (none), a
    system that only the organ has (dedicated), a decision above (upward), a decision
    on the spot (by ``instant_mode``), else any window. The one window takes it if a
    comprehensive window can, it was entered, and what guides the clerk is complete.

    :param instant_mode: the hall's answer for matters decided on the spot, one of
        ``INSTANT_MODES``
    :raises ValueError: an unknown case type, entry or answer
    """
    _check(matter, instant_mode)
    mode, why = _mode(matter, instant_mode)
    reasons = [why]
    if mode != "none":
        reasons += _notes(matter) + _obstacles(matter)
    return Verdict(
        mode,
        mode in AT_EVERY_WINDOW and not _obstacles(matter),
        tuple(Reason(key, SOURCES[key]) for key in reasons),
    )


def _check(matter, instant_mode):
    for value, known in (
        (matter.case_type, CASE_TYPES),
        (matter.entry, ENTRIES),
        (instant_mode, INSTANT_MODES),
    ):
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")


def _mode(matter, instant_mode):
    if matter.entry == "negative":
        return "none", "negative"
    if not matter.published:
        return "none", "unpublished"
    if matter.dedicated_system:
        return "dedicated", "dedicated_system"
    if matter.case_type == "report":
        return "upward", "upward"
    if matter.case_type == "instant":
        if instant_mode == DEDICATED_WINDOW:
            return "dedicated", "instant_window"
        return "authorised", "instant_officer"
    return "any", matter.case_type


def _notes(matter):
    """What the clerk has to mind, whichever window it is."""
    return [key for key in ("needs_original", "needs_person") if getattr(matter, key)]


def _obstacles(matter):
    """What keeps it out of the one window although a window could take it."""
    found = []
    if matter.entry == "undecided":
        found.append("undecided")
    if matter.completeness < COMPLETE:
        found.append("incomplete")
    return found
