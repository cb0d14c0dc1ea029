"""The sample shop, loaded: what is missing is added, what is there is left alone."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from small_trades.shop.options.actions.edit import ChoiceFacts, OptionFacts, save_option, set_gift_rules
from small_trades.shop.options.kinds import Kind
from small_trades.shop.options.queries import desk_options
from small_trades.shop.products import sample
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.models import (
    Category,
    Maker,
    Product,
    ProductImage,
    StockMovement,
    StockReason,
    Tag,
    Variant,
)
from small_trades.shop.products.sample import SampleAxis, SampleProduct
from small_trades.shop.site.actions import content_changed

_DRAWINGS = "products/drawings"


def load_sample() -> int:
    """Add the products of the sample shop that are not there, with their makers, shelves and tags; how many.

    Loading again changes nothing: prices, stock and texts that were edited since stay as they are.
    """
    with transaction.atomic():
        known = set(Product.objects.values_list("slug", flat=True))
        missing = [product for product in sample.PRODUCTS if product.slug not in known]
        if missing:
            _add_makers()
            _add_categories()
            _add_tags()
            add_products(missing)
            _add_options()
            content_changed()
    return len(missing)


def add_products(wanted: Iterable[SampleProduct], *, drawings: Mapping[str, str] | None = None) -> None:
    """Add products whose makers, shelves and tags are there, in a few statements however many there are.

    `drawings` maps slugs to names of drawings; others have a drawing called like their slug.
    """
    given = list(wanted)
    now = timezone.now()
    makers = dict(Maker.objects.values_list("slug", "pk"))
    categories = dict(Category.objects.values_list("slug", "pk"))
    products = Product.objects.bulk_create(
        [_product(item, makers[item.maker], categories[item.category], now) for item in given],
        batch_size=500,
    )
    pairs = list(zip(products, given, strict=True))
    _add_parts(pairs)
    _add_images(pairs, drawings or {})
    index_products(product.pk for product in products)


def _product(item: SampleProduct, maker_id: int, category_id: int, now: dt.datetime) -> Product:
    return Product(
        slug=item.slug,
        code=item.code,
        maker_id=maker_id,
        category_id=category_id,
        name_ja=item.name_ja,
        name_en=item.name_en,
        reading=item.reading,
        summary_ja=item.summary_ja,
        summary_en=item.summary_en,
        description_ja=item.description_ja,
        description_en=item.description_en,
        axes=[_axis(axis) for axis in item.axes],
        price_from=min(variant.price for variant in item.variants),
        published_at=now - dt.timedelta(days=item.published_days_ago),
    )


def _axis(axis: SampleAxis) -> dict[str, object]:
    values = [
        {"slug": value.slug, "name_ja": value.name_ja, "name_en": value.name_en} for value in axis.values
    ]
    return {"slug": axis.slug, "name_ja": axis.name_ja, "name_en": axis.name_en, "values": values}


def _add_parts(pairs: list[tuple[Product, SampleProduct]]) -> None:
    variants = Variant.objects.bulk_create(
        [variant for product, item in pairs for variant in _variants(product, item)], batch_size=500
    )
    StockMovement.objects.bulk_create(
        [
            StockMovement(
                variant=variant,
                change=variant.available,
                available_after=variant.available,
                reason=StockReason.FIRST,
            )
            for variant in variants
        ],
        batch_size=500,
    )
    tags = dict(Tag.objects.values_list("slug", "pk"))
    through = Product.tags.through
    through.objects.bulk_create(
        [through(product_id=product.pk, tag_id=tags[tag]) for product, item in pairs for tag in item.tags],
        batch_size=500,
    )


def _add_images(pairs: list[tuple[Product, SampleProduct]], drawings: Mapping[str, str]) -> None:
    ProductImage.objects.bulk_create(
        [
            ProductImage(
                product=product,
                drawing=f"{_DRAWINGS}/{drawings.get(item.slug, item.slug)}.svg",
                alt_ja=item.alt_ja,
                alt_en=item.alt_en,
            )
            for product, item in pairs
        ],
        batch_size=500,
    )


def _variants(product: Product, item: SampleProduct) -> list[Variant]:
    return [
        Variant(
            product=product,
            sku=given.sku,
            name_ja=given.name_ja,
            name_en=given.name_en,
            axis=dict(given.axis),
            price=given.price,
            reference_price=given.reference_price,
            is_suggested=given.reference_price is not None,
            tax_rate=item.tax_rate,
            available=given.stock,
            weight_g=given.weight_g,
            order=order,
        )
        for order, given in enumerate(item.variants)
    ]


def _add_makers() -> None:
    Maker.objects.bulk_create(
        [
            Maker(
                slug=maker.slug,
                name_ja=maker.name_ja,
                name_en=maker.name_en,
                reading=maker.reading,
                place_ja=maker.place_ja,
                place_en=maker.place_en,
                story_ja=maker.story_ja,
                story_en=maker.story_en,
                drawing=f"{_DRAWINGS}/maker-{maker.slug}.svg",
                order=order,
            )
            for order, maker in enumerate(sample.MAKERS)
        ],
        ignore_conflicts=True,
    )


def _add_categories() -> None:
    """The upper shelves first, so that those below find them."""
    for is_below in (False, True):
        above = dict(Category.objects.values_list("slug", "pk"))
        Category.objects.bulk_create(
            [
                Category(
                    slug=item.slug,
                    name_ja=item.name_ja,
                    name_en=item.name_en,
                    parent_id=above[item.parent] if item.parent else None,
                    drawing="" if item.parent else f"{_DRAWINGS}/category-{item.slug}.svg",
                    order=item.order,
                )
                for item in sample.CATEGORIES
                if bool(item.parent) is is_below
            ],
            ignore_conflicts=True,
        )


def _add_options() -> None:
    """Only into a shop that has none: what the trader changed or removed does not come back."""
    if any(desk_options()):
        return
    products = dict(Product.objects.values_list("slug", "pk"))
    for item in sample.OPTIONS:
        choices = tuple(
            ChoiceFacts(name_ja=name_ja, name_en=name_en, surcharge=yen)
            for name_ja, name_en, yen in item.choices
        )
        save_option(
            OptionFacts(
                name_ja=item.name_ja,
                name_en=item.name_en,
                kind=Kind(item.kind),
                surcharge=item.surcharge,
                longest=item.longest,
                is_for_all=not item.products,
                choices=choices,
                products=tuple(products[slug] for slug in sorted(item.products)),
            )
        )
    set_gift_rules(has_message=True, has_noshi=True)


def _add_tags() -> None:
    Tag.objects.bulk_create(
        [Tag(slug=tag.slug, name_ja=tag.name_ja, name_en=tag.name_en) for tag in sample.TAGS],
        ignore_conflicts=True,
    )
