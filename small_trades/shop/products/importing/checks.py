"""What every format asks of prices and variants."""

from collections.abc import Sequence

from small_trades.shop.products.importing.names import SKU
from small_trades.shop.products.importing.reasons import Reason
from small_trades.shop.products.importing.rows import Row
from small_trades.shop.products.importing.shape import ImportedVariant

HIGHEST_PRICE = 9_999_999


def price_of(row: Row, name: str) -> int:
    """A price in yen, which must be there; 0 where a problem was noted."""
    if not row.needed(name):
        return 0
    return row.whole(name, least=1, most=HIGHEST_PRICE, reason=Reason.PRICE) or 0


def reference_of(row: Row, name: str, price: int) -> int | None:
    """What was asked until lately: None without such a column, 0 where it is none or the price itself."""
    if name not in row.columns:
        return None
    before = row.whole(name, least=0, most=HIGHEST_PRICE, reason=Reason.PRICE) or 0
    if before and price and before < price:
        row.note(name, Reason.REFERENCE)
    return before if before > price else 0


def check_variants(rows: Sequence[Row], variants: Sequence[ImportedVariant], *, sku: str) -> None:
    """Stock codes are well formed and stand once; no two variants are the same choice."""
    by_line = {row.line: row for row in rows}
    skus: set[str] = set()
    choices: set[tuple[str, ...]] = set()
    for variant in variants:
        row = by_line[variant.line]
        choice = tuple(option.value_ja for option in variant.options)
        if not SKU.fullmatch(variant.sku):
            row.note(sku, Reason.SKU)
        elif variant.sku in skus:
            row.note(sku, Reason.SKU_TAKEN)
        elif choice in choices and (choice or len(variants) > 1):
            row.note("option1_value", Reason.SAME_OPTIONS)
        skus.add(variant.sku)
        choices.add(choice)
