"""The days on which a shop packs, and on which parcels can arrive."""

import datetime as dt
from collections.abc import Iterator

import jpholiday

from small_trades.shop.delivery.rules import Rules


def is_working_day(day: dt.date, rules: Rules) -> bool:
    """Whether the shop packs that day: not on closed days, nor on holidays (祝日法) where it keeps them."""
    if day.weekday() in rules.closed_weekdays:
        return False
    is_closed = f"{day:%m-%d}" in rules.closed or day.isoformat() in rules.closed
    return not is_closed and not (rules.closes_on_holidays and jpholiday.is_holiday(day))


def packing_day(ordered: dt.datetime, rules: Rules) -> dt.date:
    """The working day on which an order leaves, counted from a moment in the shop's time zone."""
    first = ordered.date() if ordered.time() < rules.cut_off else ordered.date() + dt.timedelta(days=1)
    days = (day for day in _from(first) if is_working_day(day, rules))
    for _skipped in range(rules.packing_days):
        next(days)
    return next(days)


def _from(day: dt.date) -> Iterator[dt.date]:
    while True:
        yield day
        day += dt.timedelta(days=1)
