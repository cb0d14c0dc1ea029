"""What the desk asks of the catalogue: drafts and withdrawn goods included."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from small_trades.shop.products.models import Maker, Product, ProductImage, StockMovement, Tag, Variant
from small_trades.shop.products.queries.cards import FEW_LEFT
from small_trades.shop.products.queries.pictures import address_of
from small_trades.shop.products.queries.shelves import shelves
from small_trades.shop.products.search_index import having_all
from small_trades.shop.products.search_text import query_grams, words
from small_trades.shop.site.formats import in_language
from small_trades.shop.site.paging import Paging

PER_PAGE = 50
MOVEMENTS_SHOWN = 100


class Window(StrEnum):
    """How a product stands to the times between which it is in the shop."""

    DRAFT = "draft"
    AHEAD = "ahead"
    SHOWN = "shown"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products the desk lists: words as in the shop's search, a category by its slug with those below.

    What is left empty does not narrow. `is_low`: a variant on sale is sold out or nearly.
    """

    typed: str = ""
    window: Window | None = None
    category: str = ""
    is_low: bool = False


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
    window: Window
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
    is_suggested: bool
    gtin: str
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class DeskVariants:
    """One page of variants of many products, each with its whole name."""

    variants: tuple[tuple[str, EditableVariant], ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class EditableAxis:
    """What variants differ in: Japanese and English names, of itself and of its values."""

    name_ja: str
    name_en: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EditablePicture:
    """A picture as the desk shows and describes it."""

    id: int
    product_id: int
    address: str
    alt_ja: str
    alt_en: str


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
    published_until: dt.datetime | None
    most_per_order: int | None
    ships_on: dt.date | None
    tags: tuple[str, ...]
    axes: tuple[EditableAxis, ...]


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


def desk_products(
    wanted: ProductFilter, page: str | None, *, path: str, query: Iterable[tuple[str, str]] = ()
) -> DeskProducts:
    """The desk's list of products, the last changed first; `query` is how their address says `wanted`."""
    products = _wanted(wanted).order_by("-changed_at", "-pk")
    paging = Paging.of(page, per_page=PER_PAGE, total=products.count(), path=path, query=query)
    shown = (
        products.select_related("maker", "category")
        .prefetch_related("images", "variants")
        .defer("description_ja", "description_en")
    )
    return DeskProducts(tuple(_row(product) for product in shown[paging.start : paging.stop]), paging)


def desk_variants(typed: str, page: str | None, *, path: str) -> DeskVariants:
    """The variants of the products that a search finds, by product: no change moves one."""
    variants = Variant.objects.filter(product__in=_sought(typed)).order_by("product_id", "order", "pk")
    paging = Paging.of(page, per_page=PER_PAGE, total=variants.count(), path=path, query=(("q", typed),))
    shown = variants.select_related("product")[paging.start : paging.stop]
    named = (
        (f"{in_language(row.product, 'name')} {in_language(row, 'name')}".strip(), _variant(row))
        for row in shown
    )
    return DeskVariants(tuple(named), paging)


def priced_variants(typed: str, *, most: int) -> tuple[int, tuple[tuple[str, EditableVariant], ...]]:
    """How many variants on sale a search finds, and the first of them, each with its whole name."""
    found = Variant.objects.filter(product__in=_sought(typed), is_sold=True)
    shown = found.select_related("product").order_by("product_id", "order", "pk")[:most]
    return found.count(), tuple(
        (f"{in_language(row.product, 'name')} {in_language(row, 'name')}".strip(), _variant(row))
        for row in shown
    )


def _wanted(wanted: ProductFilter) -> QuerySet[Product]:
    products = _sought(wanted.typed)
    if wanted.window is not None:
        products = products.filter(_in_window(wanted.window, timezone.now()))
    if wanted.category:
        shelf = shelves().find(wanted.category)
        products = products.filter(category__in=shelf.ids() if shelf is not None else ())
    if wanted.is_low:
        products = products.filter(Exists(_low().filter(product=OuterRef("pk"))))
    return products


def _in_window(window: Window, now: dt.datetime) -> Q:
    is_open = Q(published_until__isnull=True) | Q(published_until__gt=now)
    return {
        Window.DRAFT: Q(published_at__isnull=True),
        Window.AHEAD: Q(published_at__gt=now),
        Window.SHOWN: Q(published_at__lte=now) & is_open,
        Window.OVER: Q(published_at__lte=now, published_until__lte=now),
    }[window]


def _window_of(product: Product, now: dt.datetime) -> Window:
    if product.published_at is None:
        return Window.DRAFT
    if product.published_at > now:
        return Window.AHEAD
    is_over = product.published_until is not None and product.published_until <= now
    return Window.OVER if is_over else Window.SHOWN


def _sought(typed: str) -> QuerySet[Product]:
    products = Product.objects.all()
    sought = words(typed)
    if sought:
        wanted = sorted({gram for word in sought for gram in query_grams(word)})
        products = products.filter(pk__in=having_all(wanted))
        for word in sought:
            products = products.filter(search_entry__text__contains=word)
    return products


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
        published_until=product.published_until,
        most_per_order=product.most_per_order,
        ships_on=product.ships_on,
        tags=tuple(product.tags.values_list("slug", flat=True)),
        axes=tuple(
            EditableAxis(
                axis["name_ja"],
                axis["name_en"],
                tuple((value["name_ja"], value["name_en"]) for value in axis["values"]),
            )
            for axis in product.axes
        ),
    )


def editable_pictures(product_id: int) -> tuple[EditablePicture, ...]:
    """The pictures of a product, the first one first."""
    return tuple(_picture(image) for image in ProductImage.objects.filter(product=product_id))


def editable_picture(picture_id: int) -> EditablePicture | None:
    """A picture, or None."""
    image = ProductImage.objects.filter(pk=picture_id).first()
    return _picture(image) if image else None


def tag_choices() -> tuple[tuple[str, str], ...]:
    """Every tag as (slug, name), for a form."""
    return tuple((tag.slug, in_language(tag, "name")) for tag in Tag.objects.order_by("name_ja"))


def editable_variant(variant_id: int) -> EditableVariant | None:
    """A variant for editing, or None."""
    variant = Variant.objects.filter(pk=variant_id).first()
    return _variant(variant) if variant else None


def count_movements(product_id: int) -> int:
    """How many changes of a product's stock there were."""
    return StockMovement.objects.filter(variant__product=product_id).count()


def movements(product_id: int, start: int = 0, stop: int = MOVEMENTS_SHOWN) -> tuple[Movement, ...]:
    """Changes of a product's stock, the latest first: without bounds the last hundred."""
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
        for movement in found[start:stop]
    )


def low_stock(*, most: int = 8, among: Collection[int] | None = None) -> tuple[LowStock, ...]:
    """The variants of which few or none are left, the fewest first; with `among` only those of these ids."""
    found = _low().select_related("product")
    if among is not None:
        found = found.filter(pk__in=among)
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


def count_low() -> int:
    """How many variants on sale are sold out or nearly."""
    return _low().count()


def low_ids() -> frozenset[int]:
    """The ids of every variant of which few or none are left."""
    return frozenset(_low().values_list("pk", flat=True))


def refilled_since(moments: Mapping[int, dt.datetime]) -> frozenset[int]:
    """The variants, by id with a moment, of which there was enough at some time after it."""
    later = StockMovement.objects.filter(variant__in=moments, available_after__gt=FEW_LEFT)
    return frozenset(pk for pk, at in later.values_list("variant_id", "at") if at > moments[pk])


def _low() -> QuerySet[Variant]:
    return Variant.objects.filter(is_sold=True, available__lte=FEW_LEFT, product__published_at__isnull=False)


def maker_choices() -> tuple[tuple[str, str], ...]:
    """Every maker as (slug, name), for a form."""
    return tuple((maker.slug, in_language(maker, "name")) for maker in Maker.objects.all())


def is_something_on_sale() -> bool:
    """Whether a customer could buy anything now."""
    return Variant.objects.filter(product__published_at__lte=timezone.now(), available__gt=0).exists()


def category_choices() -> tuple[tuple[str, str], ...]:
    """Every category as (slug, name with the names above it), for a form."""
    tree = shelves()
    return tuple((shelf.slug, " › ".join(part.name for part in tree.path_to(shelf.id))) for shelf in tree)


def _picture(image: ProductImage) -> EditablePicture:
    address = address_of(image, width=320)
    return EditablePicture(image.pk, image.product_id, address, image.alt_ja, image.alt_en)


def category_choices_by_id() -> tuple[tuple[int, str], ...]:
    """Every category as (id, name with the names above it), for a form that keeps ids."""
    tree = shelves()
    return tuple((shelf.id, " › ".join(part.name for part in tree.path_to(shelf.id))) for shelf in tree)


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
        window=_window_of(product, timezone.now()),
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
        variant.is_suggested,
        variant.gtin,
        variant.picture_id,
    )


def product_ids(codes: Iterable[str]) -> dict[str, int]:
    """The ids of products by their codes; unknown codes are left out."""
    return dict(Product.objects.filter(code__in=set(codes)).values_list("code", "pk"))
