"""When two places handle the same matter the same way (三级四同, 四级四同).

A service is compared with the one of the same item at the level above, element by
element. What counts is what is said, not how it is typed: full-width and half-width,
punctuation, spaces, book-title marks and a remark that names the level make no
difference. Materials are a set, the legal basis is a set of articles, the procedure
is the order of its steps, a limit is a number with its unit and is never converted.

Each element is reduced to a statement (a canonical text), the statement to a short
fingerprint, so that a database can compare any number of services by equality.
Source: 国发〔2018〕27号 for the official four, the article of 2018 for its five,
国发〔2022〕5号 for the six that are to be unified nationwide.

>>> above = limit(20, "workday")
>>> compare(above, limit(20, "workday")), compare(above, limit(20, "day"))
('same', 'different')
>>> compare(materials(["营业执照", "申请书"]), materials(["申请书", "《营业执照》"]))
'same'
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import blake2b

# Raised whenever a statement is formed otherwise, so that stored fingerprints of the
# old kind are made anew.
RULES = 1

# Which elements each profile compares, in the order people name them.
PROFILES: Mapping[str, tuple[str, ...]] = {
    "official": ("name", "code", "basis", "type"),
    "article": ("name", "basis", "materials", "limit", "procedure"),
    "national": (
        "conditions",
        "applicants",
        "procedure",
        "materials",
        "limit",
        "result",
    ),
}
# Elements of the service itself, and elements that each of its versions states.
IDENTITY = ("name", "code", "type")
CONTENT = (
    "basis",
    "materials",
    "limit",
    "procedure",
    "conditions",
    "applicants",
    "result",
)
ELEMENTS = ("name", "code", "basis", "type", *CONTENT[1:])

SAME, DIFFERENT = "same", "different"
MISSING_BELOW, MISSING_ABOVE, UNSTATED = "missing_below", "missing_above", "unstated"

_LEVEL = r"(?:国家|省|自治区|设区的市|市|州|盟|县|区|旗|乡镇|乡|镇|街道|村|社区)"
LEVEL_REMARK = re.compile(
    rf"[（(](?:{_LEVEL}级?[、,，/和及]?)+(?:权限|行使|办理|事项)?[）)]"
)
NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十\d]+步|[（(]?[一二三四五六七八九十]+[）)、.．]"
    r"|[（(]?\d+[）)、.．](?!\d)|[①-⑳]|[-*·•●])\s*[:：]?\s*"
)
ARROWS = re.compile(r"\s*(?:\n|→|->|=>|⇒|➔|；|;)\s*")
AMENDED = re.compile(
    r"[（(]\s*\d{4}年?\s*(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修改|版)?本?\s*[）)]"
)
REPUBLIC = "中华人民共和国"
ORDINAL = re.compile(r"(?<=第)[零〇一二三四五六七八九十百两]+(?=[条款项目章节])")
DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "两": 2,
}
UNITS = {"workday": "工作日", "day": "自然日", "month": "个月", "hour": "小时"}


def normal(text: str) -> str:
    """The text without what does not change its meaning: width, case, spaces,
    punctuation.

    Between two digits something remains, for 1.5 is not 15 and 1-2 not 12.

    >>> normal("《食品经营许可证》 ＡＢＣ（变更）") == normal("食品经营许可证abc变更")
    True
    >>> normal("1.5米"), normal("１５米"), normal("1－2 份")
    ('1.5米', '15米', '1 2份')
    """
    text = unicodedata.normalize("NFKC", text)
    text = unicodedata.normalize("NFKC", text.casefold())
    pieces, gap = [], ""
    for sign in text:
        if _is_filling(sign):
            gap += sign
            continue
        if gap and pieces and pieces[-1].isdecimal() and sign.isdecimal():
            pieces.append("." if gap == "." else " ")
        pieces.append(sign)
        gap = ""
    return unicodedata.normalize("NFKC", "".join(pieces))


def _is_filling(sign):
    return unicodedata.category(sign)[0] in "PZC" and sign not in "%‰"


def name(text: str) -> str | None:
    """The name of a matter, without a remark that names the level.

    >>> name("体育类社会团体设立登记（县级权限）") == name("体育类社会团体设立登记 ")
    True
    >>> name("食品经营许可（变更）") == name("食品经营许可")
    False
    """
    return normal(LEVEL_REMARK.sub("", text or "")) or None


def code(text: str) -> str | None:
    """The basic code (基本编码); none where there is none.

    >>> code("000123018000"), code(False)
    ('000123018000', None)
    """
    return normal(text or "") or None


def article(text: str) -> str:
    """An article as it is cited, with its number in digits.

    >>> article("第四十二条第一款"), article("第42条 第1款")
    ('第42条第1款', '第42条第1款')
    """
    return normal(ORDINAL.sub(lambda found: str(_number(found[0])), text or ""))


def law(text: str) -> str:
    """The title of a law, without the name of the state and the year of amendment.

    >>> law("《中华人民共和国行政许可法》（2019年修正）")
    '行政许可法'
    """
    return normal(AMENDED.sub("", text or "").replace(REPUBLIC, ""))


def basis(laws: Iterable[tuple[str, str]]) -> str | None:
    """The legal basis as a set of (title, article).

    >>> basis([("《食品安全法》", "第三十五条")]) == basis([("食品安全法", "第35条")])
    True
    """
    return _set(f"{law(title)}\t{article(number)}" for title, number in laws)


def materials(names: Iterable[str]) -> str | None:
    """The materials as a set of names; order, copies and what may follow later
    (容缺后补) are the counter's business."""
    return _set(map(normal, names))


def limit(number: int, unit: str, instant: bool = False) -> str | None:
    """A period as number and unit, or at once; none if it is not stated.

    >>> limit(20, "workday"), limit(0, "workday", instant=True), limit(0, "day")
    ('20 workday', '0', None)
    """
    if number:
        return f"{number} {unit}"
    return "0" if instant else None


def lines(text: str) -> dict[str, list[str]]:
    """A procedure written as text, one step a line or after an arrow, as a graph.

    >>> lines("1.申请\\n2.受理→3.决定")
    {'申请': [], '受理': ['申请'], '决定': ['受理']}
    """
    graph: dict[str, list[str]] = {}
    before: list[str] = []
    for line in ARROWS.split(text or ""):
        step = NUMBERING.sub("", line).strip()
        if step:
            while step in graph:
                step += "'"
            graph[step] = before
            before = [step]
    return graph


def procedure(after: Mapping[str, Iterable[str]]) -> str | None:
    """The procedure: its steps and which comes before which, however it is drawn.

    :param after: step name → names of the steps it comes after, without cycles
    >>> straight = procedure({"申请": [], "受理": ["申请"], "决定": ["受理"]})
    >>> straight == procedure({"申请": [], "受理": ["申请"], "决定": ["受理", "申请"]})
    True
    >>> straight == procedure({"申请": [], "受理": ["申请"], "决定": ["申请"]})
    False
    """
    earlier: dict[str, frozenset[str]] = {}

    def before(step):
        if step not in earlier:
            earlier[step] = frozenset()  # what waits for itself waits for nothing else
            direct = [other for other in after.get(step, ()) if other in after]
            earlier[step] = frozenset(direct).union(*map(before, direct))
        return earlier[step]

    return _set(
        normal(step) + "\t" + "\n".join(sorted(map(normal, before(step))))
        for step in after
    )


def conditions(text: str) -> str | None:
    """The conditions as a set of paragraphs, without their numbering.

    >>> conditions("一、有场所；\\n二、有人员。") == conditions("1. 有场所\\n2. 有人员")
    True
    """
    return _set(normal(NUMBERING.sub("", line)) for line in (text or "").splitlines())


def applicants(kinds: Iterable[str]) -> str | None:
    """For whom it is (服务对象), as a set of keys."""
    return _set(kinds)


def result(kind: str, named: str) -> str | None:
    """What one gets: the kind and the name of the document.

    >>> result("none", ""), result("certificate", "")
    ('none\\t', None)
    """
    words = normal(named or "")
    return f"{kind}\t{words}" if words or kind == "none" else None


def fingerprint(statement: str | None) -> str | None:
    """Sixteen hexadecimal digits that stand for a statement; none for none.

    >>> fingerprint("20 workday") == fingerprint("20 workday"), fingerprint(None)
    (True, None)
    """
    if statement is None:
        return None
    return blake2b(statement.encode(), digest_size=8).hexdigest()


def compare(above: str | None, below: str | None) -> str:
    """How the statement (or fingerprint) below stands to the one above.

    >>> compare("x", None), compare(None, "x"), compare(None, None)
    ('missing_below', 'missing_above', 'unstated')
    """
    if above is None or below is None:
        if above is below:
            return UNSTATED
        return MISSING_BELOW if below is None else MISSING_ABOVE
    return SAME if above == below else DIFFERENT


def limit_words(number: int, unit: str, instant: bool = False) -> str:
    """A period in the words of the trade.

    >>> limit_words(20, "workday"), limit_words(0, "day", instant=True)
    ('20工作日', '即办')
    """
    if number:
        return f"{number}{UNITS[unit]}"
    return "即办" if instant else ""


def short(text: str, length: int = 160) -> str:
    """The beginning of a text in one line, for a list.

    >>> short("申请\\n受理"), short("一二三四", 3)
    ('申请；受理', '一二…')
    """
    line = "；".join(part.strip() for part in (text or "").splitlines() if part.strip())
    return line if len(line) <= length else line[: length - 1] + "…"


def _set(parts):
    found = sorted({part for part in parts if part.strip()})
    return "\x1f".join(found) or None


def _number(text):
    """A Chinese numeral up to 999 as a number.

    >>> [_number(text) for text in ("十", "四十二", "一百零五", "二〇")]
    [10, 42, 105, 20]
    """
    if not set(text) & set("十百"):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in "十百":
            weight = 10 if sign == "十" else 100
            total += (1 if digit is None else digit) * weight
            digit = None
        else:
            digit = DIGITS[sign]
    return total + (digit or 0)
