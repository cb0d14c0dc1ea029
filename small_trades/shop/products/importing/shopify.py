"""Shopify's product CSV: rows of one Handle are one product, each row a variant or a picture.

Columns as in Shopify's help, "Using CSV files to import and export products", in both of its spellings.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from small_trades.shop.kernel import text
from small_trades.shop.products.importing.checks import check_variants, price_of, reference_of
from small_trades.shop.products.importing.html_text import markdown_of
from small_trades.shop.products.importing.names import code_of, slug_of
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

COLUMNS: dict[str, tuple[str, ...]] = {
    "handle": ("Handle", "URL handle"),
    "title": ("Title",),
    "body": ("Body (HTML)", "Description"),
    "vendor": ("Vendor",),
    "type": ("Type",),
    "tags": ("Tags",),
    "published": ("Published", "Published on online store"),
    "status": ("Status",),
    **{f"option{n}_name": (f"Option{n} Name", f"Option{n} name") for n in (1, 2, 3)},
    **{f"option{n}_value": (f"Option{n} Value", f"Option{n} value") for n in (1, 2, 3)},
    "sku": ("Variant SKU", "SKU"),
    "grams": ("Variant Grams", "Weight value (grams)"),
    "stock": ("Variant Inventory Qty", "Inventory quantity"),
    "price": ("Variant Price", "Price"),
    "compare": ("Variant Compare At Price", "Compare-at price"),
    "barcode": ("Variant Barcode", "Barcode"),
    "image": ("Image Src", "Product image URL"),
    "variant_image": ("Variant Image", "Variant image URL"),
    "alt": ("Image Alt Text", "Image alt text"),
}
NEEDED = ("handle", "title", "price")
_STATES = {"active": True, "draft": False, "archived": False}


def read(lines: Iterable[Line], columns: dict[str, str], heading: Sequence[str]) -> Iterator[Parsed]:
    """The products of the lines after the heading."""
    for rows in grouped(lines, columns, heading, key=lambda row: row.said("handle")):
        yield parsed(rows, _product)


def _product(rows: Sequence[Row]) -> ImportedProduct:
    first = rows[0]
    handle = first.needed("handle")
    slug = slug_of(handle, prefix="p")
    code = code_of(slug)
    variants = _variants(rows, code)
    check_variants(rows, variants, sku="sku")
    tags = first.maybe("tags")
    return ImportedProduct(
        line=first.line,
        slug=slug,
        code=code,
        is_made_up=True,
        name_ja=first.needed("title"),
        maker=first.maybe("vendor"),
        category=first.maybe("type"),
        tags=None if tags is None else tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
        description_ja=text.clean(markdown_of(first.cells["body"])) if "body" in first.columns else None,
        is_published=_is_published(first),
        variants=variants,
        pictures=_pictures(rows),
        columns=_named(first.columns),
    )


def _named(columns: dict[str, str]) -> dict[str, str]:
    ours = {
        "slug": "handle",
        "code": "handle",
        "name_ja": "title",
        "maker": "vendor",
        "category": "type",
        "tags": "tags",
        "description_ja": "body",
        "sku": "sku",
        "gtin": "barcode",
    }
    return {name: columns[theirs] for name, theirs in ours.items() if theirs in columns}


def _is_published(row: Row) -> bool | None:
    published = row.flag("published")
    state = row.said("status").lower()
    if not state:
        return published
    if state not in _STATES:
        row.note("status", Reason.CHOICE)
        return None
    return _STATES[state] and published is not False


def _variants(rows: Sequence[Row], code: str) -> tuple[ImportedVariant, ...]:
    """Rows with a price or an option are variants; the others only add a picture."""
    named = [rows[0].said(f"option{n}_name") for n in (1, 2, 3)]
    with_variant = [row for row in rows if row is rows[0] or row.said("price") or row.said("option1_value")]
    return tuple(_variant(row, code, at, named) for at, row in enumerate(with_variant, start=1))


def _variant(row: Row, code: str, at: int, named: Sequence[str]) -> ImportedVariant:
    options = tuple(
        ImportedOption(name_ja=name, value_ja=row.needed(f"option{n}_value"))
        for n, name in enumerate(named, start=1)
        if name and name != "Title"
    )
    price = price_of(row, "price")
    return ImportedVariant(
        line=row.line,
        sku=row.said("sku").lstrip("'") or f"{code}-{at}",
        price=price,
        name_ja=" / ".join(option.value_ja for option in options) or None,
        options=options,
        reference_price=reference_of(row, "compare", price),
        stock=row.whole("stock", least=0, most=999_999, reason=Reason.STOCK),
        weight_g=row.whole("grams", least=0, most=1_000_000, reason=Reason.WEIGHT),
        gtin=row.barcode("barcode"),
        picture=_file_name(row.said("variant_image")) or None,
    )


def _pictures(rows: Sequence[Row]) -> tuple[ImportedPicture, ...]:
    """The pictures of a product, then those of its variants that are not among them."""
    found = [_picture(row, "image") for row in rows if row.said("image")]
    known = {one.name for one in found}
    for row in rows:
        name = _file_name(row.said("variant_image"))
        if name and name not in known:
            known.add(name)
            found.append(_picture(row, "variant_image"))
    return tuple(found)


def _picture(row: Row, column: str) -> ImportedPicture:
    address = row.said(column)
    return ImportedPicture(
        line=row.line,
        column=row.columns[column],
        name=_file_name(address),
        is_outside="://" in address,
        alt_ja=row.said("alt") if column == "image" else "",
    )


def _file_name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name if "://" in address else address
