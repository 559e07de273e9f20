"""What the library of statutory limits says about a real list of 1,135 items.

The list (四川省广安市广安区) names items and organs, but states no limit, so the linter
can only say which items have a limit in the library by the words of their names, and
in which unit and from which start the law counts it. Everything else here would be
made up. Writes its section of docs/findings-guangan.md, between the two marks.

    python bench/findings.py ../shared/data/guangan_items_1135.csv
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "addons" / "yichuang_catalog"))

from tools import limit_match  # noqa: E402  (the path is set just above)

LIBRARY = (
    ROOT / "addons/yichuang_catalog/data/statutory_limits/yichuang.statutory.limit.csv"
)
PAGE = ROOT / "docs" / "findings-guangan.md"
BEGIN, END = "<!-- limits: begin -->", "<!-- limits: end -->"
TITLE = """# 一份真实名录的检查结果

四川省广安市广安区公布的 1,135 个政务服务事项。
"""
UNITS = {
    "workday": "工作日",
    "day": "日",
    "month": "个月",
    "hour": "小时",
    "year": "年",
}
STARTS = {"acceptance": "受理", "receipt": "收到", "other": "其他"}
ON_APPLICATION = ("01", "05", "07", "08", "09", "10")


def rows_of(path):
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def library():
    """The limits in force that bind the organ, by key."""
    return {
        row["id"]: row
        for row in rows_of(LIBRARY)
        if row["active"] == "1" and row["on_organ"] == "1"
    }


def matches(items, limits):
    """Each item with the limits that its name suggests."""
    words = {key: limit["keywords"] for key, limit in limits.items()}
    return [
        (
            item,
            [limits[key] for key in limit_match.suggestions(item["item_name"], words)],
        )
        for item in items
    ]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "｜") for cell in line) + " |"
        for line in lines
    )


def unwrapped(text):
    """The text with its lines joined, for Chinese has no spaces between them."""
    return re.sub(r"\n(?!- )", "", text).strip()


def period(limit):
    return f"{limit['number']} {UNITS[limit['unit']]}"


def by_type(found):
    total = Counter(item["item_type"] for item, _limits in found)
    with_limit = Counter(item["item_type"] for item, limits in found if limits)
    rows = [
        (name, number, with_limit[name], number - with_limit[name])
        for name, number in total.most_common()
    ]
    rows.append(
        ("合计", total.total(), with_limit.total(), total.total() - with_limit.total())
    )
    return table(("事项类型", "事项", "名称对应库中期限", "没有对应"), rows)


def by_department(found):
    total = Counter(item["department"] for item, _limits in found)
    with_limit = Counter(item["department"] for item, limits in found if limits)
    rows = [(name, total[name], number) for name, number in with_limit.most_common()]
    return table(("部门", "事项", "名称对应库中期限"), rows)


def suggested(found):
    rows = [
        (
            item["seq"],
            item["item_name"],
            "；".join(
                f"《{limit['law_name']}》{limit['article']} {period(limit)}"
                f"（自{STARTS[limit['starts']]}起"
                f"{'' if limit['verified'] == '1' else '，未核对'}）"
                for limit in limits
            ),
        )
        for item, limits in found
        if limits
    ]
    return table(("序号", "事项", "库中期限"), rows)


def section(items):
    limits = library()
    found = matches(items, limits)
    hits = [(item, some) for item, some in found if some]
    used = {limit["id"]: limit for _item, some in hits for limit in some}
    licences = [item for item, some in found if item["item_type_code"] == "01"]
    silent = [
        item
        for item, some in found
        if item["item_type_code"] in ON_APPLICATION[1:] and not some
    ]
    units = Counter(UNITS[limit["unit"]] for limit in used.values())
    starts = Counter(STARTS[limit["starts"]] for limit in used.values())
    unit_words = "、".join(f"{name} {count} 条" for name, count in units.most_common())
    start_words = "、".join(
        f"{name} {count} 条" for name, count in starts.most_common()
    )
    verified = sum(limit["verified"] == "1" for limit in used.values())
    several = sum(len(some) > 1 for _item, some in hits)
    points = f"""
- {len(hits)} 个事项按名称对应到库中期限，其中 {several} 个对应不止一条，须按情形选定；
涉及 {len(used)} 条期限，其中 {verified} 条已逐字对照条文。
- 这些期限的单位：{unit_words}；起算：{start_words}。
把“日”当作“工作日”、把“收到”当作“受理”是容易出现的错误，这两处须逐项核对。
- 行政许可 {len(licences)} 项，没有特别规定的适用行政许可法第四十二条：
二十个工作日（统一办理、联合办理、集中办理四十五个工作日）。
- 其他依申请办理的行政权力（给付、确认、奖励、裁决、其他）中 {len(silent)} 项
在库中没有对应期限，也不适用第四十二条：时限须另有依据，
写入“法定办结时限说明”，否则列为“时限没有依据”。
- 公共服务事项没有法定办理期限的，只写承诺时限。
"""
    opening = f"""
名录有 {len(items)} 个事项，只写部门、名称、类型和编码，**没有时限、材料和依据**。
因此只能按名称在法定时限库（现行有效、约束机关的 {len(limits)} 条）中查找；
名称相近不等于适用，须由编辑人员确认后才关联，也才参与公布前的检查。
"""
    return "\n\n".join(
        (
            "## 法定时限",
            unwrapped(opening),
            unwrapped(points),
            "### 按事项类型",
            by_type(found),
            "### 按部门",
            by_department(found),
            "### 逐项建议",
            suggested(found),
            "以上由 `python bench/findings.py 名录文件` 生成，可重复得到。",
        )
    )


def main(path):
    text = f"{BEGIN}\n\n{section(rows_of(Path(path)))}\n\n{END}\n"
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if BEGIN in old:
        before, rest = old.split(BEGIN, 1)
        after = rest.split(END, 1)[1].lstrip("\n")
        new = before + text + (f"\n{after}" if after else "")
    else:
        new = f"{(old or TITLE).rstrip()}\n\n{text}"
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
