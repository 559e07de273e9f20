"""Review of finished files (案卷评查): what the file of a case shows of how it was
handled.

Each rule looks at the facts of one file and says whether they pass, fail, or whether
it has nothing to look at, and by which evidence. Rules follow 行政许可法 and the
standards by which halls review their files; titles and evidence are Chinese, as the
score sheet is.

>>> from datetime import date
>>> file = File(received_on=date(2026, 3, 2), notice_due_on=date(2026, 3, 9))
>>> RULES["separation"].check(file).result
'na'
>>> score(review(file)), grade(92.5), grade(59.9)
(100.0, 'excellent', 'failed')
"""

from collections.abc import Mapping

# Imported for their rules, in the order of the score sheet.
from . import file_rules_acceptance, file_rules_decision  # noqa: F401
from .file_facts import File, Finding
from .file_rule import RULES


def review(file: File) -> dict[str, Finding]:
    """What each rule finds in this file, by its code."""
    return {code: rule.check(file) for code, rule in RULES.items()}


def score(findings: Mapping[str, Finding | str]) -> float:
    """Points reached of a hundred, of the rules that had something to look at.

    :param findings: a finding, or a result, by the code of its rule
    """
    results = {
        code: found if isinstance(found, str) else found.result
        for code, found in findings.items()
    }
    asked = sum(RULES[c].points for c, result in results.items() if result != "na")
    kept = sum(RULES[c].points for c, result in results.items() if result == "pass")
    return round(100 * kept / asked, 1) if asked else 100.0


def grade(points: float, excellent=90, good=80, passed=60) -> str:
    """优秀, 良好, 合格 or 不合格."""
    for name, least in (("excellent", excellent), ("good", good), ("passed", passed)):
        if points >= least:
            return name
    return "failed"


def titles() -> list[tuple[str, str]]:
    """Codes and titles of the rules, for a selection."""
    return [(code, rule.title) for code, rule in RULES.items()]
