"""Rules on the way from the receipt to the acceptance (行政许可法 Art. 32)."""

from .document_kinds import ACCEPTANCES, KINDS
from .file_facts import Finding
from .file_rule import NOTHING, found, rule


@rule(
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
    return found(
        answered <= file.notice_due_on,
        f"{file.received_on}收件，{answered}答复，期限至{file.notice_due_on}",
    )


@rule(
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
    return found(
        not lacking,
        f"{papers[0].number}" + "".join(f"，缺{label}" for label in lacking),
    )


@rule(
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
    return found(not faults, "，".join([paper.number, *faults]))


@rule(
    "one_notice",
    "补正内容一次告知",
    "行政许可法 第三十二条、第七十二条",
    8,
    "补正告知书份数",
)
def _one_notice(file):
    if not file.notified_on:
        return NOTHING
    return found(file.notices == 1, f"补正告知书{file.notices}份")


@rule(
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
    return found(
        not lacking,
        "未收到：" + "、".join(lacking)
        if lacking
        else f"告知{len(file.named)}项，全部收到",
    )


@rule(
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
    return found(file.accepted_on == last, f"{last}补齐，{file.accepted_on}受理")


@rule(
    "materials_complete",
    "申请材料齐全",
    "行政许可法 第三十一条、第三十二条",
    8,
    "材料核对结果",
)
def _materials_complete(file):
    if not file.decided_on:
        return NOTHING
    return found(
        not file.missing,
        "缺：" + "、".join(file.missing) if file.missing else "材料齐全",
    )
