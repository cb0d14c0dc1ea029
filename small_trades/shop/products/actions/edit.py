"""Editing the catalogue from the desk: texts, publication, variants, prices."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel import text
from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.kernel.gtin import tidy_gtin
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.models import (
    Category,
    Maker,
    Product,
    StockMovement,
    StockReason,
    Tag,
    Variant,
)
from small_trades.shop.products.readings import reading_of
from small_trades.shop.site.actions import content_changed

HIGHEST_PRICE = 9_999_999
HEAVIEST_G = 1_000_000
MOST_PER_ORDER = 99
LONGEST_DESCRIPTION = 20_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SKU = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTexts:
    """What the desk types about a product; maker and category are slugs, `published_at` None is a draft.

    `tags` are slugs; None leaves them as they are. For the rest see `Product`.
    """

    slug: str
    code: str
    maker: str
    category: str
    name_ja: str
    name_en: str = ""
    reading: str = ""
    summary_ja: str = ""
    summary_en: str = ""
    description_ja: str = ""
    description_en: str = ""
    published_at: dt.datetime | None = None
    published_until: dt.datetime | None = None
    most_per_order: int | None = None
    ships_on: dt.date | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantFacts:
    """What the desk types about a variant; yen with tax, grams. Stock is set by `stock.set_stock` alone.

    `is_suggested` tells that the reference price is the maker's. See `Variant`.
    """

    sku: str
    name_ja: str = ""
    name_en: str = ""
    price: int
    reference_price: int | None = None
    tax_rate: int = TaxRate.STANDARD
    weight_g: int = 0
    is_sold: bool = True
    is_suggested: bool = False
    gtin: str = ""


def save_product(texts: ProductTexts, *, product_id: int | None = None) -> int:
    """Store a product, new without an id; answers its id. Search and public pages follow with the commit.

    Raises:
        BadInput: the texts cannot be stored.
        Product.DoesNotExist: there is no product of this id.
    """
    tidied = {name: _tidy(name, value) for name, value in asdict(texts).items()}
    with transaction.atomic():
        product = Product.objects.get(pk=product_id) if product_id else Product()
        tags = tidied.pop("tags")
        maker = Maker.objects.filter(slug=tidied.pop("maker")).first()
        category = Category.objects.filter(slug=tidied.pop("category")).first()
        problems = _product_problems(tidied, product.pk)
        if maker is None:
            problems["maker"] = _("Choose a maker")
        if category is None:
            problems["category"] = _("Choose a category")
        if problems or maker is None or category is None:
            raise BadInput(problems)
        tidied["reading"] = _reading(str(tidied["reading"]), name=str(tidied["name_ja"]), before=product)
        product.maker, product.category = maker, category
        for name, value in tidied.items():
            setattr(product, name, value)
        product.save()
        if isinstance(tags, tuple):
            product.tags.set(Tag.objects.filter(slug__in=tags))
        index_products([product.pk])
        content_changed()
    return product.pk


def save_variant(facts: VariantFacts, *, product_id: int, variant_id: int | None = None) -> int:
    """Store a variant of a product, new without an id; answers its id. A new one starts without stock.

    Raises:
        BadInput: the facts cannot be stored.
        Product.DoesNotExist, Variant.DoesNotExist: there is no such product, or no such variant of it.
    """
    columns = {name: _tidy(name, value) for name, value in asdict(facts).items()}
    with transaction.atomic():
        product = Product.objects.get(pk=product_id)
        gtin = tidy_gtin(str(columns["gtin"]))
        columns["gtin"] = columns["gtin"] if gtin is None else gtin
        problems = _variant_problems(columns, variant_id)
        if problems:
            raise BadInput(problems)
        if variant_id is None:
            columns["order"] = product.variants.count()
            variant_id = Variant.objects.create(product=product, **columns).pk
            _record_first(variant_id)
        elif not product.variants.filter(pk=variant_id).update(**columns):
            raise Variant.DoesNotExist
        _price_from(product)
        index_products([product.pk])
        content_changed()
    return variant_id


def _reading(typed: str, *, name: str, before: Product) -> str:
    """What was typed, else a draft from the name; a draft that nobody corrected follows a new name."""
    is_stale = name != before.name_ja and typed == before.reading == reading_of(before.name_ja)
    return reading_of(name) if not typed or is_stale else typed


def _record_first(variant_id: int) -> None:
    StockMovement.objects.create(variant_id=variant_id, change=0, available_after=0, reason=StockReason.FIRST)


def _price_from(product: Product) -> None:
    lowest = product.variants.filter(is_sold=True).aggregate(lowest=Min("price"))["lowest"]
    Product.objects.filter(pk=product.pk).update(price_from=lowest or 0, changed_at=timezone.now())


def _tidy(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    return text.clean(value) if name.startswith("description") else text.one_line(value)


def _product_problems(columns: Mapping[str, object], own_id: int | None) -> Problems:
    problems = _too_long(Product, columns)
    slug, code = str(columns["slug"]), str(columns["code"])
    if not columns["name_ja"]:
        problems["name_ja"] = _("Enter the Japanese name")
    if not _SLUG.fullmatch(slug):
        problems["slug"] = _("Use small letters, digits and single hyphens")
    elif Product.objects.filter(slug=slug).exclude(pk=own_id or 0).exists():
        problems["slug"] = _("Another product has this address")
    if not code:
        problems["code"] = _("Enter a product code")
    elif Product.objects.filter(code=code).exclude(pk=own_id or 0).exists():
        problems["code"] = _("Another product has this code")
    problems |= _terms_problems(columns)
    for name in ("description_ja", "description_en"):
        if len(str(columns[name])) > LONGEST_DESCRIPTION:
            problems[name] = _("Use 20,000 characters at most")
    return problems


def _terms_problems(columns: Mapping[str, object]) -> Problems:
    problems: Problems = {}
    since, until, most = columns["published_at"], columns["published_until"], columns["most_per_order"]
    if isinstance(until, dt.datetime) and isinstance(since, dt.datetime) and until <= since:
        problems["published_until"] = _("The end must be later than the beginning")
    if most is not None and not _lies_in(most, 1, MOST_PER_ORDER):
        problems["most_per_order"] = _("Enter a number from 1 to 99, or nothing")
    return problems


def _variant_problems(columns: Mapping[str, object], own_id: int | None) -> Problems:
    problems = _too_long(Variant, columns)
    sku, price, reference = str(columns["sku"]), columns["price"], columns["reference_price"]
    if not _SKU.fullmatch(sku):
        problems["sku"] = _("Use letters, digits, hyphens, dots and underscores")
    elif Variant.objects.filter(sku=sku).exclude(pk=own_id or 0).exists():
        problems["sku"] = _("Another variant has this SKU")
    if not _lies_in(price, 1, HIGHEST_PRICE):
        problems["price"] = _("Enter a price from 1 to 9,999,999 yen")
    elif reference is not None and not _lies_in(reference, int(str(price)) + 1, HIGHEST_PRICE):
        problems["reference_price"] = _("The usual price must be higher than the price")
    gtin = tidy_gtin(str(columns["gtin"]))
    if gtin is None:
        problems["gtin"] = _("This is no JAN or other GTIN: check its digits")
    elif gtin and Variant.objects.filter(gtin=gtin).exclude(pk=own_id or 0).exists():
        problems["gtin"] = _("Another variant has this barcode")
    if columns["tax_rate"] not in set(TaxRate):
        problems["tax_rate"] = _("Choose 10 % or 8 %")
    if not _lies_in(columns["weight_g"], 0, HEAVIEST_G):
        problems["weight_g"] = _("Enter a weight from 0 to 1,000,000 grams")
    return problems


def _too_long(model: type[Product | Variant], columns: Mapping[str, object]) -> Problems:
    problems: Problems = {}
    for name, value in columns.items():
        longest = getattr(model._meta.get_field(name), "max_length", None)  # noqa: SLF001 - Django's documented API
        if longest and isinstance(value, str) and len(value) > longest:
            problems[name] = _("This is too long")
    return problems


def _lies_in(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and least <= value <= most
