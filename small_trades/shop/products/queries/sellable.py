"""What carts and orders ask of variants."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.products.models import ProductImage, Variant
from small_trades.shop.products.queries.cards import waits_until
from small_trades.shop.products.queries.pictures import address_of
from small_trades.shop.site.formats import in_language


@dataclass(frozen=True, slots=True)
class Sellable:
    """A variant as a cart or an order line needs it, in both languages.

    `most_per_order` counts all variants of the product; `ships_on` is set while it is a pre-order.
    `variant_name_*` is empty where a product has no axes; `image` is the address of a small
    picture, or empty.
    """

    variant_id: int
    product_id: int
    slug: str
    sku: str
    product_name_ja: str
    product_name_en: str
    variant_name_ja: str
    variant_name_en: str
    price: int
    reference_price: int | None
    tax_rate: TaxRate
    available: int
    weight_g: int
    is_on_sale: bool
    image: str
    alt_ja: str
    alt_en: str
    most_per_order: int | None = None
    ships_on: dt.date | None = None

    @property
    def product_name(self) -> str:
        """The product's name in the page's language."""
        return in_language(self, "product_name")

    @property
    def variant_name(self) -> str:
        """The variant's name in the page's language, or nothing."""
        return in_language(self, "variant_name")

    @property
    def full_name(self) -> str:
        """The product's name with the variant's in the page's language."""
        return f"{self.product_name} {self.variant_name}".strip()


def sellables(variant_ids: Iterable[int]) -> dict[int, Sellable]:
    """The variants by id, whether on sale or not; ids of no variant are left out. Two queries."""
    variants = (
        Variant.objects.filter(pk__in=set(variant_ids))
        .select_related("product", "picture")
        .defer("product__description_ja", "product__description_en")
        .prefetch_related(Prefetch("product__images", queryset=ProductImage.objects.all()))
    )
    return {variant.pk: _sellable(variant) for variant in variants}


def _sellable(variant: Variant) -> Sellable:
    product = variant.product
    image = variant.picture or next(iter(product.images.all()), None)
    published, until, now = product.published_at, product.published_until, timezone.now()
    return Sellable(
        variant_id=variant.pk,
        product_id=product.pk,
        slug=product.slug,
        sku=variant.sku,
        product_name_ja=product.name_ja,
        product_name_en=product.name_en or product.name_ja,
        variant_name_ja=variant.name_ja if product.axes else "",
        variant_name_en=(variant.name_en or variant.name_ja) if product.axes else "",
        price=variant.price,
        reference_price=variant.reference_price,
        tax_rate=TaxRate(variant.tax_rate),
        available=variant.available,
        weight_g=variant.weight_g,
        is_on_sale=variant.is_sold
        and published is not None
        and published <= now
        and (until is None or now < until),
        image=address_of(image, width=320),
        alt_ja=image.alt_ja if image else "",
        alt_en=(image.alt_en or image.alt_ja) if image else "",
        most_per_order=product.most_per_order,
        ships_on=waits_until(product),
    )
