"""All variants of a product at once: what they differ in, and their prices, stock and weights as a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product as combined
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel import text
from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.products.actions.edit import VariantFacts, save_variant
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.actions.stock import MOST_IN_STOCK, StockChanged, set_stock
from small_trades.shop.products.models import Product, Variant
from small_trades.shop.site.actions import content_changed

MOST_AXES = 3
MOST_VARIANTS = 200
LONGEST_NAME = 40
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AxisNames:
    """What variants differ in, as typed: Japanese and English names, of itself and of each value."""

    name: Named
    values: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row of the grid; `seen` is the stock that was on the screen when `available` was typed."""

    facts: VariantFacts
    available: int
    seen: int


class BadRows(Exception):  # noqa: N818 - says what it is about, as BadInput does
    """Rows cannot be stored; nothing was changed. `problems` maps variant ids to the problems of fields."""

    def __init__(self, problems: Mapping[int, Problems]) -> None:
        """Keep the problems of every row, not only of the first."""
        super().__init__(", ".join(str(number) for number in problems))
        self.problems = problems


def set_axes(product_id: int, axes: Sequence[AxisNames], *, price: int) -> int:
    """Let a product vary in these axes, with a variant for each combination; answers how many are new.

    New ones cost `price` yen and start without stock. A variant of a combination that is gone is no longer
    sold; it stays, for the orders that name it.

    Raises:
        BadInput: at `axes` or `price`; nothing was changed.
        Product.DoesNotExist: there is no product of this id.
    """
    tidy = [_tidied(axis) for axis in axes]
    with transaction.atomic():
        product = Product.objects.select_for_update().get(pk=product_id)
        problem = _axes_problem(tidy)
        if problem:
            raise BadInput({"axes": problem})
        product.axes = _stored(tidy, product.axes)
        product.save(update_fields=["axes", "changed_at"])
        made = _combine(product, price)
        index_products([product.pk])
        content_changed()
    return made


def save_grid(rows: Mapping[int, GridRow]) -> None:
    """Store rows by their variants' ids, all or none. Ids of no variant are left out.

    Raises:
        BadRows: some cannot be stored, or something of them was sold since the grid was shown.
    """
    problems: dict[int, Problems] = {}
    with transaction.atomic():
        found = Variant.objects.filter(pk__in=rows).order_by("pk")
        for number, product_id in list(found.values_list("pk", "product_id")):
            problem = _save_row(product_id, number, rows[number])
            if problem:
                problems[number] = problem
        if problems:
            raise BadRows(problems)


def _save_row(product_id: int, number: int, row: GridRow) -> Problems:
    try:
        save_variant(row.facts, product_id=product_id, variant_id=number)
        if row.available != row.seen:
            set_stock(number, row.available, seen=row.seen)
    except BadInput as bad:
        return dict(bad.problems)
    except StockChanged as changed:
        words = _("There are %(now)d now: something was sold meanwhile. Count again.")
        return {"available": str(words) % {"now": changed.available}}
    except ValueError:
        return {"available": str(_("Enter a number from 0 to %(most)d")) % {"most": MOST_IN_STOCK}}
    return {}


def _tidied(axis: AxisNames) -> AxisNames:
    values = ((text.one_line(ja), text.one_line(en)) for ja, en in axis.values)
    named = tuple({ja: (ja, en) for ja, en in values if ja}.values())
    return AxisNames((text.one_line(axis.name[0]), text.one_line(axis.name[1])), named)


def _axes_problem(axes: Sequence[AxisNames]) -> Any:
    number = 1
    for axis in axes:
        number *= len(axis.values)
    words = [word for axis in axes for pair in (axis.name, *axis.values) for word in pair]
    if len(axes) > MOST_AXES:
        return _("A product varies in three things at most")
    if any(not axis.name[0] or not axis.values for axis in axes):
        return _("Name each thing in Japanese, and at least one value of it")
    if len({axis.name[0] for axis in axes}) < len(axes):
        return _("Two of these have the same name")
    if any(len(word) > LONGEST_NAME for word in words):
        return _("Use names of 40 characters at most")
    return _("These make more than 200 variants") if number > MOST_VARIANTS else None


def _stored(axes: Sequence[AxisNames], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """As the column holds them. What keeps its Japanese name keeps its slug, so variants stay the same."""
    known = {axis["name_ja"]: axis for axis in before}
    stored: list[dict[str, Any]] = []
    taken = {axis["slug"] for axis in before}
    for axis in axes:
        old = known.get(axis.name[0], {})
        slug = old.get("slug") or _free("axis", taken)
        values = {value["name_ja"]: value["slug"] for value in old.get("values", ())}
        used = set(values.values())
        stored.append(
            {
                "slug": slug,
                "name_ja": axis.name[0],
                "name_en": axis.name[1],
                "values": [
                    {"slug": values.get(ja) or _free("value", used), "name_ja": ja, "name_en": en}
                    for ja, en in axis.values
                ],
            }
        )
    return stored


def _free(stem: str, taken: set[str]) -> str:
    number = next(number for number in range(1, len(taken) + 2) if f"{stem}-{number}" not in taken)
    taken.add(f"{stem}-{number}")
    return f"{stem}-{number}"


def _combine(product: Product, price: int) -> int:
    """Make the variants that are missing, name all, and take those that no longer fit from sale."""
    there = {frozenset(variant.axis.items()): variant for variant in product.variants.all()}
    skus = set(Variant.objects.filter(sku__startswith=product.code).values_list("sku", flat=True))
    made, fitting = 0, set()
    for place, values in enumerate(combined(*(axis["values"] for axis in product.axes))):
        slugs = [axis["slug"] for axis in product.axes]
        axis = {slug: value["slug"] for slug, value in zip(slugs, values, strict=True)}
        names = {
            "name_ja": " / ".join(value["name_ja"] for value in values),
            "name_en": " / ".join(value["name_en"] or value["name_ja"] for value in values),
        }
        variant = there.get(frozenset(axis.items()))
        if variant is None:
            facts = VariantFacts(sku=_free(product.code, skus), price=price)
            number = save_variant(facts, product_id=product.pk)
            made += 1
        else:
            number = variant.pk
        Variant.objects.filter(pk=number).update(axis=axis, order=place, **names)
        fitting.add(number)
    gone = product.variants.exclude(pk__in=fitting)
    for variant in gone.filter(is_sold=True):
        save_variant(replace(_facts(variant), is_sold=False), product_id=product.pk, variant_id=variant.pk)
    return made


def _facts(variant: Variant) -> VariantFacts:
    names = VariantFacts.__dataclass_fields__
    return VariantFacts(**{name: getattr(variant, name) for name in names})


def fill(row: GridRow, **columns: Any) -> GridRow:
    """The row with these columns of its facts in place of its own."""
    return replace(row, facts=VariantFacts(**{**asdict(row.facts), **columns}))
