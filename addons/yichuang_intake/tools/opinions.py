"""An opinion says what was examined and what follows from it; a bare signature does
not (北京市政务服务条例 Art. 33: 不得只签署姓名).

>>> is_bare("同意。")
True
>>> is_bare("李审查 同意 2026年3月2日", names=["李审查"])
True
>>> is_bare("经核对，取水口位置与论证报告一致，同意。")
False
"""

import re
import unicodedata
from collections.abc import Iterable

# Words that state a result and no reason.
STOCK = (
    "经审查",
    "经审核",
    "经初审",
    "上报",
    "报送",
    "呈报",
    "转报",
    "可行",
    "已审核",
    "已审查",
    "审核",
    "审查",
    "通过",
    "同意办理",
    "不同意",
    "不通过",
    "不予",
    "准予",
    "许可",
    "拟同意",
    "建议",
    "同意",
    "已阅",
    "阅",
    "无意见",
    "没有意见",
    "无异议",
    "意见",
    "请领导审批",
    "请领导",
    "审批",
    "批准",
    "办理",
    "agreed",
    "agree",
    "approved",
    "approve",
    "granted",
    "grant",
    "denied",
    "deny",
    "rejected",
    "reject",
    "seen",
    "okay",
    "ok",
    "yes",
    "no",
)
_STOCK = re.compile("|".join(sorted(map(re.escape, STOCK), key=len, reverse=True)))
_DATE = re.compile(r"\d+|[年月日号时分]")
# What is left of a reason once the stock words are gone.
LEAST = 6


def is_bare(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a text is a signature, a date or stock words and gives no reason.

    :param names: names that count as a signature
    """
    left = unicodedata.normalize("NFKC", text or "").casefold()
    for name in names:
        for part in (name, *name.split()):
            left = left.replace(unicodedata.normalize("NFKC", part).casefold(), "")
    left = _DATE.sub("", _STOCK.sub("", left))
    return sum(map(str.isalnum, left)) < LEAST
