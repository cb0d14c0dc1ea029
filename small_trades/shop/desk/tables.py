"""Reports and transactions as rows of a spreadsheet, in the language in use; the first is the heading."""

from collections.abc import Callable, Iterator
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from small_trades.shop.desk.queries.reports import Report
from small_trades.shop.desk.queries.transactions import Found, Sort
from small_trades.shop.kernel.money import TaxRate


def transactions_table(found: Found) -> Iterator[list[str]]:
    """Sales and refunds with the figures of their documents, without names."""
    head = [_("Date"), _("Kind"), _("Order"), _("Amount")]
    yield [
        *head,
        *(f"{int(rate)}% {word}" for rate in TaxRate for word in (_("Amount with tax"), _("Tax in it"))),
    ]
    for row in found.rows:
        parts = {part.rate: part for part in row.parts}
        figures = [
            str(figure)
            for rate in TaxRate
            for figure in ((parts[rate].amount, parts[rate].tax) if rate in parts else (0, 0))
        ]
        kind = _("Sale") if row.sort == Sort.SALE else _("Refunds")
        day = timezone.localdate(row.at).isoformat()
        yield [day, kind, row.code, str(row.amount), *figures]


def _days(report: Report) -> Iterator[list[str]]:
    yield [_("Day"), _("Orders"), _("Sold"), _("Refunds")]
    for day in report.days:
        yield [day.day.isoformat(), str(day.orders), str(day.sold), str(day.back)]


def _products(report: Report) -> Iterator[list[str]]:
    yield [_("Code"), _("Product"), _("Quantity"), _("Paid for it")]
    for one in report.products:
        yield [one.code, one.name, str(one.quantity), str(one.paid)]


def _categories(report: Report) -> Iterator[list[str]]:
    yield [_("Category"), _("Quantity"), _("Paid for it")]
    for one in report.categories:
        yield [one.name, str(one.quantity), str(one.paid)]


def _rates(report: Report) -> Iterator[list[str]]:
    yield [_("Taxed at"), _("Sold"), _("Tax in it"), _("Refunds"), _("Tax in refunds")]
    for one in report.rates:
        yield [f"{int(one.rate)}%", str(one.sold), str(one.tax), str(one.back), str(one.back_tax)]


REPORTS: Final[dict[str, Callable[[Report], Iterator[list[str]]]]] = {
    "days": _days,
    "products": _products,
    "categories": _categories,
    "rates": _rates,
}
