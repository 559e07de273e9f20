"""Statements that compare by what is said (三级四同, hall.md 2.4)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import conformance

CHINESE = st.text(
    alphabet="食品经营许可证变更新办一二三0189aB", min_size=1, max_size=12
)
NOISE = st.text(alphabet=" 　，。、《》（）()【】“”\t", max_size=4)


@given(st.text())
def test_what_is_normal_stays_as_it_is(text):
    once = conformance.normal(text)
    assert conformance.normal(once) == once


@given(CHINESE, NOISE, NOISE)
def test_punctuation_around_words_says_nothing(text, before, after):
    assert conformance.normal(before + text + after) == conformance.normal(text)


@given(st.text(alphabet="abcXYZ019%（）", max_size=20))
def test_width_and_case_say_nothing(text):
    wide = "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text
    )
    assert unicodedata.normalize("NFKC", wide) == unicodedata.normalize("NFKC", text)
    assert conformance.normal(wide) == conformance.normal(text.upper())


@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from(".,-、 ~"))
def test_a_mark_between_digits_keeps_numbers_apart(one, other, mark):
    apart = conformance.normal(f"{one}{mark}{other}")
    assert apart != conformance.normal(f"{one}{other}")


@given(st.lists(CHINESE), st.randoms())
def test_materials_are_a_set(names, random):
    shuffled = names * 2
    random.shuffle(shuffled)
    assert conformance.materials(names) == conformance.materials(shuffled)


@given(st.lists(CHINESE, min_size=1, unique_by=conformance.normal), CHINESE)
def test_one_more_material_is_a_difference(names, more):
    longer = conformance.materials([*names, more])
    known = conformance.normal(more) in map(conformance.normal, names)
    assert (longer == conformance.materials(names)) == known


@given(st.integers(1, 999), st.sampled_from(["workday", "day", "month"]))
def test_a_limit_is_never_converted(number, unit):
    for other in ("workday", "day", "month"):
        same = conformance.limit(number, unit) == conformance.limit(number, other)
        assert same == (unit == other)


@given(st.lists(st.sampled_from("ABCDEFG"), unique=True, min_size=1), st.data())
def test_a_graph_is_compared_by_its_order_not_its_lines(names, data):
    after = {}
    for place, name in enumerate(names):
        after[name] = data.draw(
            st.lists(st.sampled_from(names[:place]), unique=True)
            if place
            else st.just([])
        )
    closed = {name: set(before) for name, before in after.items()}
    for name in names:
        for before in list(closed[name]):
            closed[name] |= closed[before]
    shuffled = dict(sorted(closed.items(), reverse=True))
    assert conformance.procedure(after) == conformance.procedure(shuffled)


@given(st.lists(st.sampled_from("甲乙丙丁戊"), unique=True, min_size=2))
def test_steps_in_another_order_are_a_difference(names):
    text = "\n".join(names)
    back = "\n".join(reversed(names))
    there = conformance.procedure(conformance.lines(text))
    assert there == conformance.procedure(conformance.lines("→".join(names)))
    assert there != conformance.procedure(conformance.lines(back))


@pytest.mark.parametrize("loop", [{"A": ["A"]}, {"A": ["B"], "B": ["A"]}])
def test_a_circle_does_not_hang(loop):
    assert conformance.procedure(loop)


@given(st.none() | CHINESE, st.none() | CHINESE)
def test_fingerprints_compare_as_statements_do(above, below):
    assert conformance.compare(above, below) == conformance.compare(
        conformance.fingerprint(above), conformance.fingerprint(below)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("企业投资项目备案（技术改造）（市级/县级）", "企业投资项目备案(技术改造)"),
        ("学校年度考核（县级行使）", "学校年度考核"),
        ("体育类社会团体设立登记（县级权限）", "体育类社会团体设立登记（省级）"),
    ],
)
def test_a_remark_on_the_level_is_no_other_name(one, other):
    assert conformance.name(one) == conformance.name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("食品经营许可（变更）", "食品经营许可（注销）"),
        ("市区道路挖掘审批", "道路挖掘审批"),
        ("护士执业注册（县域）", "护士执业注册"),
    ],
)
def test_a_remark_on_the_matter_is_another_name(one, other):
    assert conformance.name(one) != conformance.name(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            ("中华人民共和国食品安全法", "第三十五条"),
            ("《食品安全法》", "第35条"),
            True,
        ),
        (("行政许可法（2019年修正）", "第十条"), ("行政许可法", "第10条"), True),
        (("行政许可法", "第四十二条"), ("行政许可法", "第四十三条"), False),
        (("食品安全法", "第三十五条"), ("食品安全法实施条例", "第三十五条"), False),
        (("食品安全法", "第一百二十二条"), ("食品安全法", "第122条"), True),
    ],
)
def test_articles_are_compared_by_title_and_number(one, other, same):
    assert (conformance.basis([one]) == conformance.basis([other])) is same


def test_every_profile_uses_known_elements_only():
    known = {*conformance.IDENTITY, *conformance.CONTENT}
    assert set(conformance.ELEMENTS) == known
    for elements in conformance.PROFILES.values():
        assert known.issuperset(elements)
    assert conformance.PROFILES["official"] == ("name", "code", "basis", "type")
    assert len(conformance.PROFILES["article"]) == 5
