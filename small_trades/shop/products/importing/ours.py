"""Our own CSV: rows of one slug are one product, each row a variant, with everything the catalogue holds."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from small_trades.shop.kernel import text
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.products.importing.checks import check_variants, price_of, reference_of
from small_trades.shop.products.importing.names import SLUG
from small_trades.shop.products.importing.reading import Line
from small_trades.shop.products.importing.reasons import Reason
from small_trades.shop.products.importing.rows import Row, grouped, parsed
from small_trades.shop.products.importing.shape import (
    ImportedOption,
    ImportedPicture,
    ImportedProduct,
    ImportedVariant,
    Parsed,
)

_OPTIONS = tuple(
    f"option{n}_{part}" for n in (1, 2, 3) for part in ("name_ja", "name_en", "value_ja", "value_en")
)
NAMES = (
    "slug",
    "code",
    "name_ja",
    "name_en",
    "reading",
    "maker",
    "category",
    "tags",
    "summary_ja",
    "summary_en",
    "description_ja",
    "description_en",
    "published",
    "sku",
    "variant_ja",
    "variant_en",
    *_OPTIONS,
    "price",
    "usual_price",
    "tax_rate",
    "stock",
    "weight_g",
    "on_sale",
    "pictures",
    "picture_text_ja",
    "published_at",
    "published_until",
    "most_per_order",
    "ships_on",
    "usual_price_is_suggested",
    "gtin",
    "variant_picture",
    "options",
)
COLUMNS: dict[str, tuple[str, ...]] = {name: (name,) for name in NAMES}
NEEDED = ("slug", "code", "name_ja", "sku", "price")
BETWEEN = "|"
MOST_PER_ORDER = 99


def read(lines: Iterable[Line], columns: dict[str, str], heading: Sequence[str]) -> Iterator[Parsed]:
    """The products of the lines after the heading."""
    for rows in grouped(lines, columns, heading, key=lambda row: row.said("slug")):
        yield parsed(rows, _product)


def _product(rows: Sequence[Row]) -> ImportedProduct:
    first = rows[0]
    slug = first.needed("slug")
    if slug and not SLUG.fullmatch(slug):
        first.note("slug", Reason.SLUG)
    variants = tuple(_variant(row) for row in rows)
    check_variants(rows, variants, sku="sku")
    return ImportedProduct(
        line=first.line,
        slug=slug,
        code=first.needed("code"),
        is_made_up=False,
        name_ja=first.needed("name_ja"),
        name_en=first.maybe("name_en"),
        reading=first.maybe("reading"),
        maker=first.maybe("maker"),
        category=first.maybe("category"),
        tags=_list(first, "tags") if "tags" in first.columns else None,
        summary_ja=first.maybe("summary_ja"),
        summary_en=first.maybe("summary_en"),
        description_ja=_long(first, "description_ja"),
        description_en=_long(first, "description_en"),
        is_published=first.flag("published"),
        variants=variants,
        pictures=(*_pictures(first), *_of_variants(rows)),
        terms=_terms(first),
        options=_list(first, "options") if "options" in first.columns else None,
        columns=first.columns,
    )


def _terms(row: Row) -> dict[str, dt.datetime | dt.date | int | None]:
    """When and how it is sold, of the columns that are there."""
    read: dict[str, Callable[[str], dt.datetime | dt.date | int | None]] = {
        "published_at": row.moment,
        "published_until": row.moment,
        "ships_on": row.day,
        "most_per_order": lambda name: row.whole(name, least=1, most=MOST_PER_ORDER, reason=Reason.LIMIT),
    }
    said = {name: cell(name) for name, cell in read.items() if name in row.columns}
    since, until = said.get("published_at"), said.get("published_until")
    if isinstance(since, dt.datetime) and isinstance(until, dt.datetime) and until <= since:
        row.note("published_until", Reason.WINDOW)
    return said


def _variant(row: Row) -> ImportedVariant:
    price = price_of(row, "price")
    rate = row.whole("tax_rate", least=8, most=10, reason=Reason.RATE)
    if rate is not None and rate not in set(TaxRate):
        row.note("tax_rate", Reason.RATE)
    options = tuple(
        ImportedOption(
            name_ja=row.said(f"option{n}_name_ja"),
            name_en=row.said(f"option{n}_name_en"),
            value_ja=row.needed(f"option{n}_value_ja"),
            value_en=row.said(f"option{n}_value_en"),
        )
        for n in (1, 2, 3)
        if row.said(f"option{n}_name_ja")
    )
    return ImportedVariant(
        line=row.line,
        sku=row.needed("sku"),
        price=price,
        name_ja=row.maybe("variant_ja"),
        name_en=row.maybe("variant_en"),
        options=options,
        reference_price=reference_of(row, "usual_price", price),
        tax_rate=rate,
        stock=row.whole("stock", least=0, most=999_999, reason=Reason.STOCK),
        weight_g=row.whole("weight_g", least=0, most=1_000_000, reason=Reason.WEIGHT),
        is_sold=row.flag("on_sale"),
        is_suggested=row.flag("usual_price_is_suggested"),
        gtin=row.barcode("gtin"),
        picture=row.maybe("variant_picture"),
    )


def _long(row: Row, name: str) -> str | None:
    return text.clean(row.cells[name]) if name in row.columns else None


def _list(row: Row, name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.said(name).split(BETWEEN) if part.strip())


def _of_variants(rows: Sequence[Row]) -> Iterator[ImportedPicture]:
    """What shows a variant and does not stand among the product's pictures."""
    known = set(_list(rows[0], "pictures"))
    for row in rows:
        name = row.said("variant_picture")
        if name and name not in known:
            known.add(name)
            yield ImportedPicture(
                line=row.line,
                column=row.columns["variant_picture"],
                name=name,
                is_outside="://" in name,
                alt_ja=row.said("variant_ja") or rows[0].said("picture_text_ja"),
            )


def _pictures(row: Row) -> Iterator[ImportedPicture]:
    for name in _list(row, "pictures"):
        yield ImportedPicture(
            line=row.line,
            column=row.columns["pictures"],
            name=name,
            is_outside="://" in name,
            alt_ja=row.said("picture_text_ja"),
        )
