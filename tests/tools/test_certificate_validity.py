"""How long a certificate is valid."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_issuance.tools import validity

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(1, 600)


@given(DAYS, MONTHS)
def test_validity_ends_before_the_anniversary_or_with_its_month(first_day, months):
    last = validity.last_day(first_day, months)
    anniversary = first_day + relativedelta(months=months)
    if anniversary.day == first_day.day:
        assert last == anniversary - timedelta(days=1)
    else:
        assert last == anniversary
        assert (last + timedelta(days=1)).day == 1


@given(DAYS, MONTHS)
def test_longer_validity_ends_later(first_day, months):
    assert validity.last_day(first_day, months) < validity.last_day(
        first_day, months + 1
    )


@given(DAYS, MONTHS)
def test_later_start_never_ends_earlier(first_day, months):
    assert validity.last_day(first_day, months) <= validity.last_day(
        first_day + timedelta(days=1), months
    )
