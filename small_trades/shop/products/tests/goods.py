"""Goods for tests: small shelves with exact numbers."""

import datetime as dt
from typing import Any

from django.utils import timezone

from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.models import Banner, Category, Maker, Product, ProductImage, Variant

PICTURE = "site/favicon.svg"


def a_maker(slug: str = "kiln", **columns: Any) -> Maker:
    """The maker of this slug, made where there is none."""
    names = {"name_ja": "月待窯", "name_en": "Tsukimachi Kiln", "reading": "つきまちがま"}
    return Maker.objects.get_or_create(slug=slug, defaults=names | columns)[0]


def a_banner(**columns: Any) -> Banner:
    """A banner whose time it is; its files are not there."""
    facts = {"digest": "0" * 40, "width": 1280, "height": 480, "alt_ja": "春の器", "link": "/products/"}
    return Banner.objects.create(**facts | columns)


def a_category(slug: str = "cups", **columns: Any) -> Category:
    """The category of this slug, made where there is none."""
    return Category.objects.get_or_create(
        slug=slug, defaults={"name_ja": "湯のみ", "name_en": "Cups"} | columns
    )[0]


def a_product(slug: str = "blue-cup", *, days_old: float = 10, **columns: Any) -> Product:
    """A product on sale with one variant, to which the columns in VARIANT_COLUMNS go."""
    of_variant = {name: columns.pop(name) for name in VARIANT_COLUMNS & columns.keys()}
    names = {"name_ja": "青い湯のみ", "name_en": "Blue cup", "reading": "あおいゆのみ"}
    columns = names | {"code": slug.upper()} | columns
    columns.setdefault("maker", None)
    columns["maker"] = columns["maker"] or a_maker()
    columns.setdefault("category", None)
    columns["category"] = columns["category"] or a_category()
    columns.setdefault("published_at", timezone.now() - dt.timedelta(days=days_old))
    product = Product.objects.create(slug=slug, price_from=of_variant.get("price", 2200), **columns)
    ProductImage.objects.create(product=product, drawing=PICTURE, alt_ja="湯のみの絵", alt_en="A cup")
    a_variant(product, sku=f"{columns['code']}-1", **of_variant)
    index_products([product.pk])
    return product


VARIANT_COLUMNS = {
    "price",
    "available",
    "tax_rate",
    "reference_price",
    "weight_g",
    "is_sold",
    "is_suggested",
    "gtin",
}


def a_variant(product: Product, *, sku: str, **columns: Any) -> Variant:
    """One more variant of a product."""
    return Variant.objects.create(
        product=product,
        sku=sku,
        **({"price": 2200, "available": 10, "name_ja": sku, "name_en": sku} | columns),
    )


def variant_of(product: Product) -> Variant:
    """The first variant of a product, as it is stored now."""
    return product.variants.all()[0]
