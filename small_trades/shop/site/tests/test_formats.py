from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from small_trades.shop.site import formats


@pytest.mark.parametrize(
    ("language", "yen", "written"),
    [
        ("ja", 1980, "1,980円"),
        ("ja", 0, "0円"),
        ("ja", -1200, "−1,200円"),
        ("en", 1980, "¥1,980"),
        ("en", -5, "−¥5"),
    ],
)
def test_money(language: str, yen: int, written: str) -> None:
    with translation.override(language):
        assert formats.money(yen) == written


@pytest.mark.parametrize(
    ("language", "day", "with_weekday", "moment"),
    [
        ("ja", "2026年10月5日", "2026年10月5日(月)", "2026年10月5日 00:03"),
        ("en", "5 Oct 2026", "Mon 5 Oct 2026", "5 Oct 2026, 00:03"),
    ],
)
def test_days_and_moments_are_those_of_japan(language: str, day: str, with_weekday: str, moment: str) -> None:
    late_in_utc = datetime(2026, 10, 4, 15, 3, tzinfo=UTC)
    with translation.override(language):
        assert formats.date(date(2026, 10, 5)) == formats.date(late_in_utc) == day
        assert formats.date(late_in_utc, weekday=True) == with_weekday
        assert formats.datetime(late_in_utc) == moment
