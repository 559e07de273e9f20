"""What an applicant is told when a case moves, and how a message goes out.

Only what is needed is said: the applicant's name masked, the service, the receipt
number, what happened, what to do, and where to look.

>>> masked("示例申请人", "natural"), masked("示例有限公司", "legal")
('示****', '示例有限公司')
>>> [pause_minutes(attempts) for attempts in (1, 2, 3, 8, 9, 40)]
[1, 2, 4, 128, 240, 240]
"""

import hashlib
import hmac
import json
from typing import NamedTuple

LONGEST_PAUSE = 240
# With these pauses the last attempt is made after about three days.
MOST_ATTEMPTS = 24


class Words(NamedTuple):
    """The subject of a message, and what happened and what to do in a sentence."""

    subject: str
    told: str


WORDS = {
    "sent_back": Words(
        "网上申请退回修改", "已退回修改。请登录后查看原因，修改后重新提交。"
    ),
    "received": Words("已收件", "已收件。收件不等于受理，是否受理将在法定期限内告知。"),
    "supplement": Words(
        "需要补正", "需要补正材料。请按补正告知书载明的内容和期限一次性补齐。"
    ),
    "accepted": Words("已受理", "已受理，办理期限自受理之日起计算，无需重复提交材料。"),
    "refused": Words("不予受理", "未予受理。理由和救济途径见送达的文书。"),
    "sent_up": Words(
        "已上报", "已完成初审，连同全部申请材料报送上级机关，无需重复提交材料。"
    ),
    "decided": Words("已作出决定", "已作出决定。内容见送达的文书，请留意领取通知。"),
    "ready": Words(
        "可以领取", "办理结果已可领取。请携带收件凭证和有效证件到出件窗口。"
    ),
    "uncollected": Words(
        "请尽快领取", "办理结果已在出件窗口等候领取。请携带收件凭证和有效证件尽快领取。"
    ),
    "withdrawn": Words("已撤回", "已按撤回处理，办理终结。"),
    "revoked": Words("受理已撤销", "受理已撤销。理由见送达的文书。"),
    "terminated": Words("办理已终止", "已终止办理。理由见送达的文书。"),
    "answered": Words(
        "全部办结", "所含各事项均已办结。各事项的结果见联合办理结果告知书。"
    ),
    "ends_soon": Words(
        "许可证件即将到期",
        "取得的许可证件有效期即将届满。需要延续的，请在届满三十日前提出申请。",
    ),
    "promise_told": Words(
        "告知承诺事项告知", "已按告知承诺制准予许可，请依法加强监管。"
    ),
    "void": Words("收件已作废", "收件已作废。如有疑问，请与收件窗口联系。"),
}

# Which step of a case tells what; a step that stands here tells its applicant.
KIND_OF_STEP = {
    "send_back": "sent_back",
    "receive": "received",
    "receive_online": "received",
    "notify_supplement": "supplement",
    "accept": "accepted",
    "accept_deferred": "accepted",
    "accept_promised": "accepted",
    "accept_in_turn": "accepted",
    "deem_accepted": "accepted",
    "refuse": "refused",
    "lapse_refused": "refused",
    "pass_on": "sent_up",
    "pass_on_again": "sent_up",
    "decide": "decided",
    "place_at_exit": "ready",
    "withdraw": "withdrawn",
    "withdraw_online": "withdrawn",
    "lapse_withdrawn": "withdrawn",
    "revoke": "revoked",
    "lapse_revoked": "revoked",
    "terminate": "terminated",
    "lapse_terminated": "terminated",
    "end_blocked": "terminated",
    "withdraw_waiting": "withdrawn",
    "void": "void",
}


def masked(name: str, kind: str) -> str:
    """A person's name without all but its first character; an organisation's whole."""
    if kind != "natural":
        return name
    return name[:1] + "*" * (len(name) - 1)


def text(kind: str, name: str, service: str, number: str, link: str) -> str:
    """The message as it is sent.

    >>> text("accepted", "示*", "示例许可", "HALL-1", "http://x/track")
    '示*：您申请的“示例许可”（收件号HALL-1）已受理，办理期限自受理之日起计算，无需重复提交材料。查询：http://x/track'
    """
    which = f"收件号{number}" if number else "网上申请"
    return f"{name}：您申请的“{service}”（{which}）{WORDS[kind].told}查询：{link}"


def pause_minutes(attempts: int) -> int:
    """Minutes to wait after so many attempts: twice as long each time, up to hours."""
    return min(2 ** min(attempts - 1, 16), LONGEST_PAUSE)


def body(facts: dict) -> bytes:
    """The body of a request, the same bytes for the same facts."""
    return json.dumps(
        facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def signature(secret: str, moment: str, content: bytes) -> str:
    """HMAC-SHA-256 over the moment of sending, a dot and the body, so that neither can
    be changed and an old request is known as old.

    >>> signature("s", "1", b"{}")[:15]
    'sha256=b253639b'
    """
    signed = moment.encode() + b"." + content
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
