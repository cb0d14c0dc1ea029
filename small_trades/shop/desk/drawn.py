"""Sales as the charts of the pages that show them: the reports and the desk's first page."""

from collections.abc import Sequence
from typing import Any

from small_trades.shop.desk.charts import Chart, chart, share
from small_trades.shop.desk.queries.reports import Day, Sold
from small_trades.shop.site.formats import date, day_and_month, money


def drawn(days: Sequence[Day], categories: Sequence[Sold], products: Sequence[Sold]) -> dict[str, Any]:
    """What `desk/_charts.html` draws: one bar for each day, and one in the row of each good."""
    return {
        "by_day": _by_day(days),
        "best": max(days, key=lambda day: day.sold),
        "by_category": _lengths(categories),
        "by_product": _lengths(products),
    }


def _by_day(days: Sequence[Day]) -> Chart:
    return chart([(day_and_month(day.day), f"{date(day.day)}: {money(day.sold)}", day.sold) for day in days])


def _lengths(goods: Sequence[Sold]) -> list[tuple[Sold, float]]:
    most = max((one.paid for one in goods), default=0)
    return [(one, share(one.paid, most)) for one in goods]
