"""Products as cards of a list."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.db.models import Aggregate, Avg, Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from small_trades.shop.products.asked import Asked, CampaignNote, asked
from small_trades.shop.products.models import Product, PublishedReview, Variant
from small_trades.shop.products.queries.pictures import picture
from small_trades.shop.site.cards import ProductCard
from small_trades.shop.site.formats import date, datetime, in_language

FEW_LEFT = 5
NEW_FOR = dt.timedelta(days=30)
REDUCED_RATE = 8

StockState = Literal["in", "few", "out"]


def on_sale() -> QuerySet[Product]:
    """The products that visitors may see."""
    now = timezone.now()
    return Product.objects.filter(
        Q(published_until__isnull=True) | Q(published_until__gt=now), published_at__lte=now
    )


def waits_until(product: Product) -> dt.date | None:
    """The day on which a pre-order is sent; None for what is sent at once."""
    day = product.ships_on
    return day if day is not None and day > timezone.localdate() else None


def stock_state(available: int) -> StockState:
    """How stock is shown: the exact number is told only when few are left."""
    if available <= 0:
        return "out"
    return "few" if available <= FEW_LEFT else "in"


def cards(ids: Sequence[int]) -> tuple[ProductCard, ...]:
    """The cards of products on sale, in the order of the ids; three queries, and those for what is asked."""
    found = {product.pk: product for product in with_parts(on_sale().filter(pk__in=ids))}
    return drawn([found[product_id] for product_id in ids if product_id in found])


def drawn(found: Iterable[Product]) -> tuple[ProductCard, ...]:
    """The cards of products read by `with_parts`, in their order."""
    products = list(found)
    prices = asked(variant for product in products for variant in product.variants.all())
    return tuple(_card(product, prices) for product in products)


def with_parts(products: QuerySet[Product]) -> QuerySet[Product]:
    """The products with what their cards need: `variants` are only those that are sold."""
    sold = Prefetch("variants", queryset=Variant.objects.filter(is_sold=True))
    return (
        products.select_related("maker")
        .prefetch_related(sold, "images")
        .annotate(rating=Subquery(_stars(Avg("stars"))), reviews=Subquery(_stars(Count("pk"))))
        .defer("description_ja", "description_en")
    )


def campaign_words(note: CampaignNote | None) -> str:
    """A campaign in words: its name, and when it ends, where it does."""
    if note is None or note.ends_at is None:
        return note.name if note else ""
    return _("%(campaign)s, until %(day)s") % {"campaign": note.name, "day": _last_of(note.ends_at)}


def _last_of(end: dt.datetime) -> str:
    """What ends at midnight ends with the day before; what ends within a day says at which minute."""
    if timezone.localtime(end).time() > dt.time.min:
        return datetime(end)
    return date(timezone.localdate(end - dt.timedelta(days=1)))


def _rounded(average: float | None) -> float | None:
    return None if average is None else round(float(average), 1)


def _stars(figure: Aggregate) -> QuerySet[PublishedReview, dict[str, Any]]:
    of_it = PublishedReview.objects.filter(product=OuterRef("pk")).order_by()
    return of_it.values("product").annotate(figure=figure).values("figure")


def _card(product: Product, prices: Mapping[int, Asked]) -> ProductCard:
    """Priced at the cheapest variant."""
    variants = list(product.variants.all())
    cheapest = min((prices[variant.pk] for variant in variants), key=lambda each: each.price, default=None)
    left = sum(variant.available for variant in variants)
    image = next((picture(image) for image in product.images.all()), None)
    return ProductCard(
        slug=product.slug,
        name=in_language(product, "name"),
        maker=in_language(product.maker, "name"),
        price=cheapest.price if cheapest else product.price_from,
        usual=cheapest.usual if cheapest else None,
        suggested=cheapest.suggested if cheapest else None,
        campaign=campaign_words(cheapest.campaign) if cheapest else "",
        image=image.address if image else "",
        image_alt=image.alt if image else "",
        is_preorder=waits_until(product) is not None,
        image_sources=image.sources if image else (),
        is_from_price=len({prices[variant.pk].price for variant in variants}) > 1,
        stock=stock_state(left),
        left=left if stock_state(left) == "few" else None,
        is_reduced_tax=is_reduced(variants),
        rating=_rounded(getattr(product, "rating", None)),
        reviews=getattr(product, "reviews", None) or 0,
        is_new=product.published_at is not None and timezone.now() - product.published_at < NEW_FOR,
    )


def is_reduced(variants: Iterable[Variant]) -> bool:
    """Whether any variant is taxed at the reduced rate, so that the mark must stand beside the price."""
    return any(variant.tax_rate == REDUCED_RATE for variant in variants)
