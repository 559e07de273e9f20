"""The documents (文书) that acceptance, review and decision give out.

One row a kind: its title, the character of its kind in the document number, the
article it rests on, the facts without which it may not be issued, whether the organ's
seal belongs on it and whether it tells the remedies. Fields after the standard list of
a hall's documents and the Administrative Licensing Law (行政许可法).
"""

from .document_kind import Kind
from .letter_kinds import LETTERS

LAW = "《中华人民共和国行政许可法》"
APPLIED = "你（单位）于{received}就“{service}”提出的申请，"

KINDS = {
    "receipt": Kind(
        "申请材料接收凭证",
        "收",
        f"{LAW}第三十二条",
        "现收到你（单位）就“{service}”提交的申请材料。本凭证只证明材料已经接收，不代表受理。",
        ("告知截止日", "收件人"),
        sealed=False,
        served=False,
    ),
    "acceptance": Kind(
        "受理通知书",
        "受",
        f"{LAW}第三十二条第一款第（五）项",
        APPLIED + "申请材料齐全、符合法定形式，本机关予以受理。",
        ("受理时间", "法定办结期限", "承诺办结期限"),
    ),
    "supplement": Kind(
        "补正材料一次性告知书",
        "补",
        f"{LAW}第三十二条第一款第（四）项",
        APPLIED
        + "申请材料不齐全或者不符合法定形式，现将需要补正的全部内容一次告知如下。",
        ("需要补正的全部内容", "补正期限", "逾期后果"),
    ),
    "not_needed": Kind(
        "不受理告知书",
        "不受",
        f"{LAW}第三十二条第一款第（一）项",
        APPLIED + "依法不需要取得行政许可，本机关不受理。",
        ("理由", "法律依据"),
        remedies=True,
    ),
    "refusal": Kind(
        "不予受理决定书",
        "不予受",
        f"{LAW}第三十二条第一款第（二）项",
        APPLIED + "依法不属于本机关职权范围，本机关决定不予受理。",
        ("理由", "法律依据", "应当向其申请的行政机关"),
        remedies=True,
    ),
    "unsupplemented": Kind(
        "不予受理决定书",
        "不予受",
        f"{LAW}第三十二条",
        APPLIED
        + "经一次性告知，仍未在期限内补齐或者仍不符合法定形式，本机关决定不予受理。",
        ("理由", "法律依据"),
        remedies=True,
    ),
    "deferral": Kind(
        "容缺受理通知书",
        "容",
        f"{LAW}第三十二条",
        APPLIED + "主要材料齐全、符合法定形式，次要材料暂缺，本机关先行受理。",
        ("容缺材料", "补齐期限", "逾期后果", "承诺人"),
    ),
    "promise": Kind(
        "告知承诺书",
        "诺",
        "《优化营商环境条例》第四十条",
        APPLIED + "适用告知承诺制。本机关已一次性告知许可条件和法律责任，"
        "申请人自愿承诺符合条件。",
        (
            "许可条件",
            "以承诺替代的材料",
            "核查方式与期限",
            "不实承诺的责任",
            "承诺人",
            "承诺日期",
        ),
    ),
    "promise_withdrawal": Kind(
        "撤回承诺确认书",
        "撤诺",
        "《优化营商环境条例》第四十条",
        APPLIED + "你（单位）已撤回所作承诺，本机关按照一般程序办理。",
        ("事由", "需要提交的材料", "提交期限", "逾期后果"),
    ),
    "promise_order": Kind(
        "责令限期整改通知书",
        "整",
        f"{LAW}第六十一条",
        "经核查，你（单位）就“{service}”所作承诺与实际情况不符，现责令限期整改。",
        ("与承诺不符的情况", "整改期限", "逾期后果"),
        remedies=True,
    ),
    "promise_revocation": Kind(
        "撤销行政许可决定书",
        "许撤",
        f"{LAW}第六十九条",
        "经查，你（单位）就“{service}”作出不实承诺取得行政许可，本机关决定撤销该行政许可。",
        ("承诺与事实", "陈述申辩情况", "理由", "法律依据"),
        remedies=True,
    ),
    "first_review": Kind(
        "初审意见书",
        "初审",
        f"{LAW}第三十五条",
        "经对“{service}”的申请进行初步审查，现将初步审查意见报送如下。",
        ("初审机关", "报送机关", "初审意见", "初审建议"),
        served=False,
        internal=True,
    ),
    "hop_transfer": Kind(
        "上报材料移交清单",
        "移",
        f"{LAW}第三十五条",
        "现将“{service}”的初步审查意见和全部申请材料直接报送你机关。",
        ("移交机关", "接收机关", "材料目录", "清单校验值"),
        sealed=False,
        served=False,
    ),
    "grant": Kind(
        "准予行政许可决定书",
        "许准",
        f"{LAW}第三十八条第一款",
        APPLIED + "经审查，符合法定条件、标准，本机关决定准予行政许可。",
        ("受理时间", "决定内容", "依据"),
    ),
    "denial": Kind(
        "不予行政许可决定书",
        "许不准",
        f"{LAW}第三十八条第二款",
        APPLIED + "经审查，不符合法定条件、标准，本机关决定不予行政许可。",
        ("理由", "法律依据"),
        remedies=True,
    ),
    "extension": Kind(
        "延长办理期限通知书",
        "延",
        f"{LAW}第四十二条",
        APPLIED + "不能在原定期限内作出决定，经批准延长办理期限，现将理由告知如下。",
        ("原届满日期", "延长天数", "理由", "批准人", "新届满日期"),
    ),
    "special": Kind(
        "特别程序告知书",
        "特",
        f"{LAW}第四十五条",
        APPLIED + "依法需要进行下列特别程序，所需时间不计算在办理期限内。",
        ("程序种类", "法律依据", "所需时间", "新的预计办结日期"),
    ),
    "hearing_told": Kind(
        "听证告知书",
        "听告",
        f"{LAW}第四十七条",
        "“{service}”的申请直接涉及你（单位）与他人之间的重大利益关系，你（单位）享有要求听证的权利。",
        ("听证事项", "申请听证的期限"),
    ),
    "hearing_notice": Kind(
        "听证通知书",
        "听通",
        f"{LAW}第四十八条第一款第（一）项",
        "本机关定于下列时间、地点就“{service}”的申请举行听证。",
        ("时间", "地点", "主持人"),
    ),
    "hearing_public": Kind(
        "听证公告",
        "听公",
        f"{LAW}第四十六条",
        "本机关定于下列时间、地点就“{service}”的申请公开举行听证，现予公告。",
        ("听证事项", "时间", "地点"),
        served=False,
    ),
    "hearing_record": Kind(
        "听证笔录",
        "听录",
        f"{LAW}第四十八条第一款第（五）项",
        "就“{service}”的申请举行的听证，记录如下，经参加人确认无误后签字或者盖章。",
        ("时间", "听证笔录"),
        sealed=False,
        served=False,
    ),
    "interested": Kind(
        "利害关系人告知书",
        "利告",
        f"{LAW}第三十六条",
        "“{service}”的申请直接关系他人重大利益，利害关系人有权进行陈述和申辩。",
        ("利害关系人", "利害关系事项", "陈述申辩期限"),
    ),
    "site_record": Kind(
        "现场核查记录",
        "核",
        f"{LAW}第三十四条第三款",
        "根据法定条件和程序，就“{service}”的申请内容进行现场核查，记录如下。",
        ("时间", "地点", "核查人员", "核查情况", "被核查人"),
        sealed=False,
        served=False,
    ),
    "withdrawal": Kind(
        "撤回申请确认书",
        "撤",
        LAW,
        APPLIED + "你（单位）已撤回，本机关终止办理。",
        ("事由",),
        sealed=False,
    ),
    "deemed_withdrawal": Kind(
        "视为撤回申请通知书",
        "视撤",
        f"{LAW}第三十二条",
        APPLIED + "逾期未补正，按照告知的后果视为撤回申请。",
        ("事由",),
    ),
    "revocation": Kind(
        "撤销受理决定书",
        "撤受",
        LAW,
        APPLIED + "本机关决定撤销受理。",
        ("理由",),
        remedies=True,
    ),
    "termination": Kind(
        "终止办理通知书",
        "终",
        LAW,
        APPLIED + "本机关终止办理。",
        ("理由",),
        remedies=True,
    ),
    "deemed_acceptance": Kind(
        "视为受理通知书",
        "视受",
        f"{LAW}第三十二条第一款第（四）项",
        APPLIED + "本机关逾期未告知补正内容，自收到申请材料之日起即为受理。",
        ("受理时间", "法定办结期限", "承诺办结期限"),
    ),
    "joint_answer": Kind(
        "联合办理结果告知书",
        "联答",
        f"{LAW}第二十六条第二款",
        "你（单位）于{received}就“{service}”提出的申请，所含各事项均已办结，现将办理结果一并告知如下。",
        ("办理结果",),
    ),
    "deemed_renewal": Kind(
        "视为准予延续通知书",
        "视延",
        f"{LAW}第五十条第二款",
        APPLIED + "本机关在该行政许可有效期届满前未作出决定，视为准予延续。",
        ("原许可证件编号", "原有效期届满日"),
    ),
    "licence_change": Kind(
        "准予变更行政许可决定书",
        "许变",
        f"{LAW}第四十九条",
        "你（单位）就“{service}”取得的行政许可，经审查，符合法定条件、标准，本机关决定准予变更。",
        ("证照编号", "变更内容"),
    ),
    "licence_suspension": Kind(
        "暂扣许可证件决定书",
        "许扣",
        "《中华人民共和国行政处罚法》第九条第（三）项",
        "经查，本机关决定暂扣你（单位）就“{service}”取得的许可证件。",
        ("证照编号", "理由", "法律依据"),
        remedies=True,
    ),
    "licence_revocation": Kind(
        "撤销行政许可决定书",
        "许撤",
        f"{LAW}第六十九条",
        "经查，本机关决定撤销你（单位）就“{service}”取得的行政许可。",
        ("证照编号", "理由", "法律依据", "陈述申辩情况"),
        remedies=True,
    ),
    "licence_withdrawal": Kind(
        "撤回行政许可决定书",
        "许回",
        f"{LAW}第八条第二款",
        "为了公共利益的需要，本机关决定撤回你（单位）就“{service}”取得的行政许可；"
        "由此造成财产损失的，依法给予补偿。",
        ("证照编号", "理由", "法律依据", "陈述申辩情况"),
        remedies=True,
    ),
    "licence_cancellation": Kind(
        "注销行政许可决定书",
        "许销",
        f"{LAW}第七十条",
        "本机关依法办理你（单位）就“{service}”取得的行政许可的注销手续。",
        ("证照编号", "理由", "法律依据"),
        remedies=True,
    ),
    "undertaking": Kind(
        "容缺受理承诺书",
        "容诺",
        f"{LAW}第三十二条",
        "申请人就“{service}”提出的申请暂缺下列材料，承诺在期限内补齐，并知悉逾期的后果。",
        (
            "容缺材料",
            "补齐期限",
            "逾期后果",
            "承诺人",
            "签署方式",
            "签署日期",
        ),
        sealed=False,
        served=False,
    ),
    "market_mandate": Kind(
        "中介服务采购委托书",
        "委",
        "《优化营商环境条例》第四十三条",
        "委托人为办理“{service}”，委托政务服务大厅代为起草并发布下列采购公告；"
        "公告内容由委托人本人确认，中介服务机构不由大厅选定。",
        (
            "委托人",
            "受托人",
            "采购公告",
            "中介服务事项",
            "委托权限",
            "确认人",
            "确认时间",
        ),
        sealed=False,
        served=False,
    ),
    "approval": Kind(
        "行政许可审批表",
        "审",
        LAW,
        "“{service}”的申请由下列人员依次办理，各环节意见如下。",
        ("办理环节",),
        sealed=False,
        served=False,
        internal=True,
    ),
    **LETTERS,
    "proof": Kind(
        "送达回证",
        "送",
        "《中华人民共和国民事诉讼法》第八十七条",
        "本机关就“{service}”的申请制发的下列文书，送达情况如下。",
        ("送达文书", "受送达人", "送达方式", "送达时间"),
        sealed=False,
        served=False,
    ),
}

# Kinds that tell an acceptance, and kinds that tell a decision.
ACCEPTANCES = ("acceptance", "deferral", "deemed_acceptance")
DECISIONS = ("grant", "denial", "deemed_renewal")


def titles() -> list[tuple[str, str]]:
    """Keys and titles, for a selection."""
    return [(key, kind.title) for key, kind in KINDS.items()]


def to_serve() -> frozenset[str]:
    """Keys of the kinds that are served on somebody."""
    return frozenset(key for key, kind in KINDS.items() if kind.served)


def lacking(key: str, facts: dict) -> list[str]:
    """Labels that a document of this kind must state and ``facts`` leaves empty."""
    return [label for label in KINDS[key].facts if not facts.get(label)]


def number(organ: str, mark: str, year: int, serial: int) -> str:
    """The number of a document: 机关代字, 文书类型字, year and serial number.

    >>> number("广审批", "受", 2026, 123)
    '广审批受〔2026〕0123号'
    """
    return f"{organ}{mark}〔{year}〕{serial:04}号"
