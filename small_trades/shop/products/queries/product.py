"""The page of one product."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from small_trades.shop.options.picking import Offer
from small_trades.shop.options.queries import offers_of
from small_trades.shop.products.asked import Asked, asked
from small_trades.shop.products.markdown import to_html
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.products.queries.cards import (
    REDUCED_RATE,
    StockState,
    campaign_words,
    cards,
    is_reduced,
    on_sale,
    stock_state,
    waits_until,
)
from small_trades.shop.products.queries.pictures import picture
from small_trades.shop.products.queries.shelves import Label, Workshop, label_of, shelves, workshop
from small_trades.shop.site.cards import Picture, ProductCard
from small_trades.shop.site.formats import current_language, in_language

RELATED = 4
MOST_AT_ONCE = 99


@dataclass(frozen=True, slots=True)
class VariantChoice:
    """A variant as the page offers it; `left` is told when few are left, `most` is what may be ordered.

    `price` is asked now, the other prices are as in `Asked`; `campaign` is in words.
    """

    id: int
    sku: str
    name: str
    price: int
    usual: int | None
    suggested: int | None
    campaign: str
    campaign_ends: dt.datetime | None
    tax_rate: int
    stock: StockState
    left: int | None
    most: int
    gtin: str = ""
    picture: Picture | None = None

    @property
    def is_reduced_tax(self) -> bool:
        """Whether the 8 % mark stands beside the price."""
        return self.tax_rate == REDUCED_RATE


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product in the page's language; `variants` is empty where it is no longer sold.

    `most_per_order` counts all variants together; `ships_on` is the day on which a pre-order is sent.
    `offers` are the options that can be had with each piece.
    """

    slug: str
    code: str
    name: str
    summary: str
    description: Markup
    maker: Workshop
    pictures: tuple[Picture, ...]
    axes: tuple[str, ...]
    variants: tuple[VariantChoice, ...]
    is_reduced_tax: bool
    trail: tuple[tuple[str, str], ...]
    related: tuple[ProductCard, ...]
    most_per_order: int | None = None
    ships_on: dt.date | None = None
    offers: tuple[Offer, ...] = ()
    tags: tuple[Label, ...] = ()

    @property
    def has_choice(self) -> bool:
        """Whether the visitor chooses between variants."""
        return len(self.variants) > 1

    @property
    def shows_variants(self) -> bool:
        """Whether the visitor chooses between variants that have pictures of their own."""
        return self.has_choice and any(variant.picture for variant in self.variants)

    @property
    def campaigns(self) -> tuple[str, ...]:
        """The campaigns that lower a price here, in words."""
        return tuple(dict.fromkeys(variant.campaign for variant in self.variants if variant.campaign))

    @property
    def is_in_stock(self) -> bool:
        """Whether any variant can be bought."""
        return any(variant.stock != "out" for variant in self.variants)

    @property
    def first_choice(self) -> VariantChoice | None:
        """The variant that is chosen at first: the first that can be bought, else the first."""
        in_stock = (variant for variant in self.variants if variant.stock != "out")
        return next(in_stock, self.variants[0] if self.variants else None)


def product_page(slug: str) -> ProductPage | None:
    """The page of a product on sale, or None."""
    products = on_sale().select_related("maker").prefetch_related("images")
    product = products.filter(slug=slug).first()
    return _page(product) if product else None


def product_id_on_sale(slug: str) -> int | None:
    """The id of a product on sale, or None."""
    return on_sale().filter(slug=slug).values_list("pk", flat=True).first()


def product_page_of_variant(variant_id: int) -> ProductPage | None:
    """The page of the product on sale that a variant belongs to, or None."""
    found = Variant.objects.filter(pk=variant_id).values_list("product__slug", flat=True).first()
    return product_page(found) if found else None


def price_now(variant_id: int) -> int:
    """What is asked for a variant. Raises Variant.DoesNotExist where there is none."""
    variant = Variant.objects.select_related("product").get(pk=variant_id)
    return asked([variant])[variant_id].price


def _page(product: Product) -> ProductPage:
    variants = list(product.variants.filter(is_sold=True).select_related("picture"))
    prices = asked(variants)
    return ProductPage(
        slug=product.slug,
        code=product.code,
        name=in_language(product, "name"),
        summary=in_language(product, "summary"),
        description=to_html(in_language(product, "description")),
        maker=workshop(product.maker),
        pictures=tuple(picture(image) for image in product.images.all()),
        axes=tuple(axis[f"name_{current_language()}"] or axis["name_ja"] for axis in product.axes),
        variants=tuple(_choice(variant, prices[variant.pk], product.most_per_order) for variant in variants),
        is_reduced_tax=is_reduced(variants),
        trail=_trail(product),
        related=cards(_related(product)),
        most_per_order=product.most_per_order,
        ships_on=waits_until(product),
        offers=offers_of([product.pk])[product.pk],
        tags=tuple(label_of(tag) for tag in product.tags.order_by("pk")),
    )


def _choice(variant: Variant, now: Asked, limit: int | None) -> VariantChoice:
    stock = stock_state(variant.available)
    return VariantChoice(
        id=variant.pk,
        sku=variant.sku,
        name=in_language(variant, "name"),
        price=now.price,
        usual=now.usual,
        suggested=now.suggested,
        campaign=campaign_words(now.campaign),
        campaign_ends=now.campaign.ends_at if now.campaign else None,
        tax_rate=variant.tax_rate,
        stock=stock,
        left=variant.available if stock == "few" else None,
        most=min(variant.available, limit or MOST_AT_ONCE, MOST_AT_ONCE),
        gtin=variant.gtin,
        picture=picture(variant.picture) if variant.picture else None,
    )


def _trail(product: Product) -> tuple[tuple[str, str], ...]:
    above = shelves().path_to(product.category_id)
    return (
        (reverse("products:home"), _("Home")),
        *((shelf.href, shelf.name) for shelf in above),
        ("", in_language(product, "name")),
    )


def _related(product: Product) -> Sequence[int]:
    """What has most in common: the category counts 3, the maker 2, each tag 1; equals the newest first."""
    tags = Product.tags.through.objects
    shared = Counter(tags.filter(tag__in=product.tags.all()).order_by().values_list("product_id", flat=True))
    near = (
        on_sale()
        .exclude(pk=product.pk)
        .filter(Q(category=product.category_id) | Q(maker=product.maker_id) | Q(pk__in=shared))
    )
    rows = near.values_list("pk", "category_id", "maker_id")
    ranked = sorted(
        rows,
        key=lambda row: (
            -(3 * (row[1] == product.category_id) + 2 * (row[2] == product.maker_id) + shared[row[0]])
        ),
    )
    return [pk for pk, _category, _maker in ranked[:RELATED]]
