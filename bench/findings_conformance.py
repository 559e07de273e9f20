"""What 三级四同 finds in a real list of 1,135 items of one district.

Runs the list (四川省广安市广安区) through the product's import and conformance report,
inside Odoo and without keeping anything, then looks in the imported catalogue at the
official four elements as far as the list states them, and sets the names beside two
published lists of levels above. Writes its section of docs/findings-guangan.md:

    script/odoo shell -d DATABASE --no-http < bench/findings_conformance.py
"""

import base64
import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

from odoo.tools import config

from odoo.addons.yichuang_catalog.tools import basic_code, conformance, enumerations

ROOT = next(
    folder
    for path in config["addons_path"]
    for folder in Path(path).resolve().parents
    if (folder / "docs" / "findings-guangan.md").is_file()
)
DATA = ROOT.parent / "shared" / "data"
PAGE = ROOT / "docs" / "findings-guangan.md"
BEGIN, END = "<!-- conformance: begin -->", "<!-- conformance: end -->"
# So many characters in common make a name worth looking at.
BEGINNING = 6
LETTER = re.compile(r"51\d([A-Z])")


def run(env):
    """The section, from a list that is imported and rolled back."""
    wizard = env["yichuang.item.import"].create(
        {
            "file": base64.b64encode((DATA / "guangan_items_1135.csv").read_bytes()),
            "filename": "guangan_items_1135.csv",
            "skip_errors": True,
        }
    )
    wizard.action_preview()
    before = env["yichuang.service"].search([])
    wizard.action_import()
    services = env["yichuang.service"].search([]) - before
    report = env["yichuang.conformance.run"]._start("official")
    report.sudo()._work_through()
    reasons = Counter(
        env["yichuang.conformance.unmatched"]
        .search([("run_id", "=", report.id), ("service_id", "in", services.ids)])
        .mapped("reason")
    )
    return section(wizard, services, reasons)


def section(wizard, services, reasons):
    return "\n\n".join(
        [
            BEGIN,
            "## 三级四同",
            paragraph(
                f"""名录经 **导入事项清单** 导入：{wizard.row_count} 行，
                {wizard.error_row_count} 行有错误而略过，得到 {len(services)} 个办理项、
                {len(services.item_id)} 个目录事项、
                {len(services.department_id)} 个实施主体。
                官方四同（名称、编码、依据、类型）报告的结果："""
            ),
            verdict(services, reasons),
            "### 编码",
            codes(services),
            "### 名称",
            names(services),
            "### 类型",
            types(services),
            "### 依据",
            "名录没有设定依据，无从比较。",
            "### 与上级公布的名录对照",
            above(services),
            "### 一个区的名录能说明什么，不能说明什么",
            LIMITS,
            "以上由 `bench/findings_conformance.py` 生成，可重复得到。",
            END,
        ]
    )


LIMITS = """\
能说明：同一区内名称、编码、类型是否自相一致；写法上的差别（括号、层级说明）有多少；\
有没有可以跨层级对应的编码。

不能说明：省、市、县之间是否一致——名录只有区一级，也没有国家基本编码、依据、材料、\
时限和流程。因此这里没有一致率；没有上级可比的事项，报告列为“无法比较”，\
不计作一致，也不计作不一致。"""


def verdict(services, reasons):
    labels = {
        "unpublished": "未公布内容（名录只有名称，没有可公布的版本）",
        "no_code": "没有基本编码",
        "no_upper": "上级没有该事项",
        "top": "上面没有任何层级",
    }
    compared = len(services) - sum(reasons.values())
    lines = [f"- 可与上级比较：{compared} 项"]
    lines += [f"- {labels[key]}：{count} 项" for key, count in reasons.most_common()]
    return "\n".join(lines)


def codes(services):
    items = services.item_id
    national = items.filtered("code")
    stems = [stem(service) for service in services]
    valid = {code for code in stems if basic_code.is_valid(code)}
    shapes = Counter(re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", stem)) for stem in stems)
    rows = [(f"`{shape}`", count) for shape, count in shapes.most_common(8)]
    rest = sum(shapes.values()) - sum(count for _shape, count in rows)
    key = paragraph(
        f"""- 标明国家基本编码的：{len(national)} 项。**没有基本编码就没有跨层级的键**，
        只能按名称对应。地方编码中有 {len(valid)} 个合乎 12 位基本编码的规则
        （51 四川设定、20 公共服务），名录没有说明，导入时不当作基本编码。"""
    )
    generations = paragraph(
        f"""- 地方基本编码有 {len(shapes)} 种写法（9 代数字，A 代字母），
        同一清单里新旧编码并存："""
    )
    listed = table(("写法", "事项"), [*rows, ("其他", rest)])
    return f"{key}\n{generations}\n\n{listed}"


def names(services):
    twins = defaultdict(set)
    for service in services:
        twins[conformance.name(service.name)].add(service)
    lines = []
    for same in twins.values():
        if len(same) > 1:
            found = sorted(same, key=lambda service: service.id)
            stems = "、".join(f"`{stem(service)}`" for service in found)
            organs = "、".join({organ(service) for service in found})
            lines.append(f"  - {found[0].name}（{organs}）：{stems}")
    mains = defaultdict(set)
    for service in services:
        if service.item_id.main_name:
            mains[conformance.name(service.item_id.main_name)].add(service)
    shared = {
        main: {organ(service) for service in found} for main, found in mains.items()
    }
    spread = [
        f"  - {main}：{'、'.join(sorted(organs))}"
        for main, organs in sorted(shared.items())
        if len(organs) > 1
    ]
    remarks = Counter(
        re.sub(r"[()（）]", "", found[0])
        for service in services
        for found in conformance.LEVEL_REMARK.finditer(service.name)
    )
    spelled = "、".join(f"{words} {count}" for words, count in remarks.most_common())
    wrong = remarks["市级"] + remarks["市级/县级"]
    return "\n".join(
        [
            f"- 名称相同而编码不同的：{len(lines)} 组。",
            *lines,
            paragraph(
                f"""- 同一主项由不止一个部门办理的：{len(spread)} 组
                （按主管部门拆开编码时，同一事项会有两个编码）。"""
            ),
            *spread,
            paragraph(
                f"""- 名称写明层级的：{remarks.total()} 处（{spelled}）。
                层级不是名称的一部分，
                逐字比较会把它们全部误判为名称不一致；比较时略去。"""
            ),
            f"- 其中写“市级”的 {wrong} 处出现在区级名录里，应核对行使层级。",
        ]
    )


def types(services):
    seen = Counter()
    for service in services:
        letter = LETTER.match(service.local_code or "")
        if letter:
            seen[letter[1], enumerations.chinese("item_type", service.item_type)] += 1
    meant = {}
    for (letter, kind), count in seen.items():
        if count > seen.get((letter, meant.get(letter)), 0):
            meant[letter] = kind
    odd = [
        (letter, meant[letter], kind, count)
        for (letter, kind), count in sorted(seen.items())
        if kind != meant[letter]
    ]
    return "\n\n".join(
        [
            "四川地方编码第 4 位是字母，绝大多数与类型对应（"
            + "、".join(f"{letter} {kind}" for letter, kind in sorted(meant.items()))
            + f"，由数据归纳）。与所写类型不符的 {sum(row[3] for row in odd)} 项，"
            "须核对是编码还是类型有误：",
            table(("字母", "通常的类型", "所写类型", "事项"), odd),
        ]
    )


def above(services):
    ours = {conformance.name(service.name): service for service in services}
    ours_main = {
        conformance.name(service.item_id.main_name): service
        for service in services
        if service.item_id.main_name
    }
    state = read("pre_registration_approvals_31.csv")
    found = [
        row
        for row in state
        if conformance.name(row["item_name"]) in ours.keys() | ours_main.keys()
    ]
    national = [
        row
        for row in read("liaoning_basic_codes_30.csv")
        if row["basic_code_12"].startswith("00")
    ]
    rows = []
    for row in national:
        name = conformance.name(row["item_name"])
        service = ours.get(name) or ours_main.get(name)
        if service:
            key = enumerations.from_code("item_type", row["type2"], "gbt39046")
            kind = enumerations.chinese("item_type", key)
            here = enumerations.chinese("item_type", service.item_type)
            rows.append(
                (
                    row["item_name"],
                    f"`{row['basic_code_12']}` {kind}",
                    f"`{stem(service)}` {here}",
                    ("名称同" if name in ours else "主项名称同")
                    + ("、类型同" if here == kind else "、类型不同")
                    + "、无基本编码",
                )
            )
    one = paragraph(
        f"""- 国务院公布的企业登记前置审批事项 {len(state)} 项：名称（或主项名称）一致的
        {len(found)} 项。其中多数只由国家或省级办理，区级没有并不表示不一致；
        区级名录中开头相近、名称不同的："""
    )
    other = paragraph(
        f"""- 辽宁公布的 30 个编码样本中，国家统一设定（00 开头）的 {len(national)} 项，
        与本区名称或主项名称一致的 {len(rows)} 项："""
    )
    listed = table(("事项", "国家基本编码、类型", "本区编码、类型", "四同"), rows)
    return "\n".join([one, *alike(state, ours), other, "", listed])


def alike(state, ours):
    """Names of the State's list and those of ours that begin like them."""
    for row in state:
        name = conformance.name(row["item_name"])
        near = [
            conformance.short(service.name, 36)
            for ours_name, service in ours.items()
            if name[:BEGINNING] in ours_name and name != ours_name
        ]
        if near:
            yield f"  - {row['item_name']}：{'；'.join(near)}"


def stem(service):
    """The local code without place and organ, as far as the list writes it so."""
    return (service.local_code or "").split("-511602")[0]


def organ(service):
    """The organ as the list names it; the import tells several credit codes apart."""
    return re.sub(r"（[0-9A-Z]{18}）$", "", service.department_id.name)


def read(name):
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def paragraph(text):
    return "".join(line.strip() for line in text.splitlines())


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell) for cell in line) + " |" for line in lines
    )


def write(text):
    """Put the section in its place, or at the end of the page."""
    page = PAGE.read_text(encoding="utf-8").rstrip()
    if BEGIN in page:
        before, rest = page.split(BEGIN, 1)
        page = before + text + rest.split(END, 1)[1]
    else:
        page = f"{page}\n\n{text}"
    PAGE.write_text(page.rstrip() + "\n", encoding="utf-8")


if "env" in globals():  # run inside `script/odoo shell`
    write(run(globals()["env"]))
    globals()["env"].cr.rollback()
