"""What stands in the feeds, in the current language."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.quote import Parcel, charges_anywhere
from small_trades.shop.pages import queries as pages
from small_trades.shop.products.asked import Asked, asked
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.queries.cards import on_sale, waits_until
from small_trades.shop.products.queries.pictures import address_of
from small_trades.shop.products.queries.shelves import Shelves, shelves
from small_trades.shop.site.formats import in_language
from small_trades.shop.site.queries import shop_facts


@dataclass(frozen=True, slots=True)
class Shop:
    """Who offers, and where."""

    name: str
    tagline: str
    home: str
    news: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One variant on sale. Prices are yen with tax; `shipping` is what the farthest delivery costs.

    `usual` may honestly stand beside `price`; `lowered` is from when to when a campaign lowers it.
    """

    sku: str
    group: str
    title: str
    description: str
    page: str
    pictures: tuple[str, ...]
    brand: str
    kind: str
    is_in_stock: bool
    price: int
    usual: int | None
    lowered: tuple[dt.datetime, dt.datetime] | None
    ships_on: dt.datetime | None
    gtin: str
    shipping: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news."""

    title: str
    page: str
    day: dt.date


def shop() -> Shop:
    """The shop as its feeds name it."""
    facts = shop_facts()
    return Shop(facts.name, facts.tagline, reverse("products:home"), reverse("pages:news"))


def offers() -> tuple[Offer, ...]:
    """Every variant that is sold, product by product."""
    sold = Prefetch("variants", queryset=Variant.objects.filter(is_sold=True).select_related("picture"))
    found = on_sale().select_related("maker").prefetch_related(sold, "images").order_by("pk")
    tree = shelves()
    pairs = [(product, variant) for product in found for variant in product.variants.all()]
    prices = asked(variant for _product, variant in pairs)
    return tuple(_offer(product, variant, prices[variant.pk], tree) for product, variant in pairs)


def entries() -> tuple[Entry, ...]:
    """The latest news, the newest first."""
    page = reverse("pages:news")
    return tuple(Entry(item.text.title, f"{page}#{item.slug}", item.day) for item in pages.news())


def midnight(day: dt.date) -> dt.datetime:
    """When a day begins in Japan."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _offer(product: Product, variant: Variant, now: Asked, tree: Shelves) -> Offer:
    awaited = waits_until(product)
    note = now.campaign
    name = in_language(product, "name")
    is_grouped = len(product.variants.all()) > 1
    return Offer(
        sku=variant.sku,
        group=product.code if is_grouped else "",
        title=f"{name} {in_language(variant, 'name')}".strip() if is_grouped else name,
        description=in_language(product, "summary") or name,
        page=reverse("products:product", kwargs={"slug": product.slug}),
        pictures=_pictures(product, variant),
        brand=in_language(product.maker, "name"),
        kind=" > ".join(shelf.name for shelf in tree.path_to(product.category_id)),
        is_in_stock=variant.available > 0,
        price=now.price,
        usual=now.usual,
        lowered=(note.starts_at, note.ends_at) if note and note.ends_at else None,
        ships_on=midnight(awaited) if awaited else None,
        gtin=variant.gtin,
        shipping=_farthest(product, variant, now.price),
        weight_g=variant.weight_g,
    )


def _pictures(product: Product, variant: Variant) -> tuple[str, ...]:
    """The addresses of all pictures of a product, the one that shows this variant first."""
    ordered = sorted(product.images.all(), key=lambda image: image.pk != variant.picture_id)
    return tuple(address_of(image) for image in ordered)


def _farthest(product: Product, variant: Variant, price: int) -> int:
    rules = rules_now()
    is_cool = product.category_id in rules.cool_categories
    charges = charges_anywhere(Parcel(variant.weight_g, is_cool), rules)
    return max((charge.due(price) for charge in charges), default=0)
