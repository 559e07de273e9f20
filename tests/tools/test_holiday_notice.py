"""The reader of the yearly notice: right on real ones, strict on all others."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.holiday_notice import (
    HOLIDAYS,
    read_notice,
    statutory_days,
)
from odoo.addons.yichuang_catalog.tools.rest_days import SHIPPED, read_rest_days

NOTICE_2025 = """国务院办公厅关于2025年
部分节假日安排的通知
国办发明电〔2024〕12号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，根据2024年11月修订的《全国年节及纪念日放假办法》，自2025年1月1日起，\
全体公民放假的假日增加2天。现将2025年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节\
放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周三）放假1天，不调休。
　　二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。\
1月26日（周日）、2月8日（周六）上班。
　　三、清明节：4月4日（周五）至6日（周日）放假，共3天。
　　四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
　　五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
　　六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、\
10月11日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发\
事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。

　　　　　　　　　　　　国务院办公厅
　　　　　　　　　　　　2024年11月12日
　　（本文有删减）
"""
NOTICE_2026 = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的\
具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。\
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）\
上班。
鼓励单位和个人结合落实带薪年休假等制度，实际形成较长假期，推动错峰出行。节假日期间，各地区、\
各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善\
处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
2025年11月4日
"""
NOTICES = {2025: NOTICE_2025, 2026: NOTICE_2026}


def shipped(year):
    return {
        day.date: (not day.is_off, day.name)
        for day in read_rest_days(SHIPPED)
        if day.date.year == year
    }


def codes(reading):
    return {problem.code for problem in reading.problems}


@pytest.mark.parametrize("year", NOTICES)
def test_a_published_notice_gives_the_table_of_its_year(year):
    reading = read_notice(NOTICES[year])
    assert reading.problems == []
    assert reading.year == year
    assert reading.days() == shipped(year)
    assert not any(holiday.unchecked for holiday in reading.holidays)


def test_number_and_date_of_issue_are_read():
    reading = read_notice(NOTICE_2026)
    assert reading.number == "国办发明电〔2025〕7号"
    assert reading.issued_on == date(2025, 11, 4)


@pytest.mark.parametrize("year", NOTICES)
def test_line_breaks_blanks_and_half_width_signs_do_not_matter(year):
    text = "".join(NOTICES[year].split())
    assert read_notice(text).days() == shipped(year)
    for full, half in ("（(", "）)", "：:", "，,"):
        text = text.replace(full, half)
    reading = read_notice(" ".join(text))
    assert (reading.problems, reading.days()) == ([], shipped(year))


def test_advice_to_rest_on_new_years_eve_moves_no_working_day():
    """The notice for 2024 asked employers to let people rest on 9 February."""
    text = NOTICE_2026.replace(
        "2月28日（周六）上班。",
        "2月28日（周六）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月16日）休息。",
    )
    reading = read_notice(text)
    assert (reading.problems, reading.days()) == ([], shipped(2026))


def test_new_year_may_begin_in_the_december_before():
    text = NOTICE_2026.replace("2026", "2023").replace(
        "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。",
        "一、元旦：2022年12月31日（周六）至2023年1月2日（周一）放假调休，共3天。",
    )
    [new_year, *_others] = read_notice(text).holidays
    assert [day.isoformat() for day in new_year.off] == [
        "2022-12-31",
        "2023-01-01",
        "2023-01-02",
    ]
    assert not [p for p in read_notice(text).problems if p.holiday == "元旦"]


def test_dates_without_a_weekday_are_named_as_unchecked():
    text = NOTICE_2026.replace("5月9日（周六）上班", "5月9日上班")
    reading = read_notice(text)
    assert reading.problems == []
    assert [d for h in reading.holidays for d in h.unchecked] == [date(2026, 5, 9)]


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("共9天", "共8天", "count_contradicts"),
        ("放假，共3天", "放假，共4天", "count_contradicts"),
        ("5月9日（周六）", "5月9日（周日）", "weekday_contradicts"),
        ("5月9日（周六）", "5月10日（周六）", "weekday_contradicts"),
        ("5月9日（周六）", "5月8日（周五）", "makeup_on_weekday"),
        ("5月9日（周六）上班", "5月3日（周日）上班", "named_twice"),
        ("5月9日（周六）上班。", "", "unbalanced"),
        ("5月9日（周六）", "5月9日（周六）、5月16日（周六）", "unbalanced"),
        ("5月9日（周六）", "2027年5月8日（周六）", "outside_year"),
        ("1月4日（周日）", "2025年12月28日（周日）", None),
        ("9月20日（周日）", "9月31日", "no_such_date"),
        ("9月20日（周日）、", "20日（周日）、", "no_such_date"),
        ("6月19日（周五）至21日", "6月19日（周五）至6月1日", "range_reversed"),
        (
            "5月1日（周五）至5日（周二）",
            "5月2日（周六）至6日（周三）",
            "without_its_day",
        ),
        ("五、端午节", "五、端午", "missing_holiday"),
        ("五、端午节", "五、中秋节", "repeated_holiday"),
        ("5月9日（周六）上班", "5月9日（周六）照常上班", "not_understood"),
        ("放假调休，共7天", "放假，调休后共7天", "not_understood"),
        ("至3日（周六）放假调休，共3天", "起", "no_rest"),
        ("2026年", "", "no_year"),
        ("关于2026年", "关于2027年", "no_year"),
        ("（周五）放假，共3天", "（周五）放假，与周末连休，共3天", "not_understood"),
        (
            "9月25日（周五）至27日（周日）放假，共3天",
            "9月24日放假，与周末连休",
            "not_joined",
        ),
        (
            "4月4日（周六）至6日（周一）放假，共3天",
            "4月5日放假，4月11日（周六）补休",
            "substitute_on_weekend",
        ),
        (
            "（周六）至6日（周一）放假",
            "（周六、周日）至6日（周一）放假",
            "weekday_contradicts",
        ),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(wrong, right, code):
    assert wrong in NOTICE_2026 or code == "not_understood"
    text = NOTICE_2026.replace(wrong, right)
    if text == NOTICE_2026:
        text = NOTICE_2026.replace("6月19日（周五）至21日（周日）放假", "端午放假")
    found = codes(read_notice(text))
    assert code in found if code else not found


def test_a_notice_for_another_year_is_refused_when_a_year_is_expected():
    assert "other_year" in codes(read_notice(NOTICE_2026, year=2027))
    assert codes(read_notice(NOTICE_2026, year=2026)) == set()


@pytest.mark.parametrize("text", ["", "放假", "一、元旦：", "现将2027年元旦通知如下。"])
def test_what_is_no_notice_is_refused(text):
    assert read_notice(text).problems


def test_a_change_of_the_law_can_be_allowed_for():
    assert codes(read_notice(NOTICE_2026, statutory=14)) == {"unbalanced"}
    assert [statutory_days(year) for year in (2024, 2025)] == [11, 13]


MUTATIONS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["delete", "replace", "insert", "duplicate"]),
        st.sampled_from(
            [*"0123456789年月日至、，。（）：周一六日放假调休上班共天补元", "\n"]
        ),
    ),
    min_size=1,
    max_size=4,
)


def mutate(text, mutations):
    for where, what, character in mutations:
        place = int(where * len(text))
        after = text[place + 1 :]
        match what:
            case "delete":
                text = text[:place] + after
            case "replace":
                text = text[:place] + character + after
            case "insert":
                text = text[:place] + character + text[place:]
            case "duplicate":
                text = text[: place + 1] + text[place:]
    return text


def is_named(day, text):
    """Whether the text itself speaks of this day, not only a reader's guess."""
    return f"{day.day}日" in text


@settings(max_examples=1500)
@given(year=st.sampled_from(sorted(NOTICES)), mutations=MUTATIONS)
def test_a_mutated_notice_is_refused_or_means_what_it_says(year, mutations):
    text = mutate(NOTICES[year], mutations)
    reading = read_notice(text)
    if reading.problems:
        return
    known, read = shipped(year), reading.days()
    # The balance of the year holds, whatever was changed.
    off = sum(not worked and day.weekday() < 5 for day, (worked, _) in read.items())
    makeup = sum(worked for worked, _name in read.values())
    assert off - makeup == statutory_days(reading.year)
    # A single day moved only where the text itself now names the other day.
    for day in read.keys() - known.keys():
        if read[day][0]:
            assert is_named(day, text)
    if not any(character.isdigit() for _w, _what, character in mutations):
        lost = {day for day in known.keys() - read.keys() if known[day][0]}
        assert not lost


@given(year=st.sampled_from(sorted(NOTICES)), data=st.data())
def test_a_lost_paragraph_or_sentence_never_goes_unnoticed(year, data):
    sentences = NOTICES[year].split("。")
    speaking = [n for n, s in enumerate(sentences) if "上班" in s or "）放假" in s]
    lost = data.draw(st.sampled_from(speaking))
    text = "。".join(s for n, s in enumerate(sentences) if n != lost)
    assert read_notice(text).problems


@given(year=st.sampled_from(sorted(NOTICES)), data=st.data())
def test_every_changed_day_of_a_date_is_noticed(year, data):
    """A changed day contradicts the weekday beside it, the count or the balance;
    only a make-up day moved by whole weeks is another, consistent notice."""
    reading = read_notice(NOTICES[year])
    holiday = data.draw(st.sampled_from(reading.holidays))
    day = data.draw(st.sampled_from([*holiday.off[:1], *holiday.makeup]))
    other = data.draw(st.integers(1, 28).filter(lambda number: number != day.day))
    text = NOTICES[year].replace(
        f"{day.month}月{day.day}日（", f"{day.month}月{other}日（"
    )
    found = read_notice(text).problems
    if day in holiday.makeup and (other - day.day) % 7 == 0:
        return
    assert found


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text):
    read_notice(text)
    read_notice(NOTICE_2026[:150] + text)


def test_all_holidays_of_the_law_are_known():
    assert len(HOLIDAYS) == 7
