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

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .deadline import ART45_GROUNDS
from .document_kinds import ACCEPTANCES, DECISIONS, KINDS
from .file_facts import File, Finding
from .licensing_law import SITE_CHECK_OFFICERS
from .opinions import is_bare

REFUSALS = ("not_needed", "refusal", "unsupplemented", "denial")


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


def _rule(code, title, article, points, fact):
    def keep(check):
        RULES[code] = Rule(title, article, points, fact, check)
        return check

    return keep


def _found(holds, evidence):
    return Finding("pass" if holds else "fail", evidence)


@_rule(
    "answer_in_time",
    "五日内作出受理、补正或者不予受理的答复",
    "行政许可法 第三十二条",
    10,
    "收件日期、首次答复日期",
)
def _answer_in_time(file):
    if not file.received_on or not file.notice_due_on:
        return NOTHING
    if file.deemed:
        return Finding("fail", f"逾期未告知，自{file.received_on}收件之日起视为受理")
    answers = (file.notified_on, file.accepted_on, file.refused_on)
    answered = min(filter(None, answers), default=None)
    if not answered:
        return NOTHING
    return _found(
        answered <= file.notice_due_on,
        f"{file.received_on}收件，{answered}答复，期限至{file.notice_due_on}",
    )


@_rule(
    "acceptance_states_due",
    "受理通知书载明办结期限",
    "行政许可法 第三十二条",
    6,
    "受理文书记载事项",
)
def _acceptance_states_due(file):
    papers = file.of(*ACCEPTANCES)
    if not papers:
        if not file.accepted_on:
            return NOTHING
        return Finding("fail", "已受理，无受理文书")
    lacking = [
        label
        for label in ("法定办结期限", "承诺办结期限")
        if label not in papers[0].stated
    ]
    return _found(
        not lacking,
        f"{papers[0].number}" + "".join(f"，缺{label}" for label in lacking),
    )


@_rule(
    "supplement_notice",
    "补正告知书内容完整并载明送达时间",
    "行政许可法 第三十二条第一款第（四）项",
    8,
    "补正告知书、送达回证",
)
def _supplement_notice(file):
    if not file.notified_on:
        return NOTHING
    papers = file.of("supplement")
    if not papers:
        return Finding("fail", "已告知补正，无补正告知书")
    [paper, *_others] = papers
    faults = [
        f"缺{label}" for label in KINDS["supplement"].facts if label not in paper.stated
    ]
    if not paper.sealed:
        faults.append("未盖章")
    if not paper.served_on:
        faults.append("无送达时间")
    return _found(not faults, "，".join([paper.number, *faults]))


@_rule(
    "one_notice",
    "补正内容一次告知",
    "行政许可法 第三十二条、第七十二条",
    8,
    "补正告知书份数",
)
def _one_notice(file):
    if not file.notified_on:
        return NOTHING
    return _found(file.notices == 1, f"补正告知书{file.notices}份")


@_rule(
    "supplements_match",
    "收到的补正材料与告知内容一致",
    "行政许可法 第三十二条",
    6,
    "补正告知内容、补正提交时间",
)
def _supplements_match(file):
    if not file.named or not file.accepted_on:
        return NOTHING
    lacking = [name for name, day in file.named.items() if not day]
    return _found(
        not lacking,
        "未收到：" + "、".join(lacking)
        if lacking
        else f"告知{len(file.named)}项，全部收到",
    )


@_rule(
    "accepted_when_complete",
    "补正后自收到全部材料之日起受理",
    "行政许可法 第三十二条",
    6,
    "受理日期、补正提交时间",
)
def _accepted_when_complete(file):
    if not file.named or not file.accepted_on or not all(file.named.values()):
        return NOTHING
    last = max(file.named.values())
    return _found(file.accepted_on == last, f"{last}补齐，{file.accepted_on}受理")


@_rule(
    "materials_complete",
    "申请材料齐全",
    "行政许可法 第三十一条、第三十二条",
    8,
    "材料核对结果",
)
def _materials_complete(file):
    if not file.decided_on:
        return NOTHING
    return _found(
        not file.missing,
        "缺：" + "、".join(file.missing) if file.missing else "材料齐全",
    )


@_rule(
    "separation",
    "受理与审查、决定分离",
    "行政许可法 第三十四条",
    10,
    "收件人、受理人、审查人、决定人",
)
def _separation(file):
    if not file.decided_on or file.by_law:
        return NOTHING
    inside = {file.reviewer, file.decider} - {""}
    if file.one_person_allowed:
        inside -= {file.decider}
    both = sorted(inside & file.window)
    if file.reviewer and file.reviewer == file.decider:
        both.append(file.decider)
    return _found(not both, "同一人：" + "、".join(both) if both else "分别办理")


@_rule("opinion_reasoned", "审查意见写明理由", "行政许可法 第三十四条", 8, "审查意见")
def _opinion_reasoned(file):
    if not file.decided_on or file.on_the_spot or file.by_law:
        return NOTHING
    bare = is_bare(file.opinion, [file.reviewer])
    return _found(not bare, "只有签署，没有意见" if bare else "载有审查意见")


@_rule(
    "specials",
    "特别程序属于法定情形并事先书面告知",
    "行政许可法 第四十五条",
    8,
    "特别程序种类、告知书日期",
)
def _specials(file):
    if not file.specials:
        return NOTHING
    faults = []
    for special in file.specials:
        if special.stops_legal and special.ground not in ART45_GROUNDS:
            faults.append(f"{special.ground}不属于法定情形")
        if not special.told_on or special.told_on > special.first_on:
            faults.append(f"{special.first_on}开始的程序未事先告知")
    return _found(not faults, "，".join(faults) or f"{len(file.specials)}项均已告知")


@_rule(
    "extensions",
    "延长期限经批准并告知理由",
    "行政许可法 第四十二条",
    8,
    "延长理由、批准人、延长期限通知书",
)
def _extensions(file):
    if not file.extensions:
        return NOTHING
    faults = [] if len(file.extensions) == 1 else ["延长超过一次"]
    for extension in file.extensions:
        if not extension.reason.strip():
            faults.append("无理由")
        if not extension.approver:
            faults.append("无批准人")
        if not extension.told:
            faults.append("未告知")
    return _found(not faults, "，".join(faults) or "已批准并告知")


@_rule(
    "site_checks",
    "现场核查由两名以上工作人员进行",
    "行政许可法 第三十四条第三款",
    6,
    "核查人员人数",
)
def _site_checks(file):
    if not file.checks:
        return NOTHING
    return _found(
        min(file.checks) >= SITE_CHECK_OFFICERS,
        "核查人员：" + "、".join(f"{count}人" for count in file.checks),
    )


@_rule(
    "hearings",
    "听证权利已告知，主持人不是审查人员，要求听证的已举行",
    "行政许可法 第四十六条至第四十八条",
    8,
    "听证告知、主持人、笔录",
)
def _hearings(file):
    if not file.hearings:
        return NOTHING
    faults = []
    for hearing in file.hearings:
        if not hearing.told_on:
            faults.append("未告知听证权利")
        if hearing.chair_handles:
            faults.append("主持人参与办理")
        if (hearing.requested or hearing.public) and not hearing.held:
            faults.append("应当举行而未举行")
    return _found(not faults, "，".join(faults) or "符合规定")


@_rule(
    "stages", "各环节用时之和不超过承诺时限", "行政许可法 第四十二条", 6, "各环节工作日"
)
def _stages(file):
    if not file.decided_on or not file.stages or file.by_law:
        return NOTHING
    total = sum(days for _name, days in file.stages)
    parts = "、".join(f"{name}{days}日" for name, days in file.stages)
    return _found(
        total <= file.allowed_days,
        f"{parts}，合计{total}个工作日，时限{file.allowed_days}个工作日",
    )


@_rule(
    "decision_in_time",
    "决定书盖章并在承诺期限内作出",
    "行政许可法 第三十九条、第四十二条",
    10,
    "决定书日期、印章、承诺期限届满日",
)
def _decision_in_time(file):
    if not file.decided_on or not file.promise_due_on:
        return NOTHING
    faults = []
    papers = file.of(*DECISIONS)
    if not papers:
        faults.append("无决定书")
    elif not papers[0].sealed or not papers[0].issued_on:
        faults.append("决定书无印章或者日期")
    if file.by_law:
        faults.append("期满未决定，依法视为准予延续")
    elif file.decided_on > file.promise_due_on:
        faults.append(f"{file.decided_on}决定，承诺至{file.promise_due_on}")
    return _found(
        not faults,
        "，".join(faults) or f"{file.decided_on}决定，期限至{file.promise_due_on}",
    )


@_rule(
    "refusal_reasoned",
    "不予受理、不予许可说明理由、依据和救济途径",
    "行政许可法 第三十二条、第三十八条",
    10,
    "决定书记载事项",
)
def _refusal_reasoned(file):
    papers = file.of(*REFUSALS)
    if not papers:
        if not file.refused_on and file.outcome != "denied":
            return NOTHING
        return Finding("fail", "无书面决定")
    faults = [
        f"{paper.number}缺{label}"
        for paper in papers
        for label, stated in (
            *((name, name in paper.stated) for name in ("理由", "法律依据")),
            ("救济途径", paper.remedies),
        )
        if not stated
    ]
    return _found(not faults, "，".join(faults) or "已载明")


@_rule("numbered", "文书编号完整、不重复", "案卷评查标准", 4, "文号")
def _numbered(file):
    if not file.papers:
        return NOTHING
    numbers = [paper.number for paper in file.papers]
    return _found(
        all(numbers) and len(set(numbers)) == len(numbers), f"文书{len(numbers)}件"
    )


@_rule(
    "served",
    "文书按时送达并有送达回证",
    "行政许可法 第四十四条",
    8,
    "送达回证、送达期限",
)
def _served(file):
    papers = [paper for paper in file.papers if KINDS[paper.kind].served]
    late = [
        f"{paper.number}{'迟延送达' if paper.served_on else '未送达'}"
        for paper in papers
        if paper.serve_by and (paper.served_on or file.today) > paper.serve_by
    ]
    waiting = [paper for paper in papers if not paper.served_on]
    if late:
        return Finding("fail", "，".join(late))
    if not papers or waiting:
        return Finding("na", "送达期限未满" if waiting else "无此情形")
    return Finding("pass", f"{len(papers)}件均已送达")


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
