"""Rules on the examination, the decision and the documents (行政许可法 Art. 34–48)."""

from .deadline import ART45_GROUNDS
from .document_kinds import DECISIONS, KINDS
from .file_facts import Finding
from .file_rule import NOTHING, found, rule
from .licensing_law import SITE_CHECK_OFFICERS
from .opinions import is_bare

REFUSALS = ("not_needed", "refusal", "unsupplemented", "denial")


@rule(
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
    return found(not both, "同一人：" + "、".join(both) if both else "分别办理")


@rule("opinion_reasoned", "审查意见写明理由", "行政许可法 第三十四条", 8, "审查意见")
def _opinion_reasoned(file):
    if not file.decided_on or file.on_the_spot or file.by_law:
        return NOTHING
    bare = is_bare(file.opinion, [file.reviewer])
    return found(not bare, "只有签署，没有意见" if bare else "载有审查意见")


@rule(
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
    return found(not faults, "，".join(faults) or f"{len(file.specials)}项均已告知")


@rule(
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
    return found(not faults, "，".join(faults) or "已批准并告知")


@rule(
    "site_checks",
    "现场核查由两名以上工作人员进行",
    "行政许可法 第三十四条第三款",
    6,
    "核查人员人数",
)
def _site_checks(file):
    if not file.checks:
        return NOTHING
    return found(
        min(file.checks) >= SITE_CHECK_OFFICERS,
        "核查人员：" + "、".join(f"{count}人" for count in file.checks),
    )


@rule(
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
    return found(not faults, "，".join(faults) or "符合规定")


@rule(
    "interested",
    "涉及他人重大利益的已告知利害关系人并听取意见",
    "行政许可法 第三十六条",
    8,
    "利害关系人告知日期、陈述申辩意见、期限",
)
def _interested(file):
    if not file.interested:
        return NOTHING
    faults = []
    for party in file.interested:
        if not party.told_on:
            faults.append(f"{party.name}未告知")
        elif not party.heard and file.decided_on and file.decided_on <= party.until:
            faults.append(
                f"{party.name}陈述期限至{party.until}，{file.decided_on}已决定"
            )
    return found(not faults, "，".join(faults) or f"{len(file.interested)}人均已告知")


@rule(
    "stages", "各环节用时之和不超过承诺时限", "行政许可法 第四十二条", 6, "各环节工作日"
)
def _stages(file):
    if not file.decided_on or not file.stages or file.by_law:
        return NOTHING
    total = sum(days for _name, days in file.stages)
    parts = "、".join(f"{name}{days}日" for name, days in file.stages)
    return found(
        total <= file.allowed_days,
        f"{parts}，合计{total}个工作日，时限{file.allowed_days}个工作日",
    )


@rule(
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
    return found(
        not faults,
        "，".join(faults) or f"{file.decided_on}决定，期限至{file.promise_due_on}",
    )


@rule(
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
    return found(not faults, "，".join(faults) or "已载明")


@rule("numbered", "文书编号完整、不重复", "案卷评查标准", 4, "文号")
def _numbered(file):
    if not file.papers:
        return NOTHING
    numbers = [paper.number for paper in file.papers]
    return found(
        all(numbers) and len(set(numbers)) == len(numbers), f"文书{len(numbers)}件"
    )


@rule(
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
