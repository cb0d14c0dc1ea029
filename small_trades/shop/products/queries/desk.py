"""What the desk asks of the catalogue: drafts and withdrawn goods included."""

import datetime as dt
from dataclasses import dataclass

from small_trades.shop.products.models import Maker, Product, StockMovement, Variant
from small_trades.shop.products.queries.cards import FEW_LEFT
from small_trades.shop.products.queries.pictures import address_of
from small_trades.shop.products.queries.shelves import shelves
from small_trades.shop.products.search_index import having_all
from small_trades.shop.products.search_text import query_grams, words
from small_trades.shop.site.formats import in_language
from small_trades.shop.site.paging import Paging

PER_PAGE = 50
MOVEMENTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class DeskProduct:
    """A product in the desk's list; `left` counts all its variants."""

    id: int
    slug: str
    code: str
    name: str
    maker: str
    category: str
    price_from: int
    left: int
    published_at: dt.datetime | None
    image: str


@dataclass(frozen=True, slots=True)
class DeskProducts:
    """One page of the desk's list."""

    products: tuple[DeskProduct, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class EditableVariant:
    """A variant as the desk edits it."""

    id: int
    product_id: int
    sku: str
    name_ja: str
    name_en: str
    price: int
    reference_price: int | None
    tax_rate: int
    weight_g: int
    available: int
    is_sold: bool


@dataclass(frozen=True, slots=True)
class EditableProduct:
    """A product as the desk edits it; maker and category are slugs."""

    id: int
    slug: str
    code: str
    maker: str
    category: str
    name_ja: str
    name_en: str
    reading: str
    summary_ja: str
    summary_en: str
    description_ja: str
    description_en: str
    published_at: dt.datetime | None
    variants: tuple[EditableVariant, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of stock; `reason` is a StockReason, `reference` an order's code or empty."""

    at: dt.datetime
    sku: str
    change: int
    available_after: int
    reason: str
    reference: str


@dataclass(frozen=True, slots=True)
class LowStock:
    """A variant on sale of which few or none are left."""

    variant_id: int
    product_id: int
    sku: str
    name: str
    variant_name: str
    available: int


def desk_products(typed: str, page: str | None, *, path: str) -> DeskProducts:
    """The desk's list of all products, the last changed first; search as in the shop."""
    products = Product.objects.order_by("-changed_at", "-pk")
    sought = words(typed)
    if sought:
        wanted = sorted({gram for word in sought for gram in query_grams(word)})
        products = products.filter(pk__in=having_all(wanted))
        for word in sought:
            products = products.filter(search_entry__text__contains=word)
    paging = Paging.of(page, per_page=PER_PAGE, total=products.count(), path=path, query=(("q", typed),))
    shown = (
        products.select_related("maker", "category")
        .prefetch_related("images", "variants")
        .defer("description_ja", "description_en")
    )
    return DeskProducts(tuple(_row(product) for product in shown[paging.start : paging.stop]), paging)


def editable_product(product_id: int) -> EditableProduct | None:
    """A product with its variants for editing, or None."""
    product = Product.objects.select_related("maker", "category").filter(pk=product_id).first()
    if product is None:
        return None
    return EditableProduct(
        id=product.pk,
        slug=product.slug,
        code=product.code,
        maker=product.maker.slug,
        category=product.category.slug,
        name_ja=product.name_ja,
        name_en=product.name_en,
        reading=product.reading,
        summary_ja=product.summary_ja,
        summary_en=product.summary_en,
        description_ja=product.description_ja,
        description_en=product.description_en,
        published_at=product.published_at,
        variants=tuple(_variant(variant) for variant in product.variants.all()),
    )


def editable_variant(variant_id: int) -> EditableVariant | None:
    """A variant for editing, or None."""
    variant = Variant.objects.filter(pk=variant_id).first()
    return _variant(variant) if variant else None


def movements(product_id: int) -> tuple[Movement, ...]:
    """The last hundred changes of a product's stock, the latest first."""
    found = StockMovement.objects.filter(variant__product=product_id).select_related("variant")
    return tuple(
        Movement(
            movement.at,
            movement.variant.sku,
            movement.change,
            movement.available_after,
            movement.reason,
            movement.reference,
        )
        for movement in found[:MOVEMENTS_SHOWN]
    )


def low_stock(*, most: int = 20) -> tuple[LowStock, ...]:
    """The variants of which few or none are left, the fewest first."""
    found = Variant.objects.filter(
        is_sold=True, available__lte=FEW_LEFT, product__published_at__isnull=False
    ).select_related("product")
    return tuple(
        LowStock(
            variant.pk,
            variant.product_id,
            variant.sku,
            in_language(variant.product, "name"),
            in_language(variant, "name"),
            variant.available,
        )
        for variant in found.order_by("available", "pk")[:most]
    )


def maker_choices() -> tuple[tuple[str, str], ...]:
    """Every maker as (slug, name), for a form."""
    return tuple((maker.slug, in_language(maker, "name")) for maker in Maker.objects.all())


def category_choices() -> tuple[tuple[str, str], ...]:
    """Every category as (slug, name with the names above it), for a form."""
    tree = shelves()
    return tuple((shelf.slug, " › ".join(part.name for part in tree.path_to(shelf.id))) for shelf in tree)


def _row(product: Product) -> DeskProduct:
    image = next(iter(product.images.all()), None)
    return DeskProduct(
        id=product.pk,
        slug=product.slug,
        code=product.code,
        name=in_language(product, "name"),
        maker=in_language(product.maker, "name"),
        category=in_language(product.category, "name"),
        price_from=product.price_from,
        left=sum(variant.available for variant in product.variants.all()),
        published_at=product.published_at,
        image=address_of(image, width=320),
    )


def _variant(variant: Variant) -> EditableVariant:
    return EditableVariant(
        variant.pk,
        variant.product_id,
        variant.sku,
        variant.name_ja,
        variant.name_en,
        variant.price,
        variant.reference_price,
        variant.tax_rate,
        variant.weight_g,
        variant.available,
        variant.is_sold,
    )
