"""Categories, makers and tags as the desk keeps them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from small_trades.shop.products.models import Category, Maker, Product, Tag
from small_trades.shop.products.queries.shelves import shelves
from small_trades.shop.site.formats import in_language

_MODELS: dict[str, Any] = {"categories": Category, "makers": Maker, "tags": Tag}
_COLUMNS = {"categories": "category", "makers": "maker", "tags": "tags"}


@dataclass(frozen=True, slots=True)
class DeskShelf:
    """A row of the list. `depth` counts the categories above; `products` counts drafts as well."""

    id: int
    slug: str
    name: str
    depth: int
    products: int
    is_first: bool
    is_last: bool


def desk_shelves(kind: str) -> tuple[DeskShelf, ...]:
    """All of a kind (categories, makers or tags), in the order of the shop; two queries."""
    numbers = Counter(Product.objects.values_list(_COLUMNS[kind], flat=True))
    if kind == "categories":
        tree = shelves()
        return tuple(_below(tree.roots, 0, numbers))
    rows = list(_MODELS[kind].objects.order_by(*(("name_ja",) if kind == "tags" else ("order", "id"))))
    return tuple(
        DeskShelf(
            row.pk,
            row.slug,
            in_language(row, "name"),
            0,
            numbers[row.pk],
            place == 0,
            place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    )


def shelf_values(kind: str, shelf_id: int) -> dict[str, Any] | None:
    """The columns of one for its form, a parent by its slug; None where there is none."""
    row = _MODELS[kind].objects.filter(pk=shelf_id).first()
    if row is None:
        return None
    values = {name: getattr(row, name) for name in ("slug", "name_ja", "name_en")}
    if kind == "categories":
        values["parent"] = row.parent.slug if row.parent else ""
    if kind == "makers":
        names = ("reading", "place_ja", "place_en", "story_ja", "story_en")
        values |= {name: getattr(row, name) for name in names}
    return values


def _below(rows: Any, depth: int, numbers: Counter[Any]) -> list[DeskShelf]:
    found: list[DeskShelf] = []
    for place, shelf in enumerate(rows):
        is_last = place == len(rows) - 1
        found.append(
            DeskShelf(shelf.id, shelf.slug, shelf.name, depth, numbers[shelf.id], place == 0, is_last)
        )
        found += _below(shelf.children, depth + 1, numbers)
    return found
