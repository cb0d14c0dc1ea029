"""What holds now for every price: campaigns, the rules, and in which categories products stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from small_trades.shop.kernel.money import Rounding
from small_trades.shop.pricing.shapes import Campaign as Running
from small_trades.shop.pricing.shapes import Off, Scope
from small_trades.shop.products.asked import CampaignNote
from small_trades.shop.products.models import Category, Product
from small_trades.shop.promotions.models import ONLY, Campaign, Coupon, PriceRules
from small_trades.shop.site.formats import in_language

Notes = dict[int, CampaignNote]


@dataclass(frozen=True, slots=True)
class Rules:
    """`earns` percent of points on goods, kept so many days; how tax is rounded."""

    earns: int
    kept_days: int
    rounding: Rounding


def rules() -> Rules:
    """The shop's rules; their defaults until the desk has changed one. One query."""
    row = PriceRules.objects.filter(pk=ONLY).first() or PriceRules()
    return Rules(row.earns, row.kept_days, Rounding(row.rounding))


def running_campaigns() -> tuple[Running, ...]:
    """Every campaign whose time it is. One query where there is none, three where there are some."""
    return tuple(
        Running(id=row.pk, off=off_of(row), earns=row.earns, scope=scope_of(row)) for row in _running()
    )


def categories_of(product_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each product its category with all above it. Two queries."""
    upward = above()
    return {
        product: upward(category)
        for product, category in Product.objects.filter(pk__in=set(product_ids)).values_list("pk", "category")
    }


def above() -> Callable[[int], frozenset[int]]:
    """What tells a category's id with all above it. One query."""
    parents = dict(Category.objects.values_list("pk", "parent"))
    return lambda category: _upward(category, parents)


def notes(campaigns: Iterable[int]) -> Notes:
    """How pages name these campaigns, in the current language. One query."""
    return {
        row.pk: CampaignNote(in_language(row, "name"), row.starts_at, row.ends_at)
        for row in Campaign.objects.filter(pk__in=set(campaigns))
    }


def off_of(row: Coupon | Campaign) -> Off | None:
    """The reduction of a row, or None where it has none."""
    return Off(percent=row.percent, amount=row.amount) if row.percent or row.amount else None


def scope_of(row: Coupon | Campaign) -> Scope:
    """What a row is for."""
    return Scope(
        products=frozenset(product.pk for product in row.products.all()),
        categories=frozenset(category.pk for category in row.categories.all()),
    )


def _running() -> QuerySet[Campaign]:
    now = timezone.now()
    in_time = Q(ends_at=None) | Q(ends_at__gt=now)
    found = Campaign.objects.filter(in_time, is_on=True, starts_at__lte=now)
    return found.prefetch_related("products", "categories").order_by("pk")


def _upward(category: int, parents: dict[int, int | None]) -> frozenset[int]:
    above: set[int] = set()
    at: int | None = category
    while at is not None and at not in above:
        above.add(at)
        at = parents.get(at)
    return frozenset(above)
