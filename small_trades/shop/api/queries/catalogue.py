"""The catalogue and the stock as programs read them, page by page by id."""

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from small_trades.shop.api.shapes import (
    CategoryFacts,
    NamedSlug,
    PictureFacts,
    ProductFacts,
    ProductList,
    ProductQuery,
    StockFacts,
    StockList,
    StockQuery,
    VariantFacts,
)
from small_trades.shop.products.asked import Asked, asked
from small_trades.shop.products.models import Category, Product, Variant
from small_trades.shop.products.queries.cards import on_sale, stock_state
from small_trades.shop.products.queries.pictures import address_of
from small_trades.shop.products.queries.shelves import shelves
from small_trades.shop.site.formats import in_language


def product_list(query: ProductQuery) -> ProductList:
    """Products on sale whose id is above `after`."""
    found = _whole().filter(pk__gt=query.after)
    if query.category:
        shelf = shelves().find(query.category)
        found = found.filter(category__in=shelf.ids() if shelf else ())
    page = list(found.order_by("pk")[: query.limit + 1])
    items = _products(page[: query.limit])
    return ProductList(items, items[-1].id if len(page) > query.limit else None)


def product(slug: str) -> ProductFacts | None:
    """One product on sale."""
    return next(iter(_products(_whole().filter(slug=slug))), None)


def categories() -> tuple[CategoryFacts, ...]:
    """Every shelf."""
    return tuple(
        CategoryFacts(shelf.slug, in_language(shelf, "name"), shelf.parent.slug if shelf.parent else None)
        for shelf in Category.objects.select_related("parent")
    )


def stock_list(asked: StockQuery) -> StockList:
    """Variants that are sold and whose id is above `after`."""
    found = _sold().filter(pk__gt=asked.after).order_by("pk")
    page = list(found[: asked.limit + 1])
    items = tuple(_stock(variant) for variant in page[: asked.limit])
    return StockList(items, items[-1].id if len(page) > asked.limit else None)


def stock_of(sku: str) -> StockFacts | None:
    """The stock of one variant."""
    found = _sold().filter(sku=sku).first()
    return _stock(found) if found else None


def _sold() -> QuerySet[Variant]:
    return Variant.objects.filter(is_sold=True).select_related("product")


def _whole() -> QuerySet[Product]:
    sold = Prefetch("variants", queryset=Variant.objects.filter(is_sold=True).select_related("picture"))
    return on_sale().select_related("maker", "category").prefetch_related(sold, "images", "tags")


def _products(found: Iterable[Product]) -> tuple[ProductFacts, ...]:
    products = list(found)
    prices = asked(variant for product in products for variant in product.variants.all())
    return tuple(_product(product, prices) for product in products)


def _product(product: Product, prices: Mapping[int, Asked]) -> ProductFacts:
    if product.published_at is None:
        raise ValueError("A draft is on no list.")
    return ProductFacts(
        id=product.pk,
        code=product.code,
        slug=product.slug,
        name=in_language(product, "name"),
        summary=in_language(product, "summary"),
        description=in_language(product, "description"),
        maker=NamedSlug(product.maker.slug, in_language(product.maker, "name")),
        category=NamedSlug(product.category.slug, in_language(product.category, "name")),
        tags=tuple(NamedSlug(tag.slug, in_language(tag, "name")) for tag in product.tags.all()),
        page=reverse("products:product", kwargs={"slug": product.slug}),
        pictures=tuple(
            PictureFacts(address_of(image), in_language(image, "alt")) for image in product.images.all()
        ),
        variants=tuple(_variant(variant, prices[variant.pk]) for variant in product.variants.all()),
        published_at=product.published_at,
        changed_at=product.changed_at,
    )


def _variant(variant: Variant, now: Asked) -> VariantFacts:
    return VariantFacts(
        sku=variant.sku,
        name=in_language(variant, "name"),
        price=variant.price,
        asked_price=now.price,
        usual_price=now.usual,
        suggested_price=now.suggested,
        picture=address_of(variant.picture) or None,
        reference_price=variant.reference_price,
        gtin=variant.gtin,
        tax_rate=variant.tax_rate,
        stock=stock_state(variant.available),
    )


def _stock(variant: Variant) -> StockFacts:
    return StockFacts(variant.pk, variant.sku, variant.product.slug, variant.available)
