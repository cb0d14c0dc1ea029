"""Sales as numbers: by day, product and category, and tax by rate. No personal value is touched.

A sale is an order that was paid and not given up, on the day in Japan on which it was placed; what went back
is counted on the day it was given back. All amounts are the figures of the orders, tax included.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from small_trades.shop.kernel.money import RateTotal, Rounding, TaxRate
from small_trades.shop.orders.models import Order, OrderLine, Refund
from small_trades.shop.orders.states import RefundState
from small_trades.shop.pricing.giving_back import given_back
from small_trades.shop.products.models import Variant
from small_trades.shop.site.formats import in_language

MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Japan, both included."""

    since: dt.date
    until: dt.date

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Each of them."""
        return tuple(self.since + dt.timedelta(days=at) for at in range((self.until - self.since).days + 1))

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """From when, and before when."""
        after = self.until + dt.timedelta(days=1)
        first, last = (dt.datetime.combine(day, dt.time.min) for day in (self.since, after))
        return timezone.make_aware(first), timezone.make_aware(last)


@dataclass(frozen=True, slots=True)
class Day:
    """What was sold on a day and what went back, in yen."""

    day: dt.date
    orders: int
    sold: int
    back: int


@dataclass(frozen=True, slots=True)
class Sold:
    """What was paid for some goods: `name` is a product's or a category's as it was sold or is called now."""

    name: str
    code: str
    quantity: int
    paid: int


@dataclass(frozen=True, slots=True)
class RateOfPeriod:
    """What was sold at a rate and what of it went back, each with the tax that was shown for it."""

    rate: TaxRate
    sold: int
    tax: int
    back: int
    back_tax: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about a period."""

    period: Period
    days: tuple[Day, ...]
    products: tuple[Sold, ...]
    categories: tuple[Sold, ...]
    rates: tuple[RateOfPeriod, ...]

    @property
    def orders(self) -> int:
        """How many orders."""
        return sum(day.orders for day in self.days)

    @property
    def sold(self) -> int:
        """Yen sold."""
        return sum(day.sold for day in self.days)

    @property
    def back(self) -> int:
        """Yen that went back."""
        return sum(day.back for day in self.days)


@dataclass(frozen=True, slots=True)
class Lately:
    """What was sold on the last days, without what went back."""

    days: tuple[Day, ...]
    products: tuple[Sold, ...]
    categories: tuple[Sold, ...]


def report(period: Period) -> Report:
    """The report of a period; a handful of queries however many orders there are, and one for each refund."""
    refunds = tuple(_refunds(period))
    products = _products(period)
    return Report(
        period=period,
        days=_days(period, refunds),
        products=_sorted(products.values()),
        categories=_categories(period),
        rates=_rates(period, refunds),
    )


def lately() -> Lately:
    """The last thirty days, today's included."""
    today = timezone.localdate()
    period = Period(today - dt.timedelta(days=29), today)
    return Lately(_days(period, ()), _sorted(_products(period).values()), _categories(period))


def sales(period: Period) -> QuerySet[Order]:
    """The orders that are sales of the period; what is sent in exchange is none."""
    begin, end = period.moments
    sold = Order.objects.filter(payment__paid_at__isnull=False, cancel_reason="", replaces=None)
    return sold.filter(placed_at__gte=begin, placed_at__lt=end)


def parts_of(refund: Refund) -> tuple[RateTotal, ...]:
    """A refund by rate, as its return invoice shows it."""
    payment = refund.payment
    all_of_it = list(payment.refunds.all())
    split = given_back(
        payment.order.quote,
        [one.amount for one in all_of_it],
        goods=[one.goods for one in all_of_it],
        rounding=Rounding(payment.order.rounding),
    )
    return split[[one.pk for one in all_of_it].index(refund.pk)]


def _refunds(period: Period) -> Iterator[Refund]:
    begin, end = period.moments
    found = Refund.objects.filter(state=RefundState.DONE, ended_at__gte=begin, ended_at__lt=end)
    sold = found.filter(payment__order__cancel_reason="")
    yield from sold.select_related("payment__order").prefetch_related("payment__refunds")


def _days(period: Period, refunds: Iterable[Refund]) -> tuple[Day, ...]:
    by_day = TruncDate("placed_at", tzinfo=timezone.get_default_timezone())
    counted = sales(period).annotate(day=by_day).values("day").order_by("day")
    sold = {row["day"]: row for row in counted.annotate(count=Count("pk"), sum=Sum("total"))}
    back: dict[dt.date, int] = defaultdict(int)
    for refund in refunds:
        back[timezone.localdate(refund.ended_at)] += refund.amount
    nothing = {"count": 0, "sum": 0}
    return tuple(
        Day(day, sold.get(day, nothing)["count"], sold.get(day, nothing)["sum"], back[day])
        for day in period.days
    )


def _lines(period: Period) -> QuerySet[OrderLine]:
    return OrderLine.objects.filter(order__in=sales(period)).order_by()


_PAID: Final = F("unit_price") * F("quantity") - F("discount") - F("points")


def _products(period: Period) -> dict[str, Sold]:
    """By the code they were sold under; the name is the newest it was sold by."""
    found = _lines(period).values("sku", "product_name_ja", "product_name_en", "variant_name_ja")
    summed: dict[str, Sold] = {}
    for row in found.annotate(pieces=Sum("quantity"), paid=Sum(_PAID)):
        known = summed.get(row["sku"], Sold("", row["sku"], 0, 0))
        name = f"{in_language(_Named(row), 'product_name')} {row['variant_name_ja']}".strip()
        pieces, paid = known.quantity + row["pieces"], known.paid + row["paid"]
        summed[row["sku"]] = Sold(name, row["sku"], pieces, paid)
    return summed


def _categories(period: Period) -> tuple[Sold, ...]:
    """By the category each variant stands in today; without one where it is gone."""
    found = _lines(period).values("variant_id").annotate(pieces=Sum("quantity"), paid=Sum(_PAID))
    rows = list(found)
    variants = Variant.objects.filter(pk__in=[row["variant_id"] for row in rows])
    category_of = {
        variant.pk: variant.product.category for variant in variants.select_related("product__category")
    }
    summed: dict[str, Sold] = {}
    for row in rows:
        category = category_of.get(row["variant_id"])
        slug = category.slug if category else ""
        name = in_language(category, "name") if category else _("No longer in the shop")
        known = summed.get(slug, Sold(name, slug, 0, 0))
        summed[slug] = Sold(name, slug, known.quantity + row["pieces"], known.paid + row["paid"])
    return _sorted(summed.values())


def _rates(period: Period, refunds: Iterable[Refund]) -> tuple[RateOfPeriod, ...]:
    columns = ("standard_amount", "standard_tax", "reduced_amount", "reduced_tax")
    sums = sales(period).aggregate(**{name: Sum(name, filter=Q(total__gt=0)) for name in columns})
    sold = {
        TaxRate.STANDARD: (sums["standard_amount"] or 0, sums["standard_tax"] or 0),
        TaxRate.REDUCED: (sums["reduced_amount"] or 0, sums["reduced_tax"] or 0),
    }
    back = {rate: [0, 0] for rate in sold}
    for refund in refunds:
        for part in parts_of(refund):
            back[part.rate][0] += part.amount
            back[part.rate][1] += part.tax
    return tuple(
        RateOfPeriod(rate, amount, tax, back[rate][0], back[rate][1]) for rate, (amount, tax) in sold.items()
    )


class _Named:
    """A row of names as something with attributes."""

    def __init__(self, row: dict[str, str]) -> None:
        self.product_name_ja = row["product_name_ja"]
        self.product_name_en = row["product_name_en"]


def _sorted(sold: Iterable[Sold]) -> tuple[Sold, ...]:
    return tuple(sorted(sold, key=lambda one: (-one.paid, one.code)))
