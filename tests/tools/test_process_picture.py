"""The picture of a process: well-formed, the same every time, nothing on top of
anything, legible, and harmless."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import pdf_page, process_picture
from odoo.addons.yichuang_catalog.tools.process_picture import Box

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<script>alert("x")</script>&" onload="x'


@st.composite
def pictures(draw):
    size = draw(st.integers(1, 9))
    text = st.text(alphabet="审查决定受理 abc<>&\"'", max_size=20)
    boxes = [
        Box(n, draw(text) or "步", tuple(draw(st.lists(text, max_size=3))), draw(text))
        for n in range(size)
    ]
    after = {
        n: draw(st.lists(st.sampled_from(range(n)), unique=True)) if n else []
        for n in range(size)
    }
    return boxes, after


def drawn(boxes, after, **options):
    return process_picture.draw(boxes, after, title="流程", ident="p", **options)


def places(svg):
    """The rectangles of the boxes: left, top, right, bottom."""
    found = []
    for rect in svg.iter(f"{SVG}rect"):
        if rect.get("rx"):
            x, y, width, height = (
                float(rect.get(name)) for name in ("x", "y", "width", "height")
            )
            found.append((x, y, x + width, y + height))
    return found


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_every_box_is_there_inside_and_beside_the_others(picture):
    boxes, after = picture
    svg = ElementTree.fromstring(drawn(boxes, after))
    width, height = map(float, svg.get("viewBox").split()[2:])
    rectangles = places(svg)
    assert len(rectangles) == len(boxes)
    for left, top, right, bottom in rectangles:
        assert 0 <= left < right <= width + 0.1
        assert 0 <= top < bottom <= height + 0.1
    for one, other in combinations(rectangles, 2):
        assert (
            one[2] <= other[0]
            or other[2] <= one[0]
            or one[3] <= other[1]
            or other[3] <= one[1]
        )
    for node, others in after.items():
        for other in others:
            assert rectangles[other][3] < rectangles[node][1]


@given(pictures())
def test_it_is_the_same_every_time(picture):
    assert drawn(*picture) == drawn(*picture)


@given(pictures())
def test_its_words_are_text(picture):
    boxes, after = picture
    svg = ElementTree.fromstring(drawn(boxes, after))
    said = "".join(node.text or "" for node in svg.iter(f"{SVG}text"))
    for box in boxes:
        for words in (box.title, *box.lines):
            assert "".join(words.split()) in "".join(said.split())


def test_what_people_wrote_cannot_leave_its_place():
    svg = process_picture.draw(
        [Box("a", EVIL, (EVIL,), EVIL)],
        {},
        title=EVIL,
        ident=EVIL,
        description=EVIL,
    )
    assert "<script" not in svg
    tree = ElementTree.fromstring(svg)
    assert {node.tag for node in tree.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text")
    }
    assert all(
        not name.startswith("on") for node in tree.iter() for name in node.attrib
    )


def test_it_is_named_and_described_for_those_who_do_not_see_it():
    svg = ElementTree.fromstring(drawn([Box("a", "收件")], {}, description="先收件"))
    names = {node.get("id"): node.text for node in svg if node.get("id")}
    assert svg.get("role") == "img"
    assert names[svg.get("aria-labelledby")] == "流程"
    assert names[svg.get("aria-describedby")] == "先收件"


def test_it_needs_nothing_from_elsewhere():
    svg = drawn([Box("a", "收件"), Box("b", "决定")], {"b": ["a"]})
    for word in ("href", "url(", "@import", "<style", "<script", "<image"):
        assert word not in svg


def test_a_line_passes_beside_the_boxes_it_skips():
    boxes = [Box(n, f"第{n}步") for n in range(4)]
    # 0 → 1 → 2 → 3 and a branch from 0 to 3 that would cross 2 if it were straight
    boxes.append(Box(4, "另一步"))
    after = {1: [0], 2: [1], 4: [0], 3: [2, 4]}
    svg = ElementTree.fromstring(drawn(boxes, after))
    assert len(places(svg)) == 5
    bends = [
        path.get("d") for path in svg.iter(f"{SVG}path") if "V" in (path.get("d") or "")
    ]
    assert len(bends) == 1  # one link is two rows long


def test_links_that_follow_from_others_are_not_drawn():
    boxes = [Box(n, str(n)) for n in range(3)]
    short = drawn(boxes, {1: [0], 2: [1]})
    assert drawn(boxes, {1: [0], 2: [1, 0]}) == short


def test_the_path_that_decides_stands_out_without_colour():
    boxes = [Box(n, str(n)) for n in range(3)]
    svg = ElementTree.fromstring(drawn(boxes, {1: [0], 2: [0]}, critical=(0, 2)))
    thick = [rect.get("stroke-width") for rect in svg.iter(f"{SVG}rect")]
    assert thick == [None, "3", "1", "3"]


@pytest.mark.parametrize(
    ("beside", "least"), [(1, 12), (2, 12), (3, 12), (4, 12), (5, 9.5)]
)
def test_it_is_legible_on_a_telephone(beside, least):
    boxes = [
        Box("a", "收件"),
        *(
            Box(n, "并联审查", ("示例县自然资源和规划局", "5 个工作日"))
            for n in range(beside)
        ),
    ]
    svg = ElementTree.fromstring(drawn(boxes, {n: ["a"] for n in range(beside)}))
    smallest = min(int(text.get("font-size")) for text in svg.iter(f"{SVG}text"))
    assert smallest * min(1, 320 / float(svg.get("width"))) >= least


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(
        weight * part
        for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_wcag_contrast():
    for fill in process_picture.FILLS:
        assert contrast(process_picture.INK, fill) >= 12
    for line in (process_picture.STROKE, process_picture.CRITICAL):
        assert contrast(line, "#ffffff") >= 4.5


def test_it_prints_with_its_words_searchable():
    pypdfium2 = pytest.importorskip("pypdfium2")
    svg = drawn([Box("a", "收件"), Box("b", "现场勘验", ("5 个工作日",))], {"b": ["a"]})
    page = (
        '<html lang="zh"><head><meta charset="utf-8"><title>流程</title></head>'
        f"<body>{svg}</body></html>"
    )
    data = pdf_page.render(page, 'html{font-family:"Noto Sans CJK SC"}')
    (sheet,) = pypdfium2.PdfDocument(data)
    text = sheet.get_textpage().get_text_range()
    assert "现场勘验" in text
    assert "5 个工作日" in text
    # as wide as it says, 96 pixels to the inch, and no more
    rectangles = [one.get_bounds() for one in sheet.get_objects() if one.type == 2]
    width = max(right for _l, _b, right, _t in rectangles) - min(
        left for left, *_rest in rectangles
    )
    assert width == pytest.approx(process_picture.WIDTH * 0.75, abs=4)


@given(st.text(max_size=60), st.integers(3, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    lines = process_picture.wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(process_picture._ems(line) <= max(width, 1) for line in lines)
