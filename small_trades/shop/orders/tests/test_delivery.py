"""Where parcels go, for how much, and when they arrive."""

import datetime as dt

import pytest

from small_trades.shop.kernel.prefectures import PREFECTURES
from small_trades.shop.orders.delivery import (
    DATES_OFFERED,
    FEES,
    dates_offered,
    earliest_delivery,
    is_working_day,
    packing_day,
    region_by_id,
    region_of,
)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_every_prefecture_has_one_region() -> None:
    assert {region_of(prefecture).id for prefecture in PREFECTURES} == set(FEES.by_region)


@pytest.mark.parametrize(
    ("prefecture", "goods", "fee"),
    [("東京都", 10_999, 770), ("東京都", 11_000, 0), ("沖縄県", 1, 1650), ("北海道", 500, 1210)],
)
def test_fees_by_region_and_free_from_a_sum(prefecture: str, goods: int, fee: int) -> None:
    assert FEES.to(region_of(prefecture).id).due(goods) == fee


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
    assert is_working_day(dt.date.fromisoformat(day)) is is_open


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
    assert packing_day(at(ordered)) == dt.date.fromisoformat(packed)


def test_the_day_of_arrival_depends_on_the_way() -> None:
    ordered = at("2026-11-17T09:00")

    assert earliest_delivery(ordered, region_of("東京都")) == dt.date(2026, 11, 19)
    assert earliest_delivery(ordered, region_of("沖縄県")) == dt.date(2026, 11, 23)
    days = dates_offered(ordered, region_by_id("kanto"))
    assert (len(days), days[0], days[-1]) == (DATES_OFFERED, dt.date(2026, 11, 19), dt.date(2026, 12, 2))
