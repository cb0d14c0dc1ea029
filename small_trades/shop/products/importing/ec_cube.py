"""EC-CUBE 4's 商品CSV, its export and its template: rows of one 商品ID are one product, each row a 商品規格.

Its 販売価格 and 通常価格 are without tax; ours are with tax, made with the row's rate and rounded half up, as
EC-CUBE shows them by default. EC-CUBE knows no makers.
"""

import decimal
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from small_trades.shop.kernel import text
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.products.importing.checks import HIGHEST_PRICE, check_variants
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
    "id": ("商品ID",),
    "status": ("公開ステータス(ID)",),
    "name": ("商品名",),
    "summary": ("商品説明(一覧)",),
    "description": ("商品説明(詳細)",),
    "deleted": ("商品削除フラグ",),
    "images": ("商品画像",),
    "category_id": ("商品カテゴリ(ID)",),
    "category": ("商品カテゴリ(名称)",),
    "tag_ids": ("タグ(ID)",),
    "tags": ("タグ(名称)",),
    "class1_id": ("規格分類1(ID)",),
    "class1": ("規格分類1(名称)",),
    "class2_id": ("規格分類2(ID)",),
    "class2": ("規格分類2(名称)",),
    "code": ("商品コード",),
    "stock": ("在庫数",),
    "unlimited": ("在庫数無制限フラグ",),
    "usual": ("通常価格",),
    "price": ("販売価格",),
    "rate": ("税率",),
}
NEEDED = ("id", "status", "name", "price")
UNLIMITED: Final = 999_999
"""Stock without limit is as much as the shop can count."""
SHOWN, HIDDEN, ENDED = "1", "2", "3"


def read(lines: Iterable[Line], columns: dict[str, str], heading: Sequence[str]) -> Iterator[Parsed]:
    """The products of the lines after the heading."""
    for rows in grouped(lines, columns, heading, key=lambda row: row.said("id")):
        yield parsed(rows, _product)


def with_tax(price: decimal.Decimal, rate: int) -> int:
    """Yen with tax, rounded half up."""
    full = price * (100 + rate) / 100
    return int(full.quantize(decimal.Decimal(1), rounding=decimal.ROUND_HALF_UP))


def _product(rows: Sequence[Row]) -> ImportedProduct:
    first = rows[0]
    number = first.said("id")
    if number and not (number.isascii() and number.isdigit()):
        first.note("id", Reason.NUMBER)
    name = first.needed("name")
    key = number or first.said("code") or name
    variants = tuple(_variant(row, key, at, len(rows)) for at, row in enumerate(rows, start=1))
    check_variants(rows, variants, sku="code")
    return ImportedProduct(
        line=first.line,
        slug=slug_of(f"product-{number}" if number else key, prefix="p"),
        code=code_of(f"EC-{number}" if number else slug_of(key, prefix="p")),
        is_made_up=True,
        name_ja=name,
        category=_category(first),
        tags=_tags(first),
        summary_ja=_plain(first, "summary"),
        description_ja=text.clean(markdown_of(first.cells["description"]))
        if "description" in first.columns
        else None,
        is_published=_is_published(first),
        variants=variants,
        pictures=tuple(_pictures(first)),
        columns=_named(first.columns),
    )


def _named(columns: dict[str, str]) -> dict[str, str]:
    ours = {
        "slug": "id",
        "code": "id",
        "name_ja": "name",
        "category": "category",
        "tags": "tags",
        "summary_ja": "summary",
        "description_ja": "description",
        "sku": "code",
    }
    return {name: columns[theirs] for name, theirs in ours.items() if theirs in columns}


def _plain(row: Row, name: str) -> str | None:
    return text.one_line(markdown_of(row.cells[name])) if name in row.columns else None


def _is_published(row: Row) -> bool | None:
    state = row.needed("status")
    if state and state not in {SHOWN, HIDDEN, ENDED}:
        row.note("status", Reason.CHOICE)
    return state == SHOWN and row.flag("deleted") is not True


def _category(row: Row) -> str | None:
    """The first category by name; without names, one called after its number, to be renamed at the desk."""
    named = row.said("category").split(",")[0].strip()
    number = row.said("category_id").split(",")[0].strip()
    if named or number:
        return named or f"EC-CUBE カテゴリ {number}"
    return "" if {"category", "category_id"} & row.columns.keys() else None


def _tags(row: Row) -> tuple[str, ...] | None:
    named = row.maybe("tags")
    return None if named is None else tuple(tag.strip() for tag in named.split(",") if tag.strip())


def _variant(row: Row, key: str, at: int, of: int) -> ImportedVariant:
    rate = row.whole("rate", least=8, most=10, reason=Reason.RATE)
    if rate is not None and rate not in set(TaxRate):
        row.note("rate", Reason.RATE)
    price, usual = _price(row, "price", rate), 0
    row.needed("price")
    if row.said("usual"):
        usual = _price(row, "usual", rate)
        if 0 < usual < price:
            row.note("usual", Reason.REFERENCE)
    options = tuple(
        ImportedOption(name_ja=f"規格{n}", name_en=f"Option {n}", value_ja=value)
        for n in (1, 2)
        if (value := row.said(f"class{n}") or row.said(f"class{n}_id"))
    )
    return ImportedVariant(
        line=row.line,
        sku=row.said("code") or (f"{code_of(slug_of(key, prefix='p'))}-{at}" if of > 1 else f"EC-{key}"),
        price=price,
        name_ja=" / ".join(option.value_ja for option in options) or None,
        options=options,
        reference_price=(usual if usual > price else 0) if "usual" in row.columns else None,
        tax_rate=rate,
        stock=_stock(row),
    )


def _price(row: Row, name: str, rate: int | None) -> int:
    asked = row.amount(name, least=0 if name == "usual" else 1, most=HIGHEST_PRICE, reason=Reason.PRICE)
    if asked is None:
        return 0
    full = with_tax(asked, rate or TaxRate.STANDARD)
    if full > HIGHEST_PRICE:
        row.note(name, Reason.PRICE)
    return full


def _stock(row: Row) -> int | None:
    counted = row.whole("stock", least=0, most=UNLIMITED, reason=Reason.STOCK)
    return UNLIMITED if row.flag("unlimited") else counted


def _pictures(row: Row) -> Iterator[ImportedPicture]:
    for name in row.said("images").split(","):
        if name.strip():
            yield ImportedPicture(
                line=row.line, column=row.columns["images"], name=name.strip(), is_outside="://" in name
            )
