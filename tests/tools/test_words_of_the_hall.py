"""The rooms of the hall speak the words of their trade (GB/T 39735 and the like).

A module has one translation for one English text. Where two rooms share a text, it can
be right in one of them only, so what people read most is written down here.
"""

from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "addons" / "yichuang_intake" / "i18n" / "zh_CN.po"

LABELS = {
    "alert.number": "监察编号",
    "alert.rule_id": "监察规则",
    "alert.letter": "督办内容",
    "alert.answer": "督办答复",
    "alert.answered_on": "答复时间",
    "alert.closed_on": "办结时间",
    "alert_rule.times": "数量阈值",
    "alert_score.finished": "办结量",
    "appointment.place": "名额序号",
    "appointment_plan.hour_to": "结束时间",
    "clerk_qualification.until_on": "有效期至",
    "evaluation.asked_on": "邀评时间",
    "evaluation.department_id": "被评价部门",
    "evaluation.given_on": "评价时间",
    "evaluation.grade": "满意度",
    "evaluation_task.check_note": "回访情况",
    "evaluation_task.department_id": "责任部门",
    "hall_layout.date_from": "启用日期",
    "hall_layout.date_to": "停用日期",
    "handover.department_id": "交接部门",
    "handover.number": "清单编号",
    "handover.sent_by_id": "移交人",
    "handover.sent_on": "移交时间",
    "handover.signed_by_id": "签收人",
    "reception_bundle.sent_by_id": "转送人",
    "ticket.number": "票号",
    "ticket.started_on": "开始办理时间",
    "unmet_request.subject": "反映事项",
    "unmet_request.verified_by_id": "核实人",
    "window.department_id": "进驻部门",
    "window.number": "窗口号",
}
STATES = {
    "alert__state__withdrawn": "已撤销",
    "alert_rule__kind__time": "时限监察",
    "appointment__state__arrived": "已到场",
    "evaluation__channel__kiosk": "评价器",
    "evaluation__state__excluded": "不计入",
    "handover__state__sent": "移交中",
    "handover__state__signed": "已签收",
    "ticket__state__called": "已叫号",
    "ticket__state__serving": "办理中",
    "unmet_request__state__put_right": "已纠正",
    "window_shift__state__closed": "已关窗",
    "window_shift__state__open": "在岗",
}
# Buttons and lines of the clerk's counter, by what they are for.
COUNTER = {
    "Begin": "开始办理",
    "Finish Serving": "办理完毕",
    "Pause Service": "暂停服务",
    "Space": "空格",
    "Waiting in Turn": "等候中",
}


@pytest.fixture(scope="module")
def words():
    """Translation of each occurrence: of a record's term, or a file and its text."""
    found = {}
    for entry in polib.pofile(str(PO)):
        for place, _line in entry.occurrences:
            found[place] = entry.msgstr
            found[place.rpartition("/")[2], entry.msgid] = entry.msgstr
    return found


@pytest.mark.parametrize("label", LABELS)
def test_fields(words, label):
    model, name = label.split(".")
    place = f"field_yichuang_{model}__{name}"
    kind = "model:ir.model.fields,field_description"
    assert words[f"{kind}:yichuang_intake.{place}"] == LABELS[label]


@pytest.mark.parametrize("state", STATES)
def test_states(words, state):
    place = f"selection__yichuang_{state}"
    kind = "model:ir.model.fields.selection,name"
    assert words[f"{kind}:yichuang_intake.{place}"] == STATES[state]


@pytest.mark.parametrize("text", COUNTER)
def test_counter(words, text):
    files = ("counter.js", "counter.xml")
    assert COUNTER[text] in [words.get((file, text)) for file in files]
