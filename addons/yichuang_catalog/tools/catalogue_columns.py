"""What stands in each sheet and column of the catalogue's workbook, in one table.

The field set is that of the 实施清单 (GB/T 39046 Table 4 and the C0109 exchange); the
headers are its Chinese terms. Export writes by this table, import reads by it, so the
two cannot differ.

A column's ``path`` leads from the sheet's record to a field; in the first sheet the
record is a service, and ``item``, ``organ`` and ``version`` stand for its item, its
organ and the version whose content is shown. Kinds:

* ``text``, ``number``, ``date`` (ISO 8601), ``flag`` (是 or 否)
* ``choice``: one of the closed list ``of`` (a name in ``enumerations``, or a dict)
* ``keys``: several rows of a small table, by their key, written as in the list ``of``
* ``name``: one row of another table, by its name
* ``names``: several of them, separated by ；
* ``laws``: articles, written 《法律名称》条款, one a line
* ``siblings``: lines of the same version in its field ``of``, by name
* ``answers``: answers of the version's situations, written 问题：答案

Columns that are only ``shown`` are written and never read.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: header, path to the field, kind, and the list it draws on."""

    header: str
    path: str
    kind: str = "text"
    of: object = None
    shown: bool = False
    width: int = 14


class Sheet(NamedTuple):
    """One sheet of lines: title, the version's field that holds them, columns."""

    title: str
    field: str
    columns: tuple[Column, ...]


REFERENCE = "编号"
SERVICES = "实施清单"

APPLICANT_KINDS = {
    "any": "自然人、法人和其他组织",
    "natural": "自然人",
    "legal": "法人和其他组织",
}
ZONES = {"engineering": "工程类", "business": "经营类", "citizen": "公民类"}
ENTRIES = {"undecided": "未定", "entered": "进驻", "negative": "负面清单"}
STATES = {
    "draft": "草稿",
    "review": "审核中",
    "scheduled": "待生效",
    "published": "已公布",
    "suspended": "已暂停",
    "retired": "已停用",
}
STARTS = {"acceptance": "受理", "receipt": "收到申请", "other": "其他"}
STEPS = {
    "receipt": "收件",
    "acceptance": "受理",
    "review": "审查",
    "site": "现场核查",
    "expert": "专家评审",
    "special": "特别程序",
    "decision": "决定",
    "certificate": "制证",
    "delivery": "送达",
    "other": "其他",
}
FIELD_KINDS = {
    "text": "文本",
    "number": "数字",
    "date": "日期",
    "choice": "选择",
    "boolean": "是否",
    "identity": "身份信息",
}

# Who does what: read by ``item_sheet``, which also splits codes and finds organs.
IDENTITY = (
    Column(REFERENCE, "reference", width=36),
    Column("事项名称", "item.name", width=30),
    Column("主项名称", "item.main_name", width=24),
    Column("业务办理项名称", "name", width=30),
    Column("事项类型", "item.item_type", "choice", "item_type"),
    Column("基本编码", "item.code", width=16),
    Column("地方基本编码", "item.local_code", width=18),
    Column("实施编码", "code", width=34),
    Column("业务办理项编码", "handling_code", width=36),
    Column("地方实施编码", "local_code", width=40),
    Column("实施主体", "organ.name", width=24),
    Column("统一社会信用代码", "organ.uscc", width=22),
    Column("行使层级", "level", "choice", "level"),
)

CONTENT = (
    Column("实施主体性质", "organ.nature", "choice", "organ_nature", shown=True),
    Column("版本", "version.number", "number", shown=True),
    Column("版本状态", "version.state", "choice", STATES, shown=True),
    Column("计划生效日期", "version.effective_on", "date", shown=True),
    Column("计划取消日期", "version.ends_on", "date", shown=True),
    Column("权力来源", "power_source", "choice", "power_source"),
    Column("权限划分", "power_division", width=24),
    Column("行使内容", "exercise_content", width=24),
    Column("委托部门", "delegating_department_id", "name"),
    Column("委托书文号", "delegation_document"),
    Column("委托日期", "delegated_on", "date"),
    Column("委托公告", "delegation_announcement"),
    Column("公告日期", "announced_on", "date"),
    Column("划出部门", "origin_department_id", "name", shown=True),
    Column("别名", "keywords", width=20),
    Column("大厅分区", "zone_class", "choice", ZONES),
    Column("是否进驻政务大厅", "entry", "choice", ENTRIES, shown=True),
    Column("进驻理由", "entry_reason", shown=True),
    Column("运行系统", "dedicated_system"),
    Column("须核原件", "needs_original", "flag"),
    Column("须本人到场", "needs_person", "flag"),
    Column("本人到场依据", "needs_person_basis"),
    Column("主题分类", "item.subject_ids", "names"),
    Column("服务对象", "version.applicant_kind", "choice", APPLICANT_KINDS),
    Column("服务对象类别", "version.applicant_type_ids", "keys", "applicant"),
    Column("办件类型", "version.case_type", "choice", "case_type"),
    Column("数量限制", "version.quantity"),
    Column("设定依据", "version.law_ids", "laws", width=36),
    Column("受理条件", "version.conditions", width=40),
    Column("不予受理条件", "version.denial_conditions", width=30),
    Column("办理流程", "version.procedure", width=30),
    Column("申请人权利义务", "version.rights", width=30),
    Column("法定办结时限", "version.legal_days", "number"),
    Column("法定办结时限单位", "version.legal_unit", "choice", "limit_unit"),
    Column("法定办结时限说明", "version.legal_note", width=24),
    Column("承诺办结时限", "version.promise_days", "number"),
    Column("承诺办结时限单位", "version.promise_unit", "choice", "limit_unit"),
    Column("承诺办结时限说明", "version.promise_note", width=24),
    Column("办理地点", "version.location", width=24),
    Column("办理时间", "version.office_hours", width=24),
    Column("到办事现场次数", "version.visits", "number"),
    Column("必须现场办理原因", "version.visit_reason", width=24),
    Column("办理形式", "version.channel_ids", "keys", "channel"),
    Column("通办范围", "version.scope", "choice", "scope"),
    Column("联办机构", "version.joint_department_ids", "names"),
    Column("承办机构", "version.handling_department_id", "name"),
    Column("是否有中介服务", "version.agency_required", "flag"),
    Column("中介服务依据", "version.agency_basis", width=24),
    Column("网办深度", "version.online_depth", "choice", "online_depth"),
    Column("网办地址", "version.online_url", width=24),
    Column("是否支持预约办理", "version.bookable", "flag"),
    Column("是否支持网上支付", "version.online_payment", "flag"),
    Column("是否支持物流快递", "version.courier", "flag"),
    Column("是否支持自助终端办理", "version.self_service", "flag"),
    Column("是否收费", "version.fee_charged", "flag"),
    Column("申请书示范文本", "version.form_sample", width=30),
    Column("审批结果名称", "version.result_name", width=20),
    Column("审批结果类型", "version.result_kind", "choice", "result_kind"),
    Column("审批结果有效期（月）", "version.result_validity_months", "number"),
    Column("咨询方式", "version.consult", width=20),
    Column("监督投诉方式", "version.complaint", width=20),
)

MATERIALS = Sheet(
    "申请材料",
    "material_line_ids",
    (
        Column("材料名称", "material_id", "name", width=30),
        Column("材料必要性", "necessity", "choice", "necessity"),
        Column("容缺后补期限（工作日）", "defer_days", "number"),
        Column("原件份数", "originals", "number"),
        Column("复印件份数", "copies", "number"),
        Column("收取方式", "receive_mode", "choice", "receive_mode"),
        Column("填报须知", "note", width=30),
        Column("来源渠道", "source", "choice", "material_source"),
        Column("来源渠道说明", "source_note", width=20),
        Column("出具机构", "issuer", width=20),
        Column("出具时间要求", "issued_time", width=20),
        Column("规格", "spec"),
        Column("受理标准", "acceptance_standard", width=30),
        Column("要求提供的依据", "basis", width=24),
    ),
)
FEES = Sheet(
    "收费",
    "fee_ids",
    (
        Column("收费项目名称", "name", width=24),
        Column("收费标准", "standard", width=24),
        Column("收费依据", "basis", width=36),
        Column("是否允许减免", "reducible", "flag"),
        Column("减免依据", "reduction_basis", width=24),
    ),
)
SPECIALS = Sheet(
    "特别程序",
    "special_ids",
    (
        Column("特别程序种类", "kind", "choice", "special_procedure"),
        Column("特别程序名称", "name", width=20),
        Column("特别程序时限（工作日）", "days", "number"),
        Column("特别程序依据", "basis", width=36),
        Column("是否计入时限", "counted", "flag"),
    ),
)
PROCESS = Sheet(
    "办理环节",
    "step_ids",
    (
        Column("环节名称", "name", width=20),
        Column("环节类型", "kind", "choice", STEPS),
        Column("责任部门", "department_id", "name", width=24),
        Column("岗位", "role"),
        Column("环节时限", "limit_days", "number"),
        Column("环节时限单位", "limit_unit", "choice", "limit_unit"),
        Column("前置环节", "after_ids", "siblings", "step_ids", width=20),
        Column("会商部门", "consulted_ids", "names", width=20),
        Column("告知部门", "informed_ids", "names", width=20),
        Column("特别程序种类", "special_kind", "choice", "special_procedure"),
        Column("依据", "basis", width=30),
        Column("备注", "note", width=20),
    ),
)
QUESTIONS = Sheet(
    "常见问题",
    "faq_ids",
    (
        Column("问题", "question", width=36),
        Column("答案", "answer", width=60),
    ),
)
FORM = Sheet(
    "申请表字段",
    "form_field_ids",
    (
        Column("字段名称", "name", width=20),
        Column("填写方式", "kind", "choice", FIELD_KINDS),
        Column("选项", "choices", width=20),
        Column("是否必填", "required", "flag"),
        Column("填写说明", "help", width=30),
        Column("用途或依据", "basis", width=30),
    ),
)
SITUATIONS = Sheet(
    "情形",
    "situation_ids",
    (
        Column("问题", "name", width=30),
        Column("问题说明", "hint", width=24),
        Column("显示条件", "shown_if_ids", "answers", width=30),
        Column("答案", "answer.name", width=24),
        Column("答案说明", "answer.hint", width=24),
    ),
)
RULES = Sheet(
    "情形规则",
    "situation_rule_ids",
    (
        Column("规则名称", "name", width=24),
        Column("适用情形", "answer_ids", "answers", width=40),
        Column("适用材料", "material_line_ids", "siblings", "material_line_ids"),
        Column("适用环节", "step_ids", "siblings", "step_ids"),
    ),
)
LINES = (
    MATERIALS,
    FEES,
    SPECIALS,
    PROCESS,
    SITUATIONS,
    RULES,
    QUESTIONS,
    FORM,
)

# Shared tables, one row each however many services quote it.
LIBRARIES = (
    Sheet(
        "材料库",
        "yichuang.material",
        (
            Column("材料名称", "name", width=30),
            Column("材料类型", "kind", "choice", "material_kind"),
            Column("材料形式", "form", "choice", "material_form"),
            Column("来源渠道", "source", "choice", "material_source"),
            Column("出具机构", "issuer", width=24),
            Column("出具时间要求", "issued_time", width=20),
            Column("规格", "spec"),
            Column("受理标准", "acceptance_standard", width=36),
            Column("常见错误", "common_mistakes", width=36),
            Column("要求提供的依据", "basis", width=24),
        ),
    ),
    Sheet(
        "法律法规",
        "yichuang.law",
        (
            Column("法律名称", "name", width=30),
            Column("文号", "number", width=24),
            Column("条款", "article", width=20),
            Column("条款内容", "text", width=60),
            Column("颁布机关", "issuer", width=20),
            Column("实施日期", "effective_on", "date"),
        ),
    ),
    Sheet(
        "法定时限",
        "yichuang.statutory.limit",
        (
            Column("事项名称", "item.name", shown=True, width=30),
            Column("法律名称", "law_name", shown=True, width=30),
            Column("条款", "article", shown=True),
            Column("行为", "action", shown=True, width=30),
            Column("期限", "number", "number", shown=True),
            Column("单位", "unit", "choice", "limit_unit", shown=True),
            Column("起算", "starts", "choice", STARTS, shown=True),
            Column("起算（原文）", "start_words", shown=True, width=24),
            Column("约束机关", "on_organ", "flag", shown=True),
            Column("已核对", "verified", "flag", shown=True),
        ),
    ),
)
