"""The days on which the shop packs, by its own closed days and the holidays by law."""

import datetime as dt
from dataclasses import replace

import pytest

from small_trades.shop.delivery.calendar import is_working_day, packing_day
from small_trades.shop.delivery.defaults import DEFAULTS


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),  # Saturday
        ("2026-11-23", False),  # 勤労感謝の日
        ("2026-12-29", False),  # the turn of the year
        ("2026-05-06", False),  # 振替休日
        ("2027-01-04", True),
    ],
)
def test_working_days(day: str, *, is_open: bool) -> None:
    assert is_working_day(dt.date.fromisoformat(day), DEFAULTS) is is_open


def test_the_trader_decides_about_weekdays_holidays_and_closed_days() -> None:
    own = replace(
        DEFAULTS, closed_weekdays=frozenset({2}), closes_on_holidays=False, closed=("2026-11-20", "11-24")
    )
    open_days = [day for day in range(18, 26) if is_working_day(dt.date(2026, 11, day), own)]
    assert open_days == [19, 21, 22, 23]
    assert is_working_day(dt.date(2027, 11, 20), own)


@pytest.mark.parametrize(
    ("ordered", "packed"),
    [
        ("2026-11-17T11:59", "2026-11-18"),
        ("2026-11-17T12:00", "2026-11-19"),
        ("2026-11-20T13:00", "2026-11-25"),  # over a weekend and a holiday
        ("2026-12-28T15:00", "2027-01-05"),
    ],
)
def test_packing_skips_days_off(ordered: str, packed: str) -> None:
    assert packing_day(at(ordered), DEFAULTS) == dt.date.fromisoformat(packed)


def test_what_is_packed_the_same_day_leaves_it() -> None:
    quick = replace(DEFAULTS, packing_days=0, cut_off=dt.time(15))
    assert packing_day(at("2026-11-17T14:59"), quick) == dt.date(2026, 11, 17)
    assert packing_day(at("2026-11-17T15:00"), quick) == dt.date(2026, 11, 18)
