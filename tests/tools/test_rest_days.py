"""The shipped table against the notices it comes from and two other sources."""

import csv
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import chinese_calendar
import pytest

from odoo.addons.yichuang_catalog.tools.holiday_notice import read_notice
from odoo.addons.yichuang_catalog.tools.rest_days import (
    SHIPPED,
    read_rest_days,
    workdays_from,
)

PUBLISHED_TABLE = (
    Path(__file__).parents[3] / "shared" / "data" / "cn_holidays_2014_2026.csv"
)
DAYS = read_rest_days(SHIPPED)
YEARS = range(2014, 2027)
AMENDMENTS = {
    "国发明电〔2015〕1号": "9月3日至5日",
    "国办发明电〔2019〕3号": "5月1日至4日",
    "国办发明电〔2020〕1号": "2月2日",
}


def shipped_notices():
    """Number → (scope, text) of the notices shipped as data."""
    tree = ElementTree.parse(SHIPPED.with_name("calendar_notices.xml"))
    found = {}
    for record in tree.iter("record"):
        values = {field.get("name"): field.text for field in record.iter("field")}
        found[values["number"]] = (values["scope"], values["text"])
    return found


@pytest.fixture(scope="module")
def table():
    return workdays_from(DAYS)


def test_every_day_is_listed_once_in_order():
    dates = [day.date for day in DAYS]
    assert dates == sorted(set(dates))
    assert {day.date.year for day in DAYS} == set(YEARS)


def test_every_row_is_what_its_notice_says():
    notices = shipped_notices()
    said = {}
    for number, (scope, text) in notices.items():
        if scope == "year":
            reading = read_notice(text)
            assert reading.problems == []
            assert reading.number == number
            said |= {
                day: (name, not worked, number)
                for day, (worked, name) in reading.days().items()
            }
    amended = {day.date for day in DAYS if day.notice in AMENDMENTS}
    rows = {day.date: (day.name, day.is_off, day.notice) for day in DAYS}
    assert {day: row for day, row in rows.items() if day not in amended} == {
        day: row for day, row in said.items() if day not in amended
    }
    assert {day.notice for day in DAYS} == set(notices)
    for number, words in AMENDMENTS.items():
        assert words in notices[number][1]


@pytest.mark.skipif(not PUBLISHED_TABLE.exists(), reason="no published table here")
def test_the_table_equals_the_published_one_day_by_day():
    with PUBLISHED_TABLE.open(encoding="utf-8", newline="") as source:
        published = {
            (row["date"], row["name"], row["is_off_day"] == "1")
            for row in csv.DictReader(source)
        }
    assert {(d.date.isoformat(), d.name, d.is_off) for d in DAYS} == published


def test_the_table_equals_that_of_an_independent_library(table):
    day = date(2014, 1, 1)
    while day.year < 2027:
        assert table.is_worked(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)
