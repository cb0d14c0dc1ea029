"""Products of a file into the catalogue: each whole or not at all, and untouched where it is the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Min
from django.utils import timezone

from small_trades.shop.options.actions.by_name import NamedOptions, add_offers, set_offers
from small_trades.shop.products.actions.import_shelves import Shelves
from small_trades.shop.products.actions.search_entries import index_products
from small_trades.shop.products.importing.axes import axes_of
from small_trades.shop.products.importing.reasons import Reason
from small_trades.shop.products.importing.shape import ImportedProduct, ImportedVariant, Parsed, Problem
from small_trades.shop.products.models import Product, StockMovement, StockReason, Tag, Variant
from small_trades.shop.site.actions import content_changed

_TEXTS = ("name_en", "reading", "summary_ja", "summary_en", "description_ja", "description_en")
_FACTS = ("name_ja", "name_en", "price", "tax_rate", "weight_g", "is_sold", "is_suggested", "gtin")
_LIMITS = {
    "slug": 80,
    "code": 40,
    "name_ja": 200,
    "name_en": 200,
    "reading": 200,
    "summary_ja": 400,
    "summary_en": 400,
    "description_ja": 20_000,
    "description_en": 20_000,
    "maker": 120,
    "category": 120,
}


@dataclass
class Outcome:
    """What became, or would become, of some products; `touched` are the ids of those that differ now."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


class Batch:
    """Some products of a file beside what the catalogue has of them, read in a few statements."""

    def __init__(self, given: Sequence[Parsed], *, is_real: bool, new_keys: dict[str, str]) -> None:
        """`new_keys` remembers, over all batches, whose the codes and SKUs of new products are."""
        self._given = given
        self._is_real = is_real
        self._new_keys = new_keys
        products = [one.product for one in given if one.product]
        rows = Product.objects.filter(slug__in=[one.slug for one in products])
        rows = rows.select_related("maker", "category").prefetch_related("variants", "tags", "options")
        self._there = {row.slug: row for row in rows}
        codes = Product.objects.filter(code__in=[one.code for one in products])
        self._codes = dict(codes.values_list("code", "slug"))
        skus = Variant.objects.filter(sku__in=[v.sku for one in products for v in one.variants])
        self._skus = dict(skus.values_list("sku", "product__slug"))
        gtins = {v.gtin for one in products for v in one.variants if v.gtin}
        self._gtins = dict(Variant.objects.filter(gtin__in=gtins).values_list("gtin", "sku"))
        self._shelves = Shelves(is_real=is_real)
        self._options = NamedOptions()
        self._new_products: list[Product] = []
        self._new_variants: list[Variant] = []
        self._new_tags: list[tuple[Product, Tag]] = []
        self._new_offers: list[tuple[Product, int]] = []

    def store(self) -> Outcome:
        """Store what differs, in the caller's transaction; without `is_real` only say what would be."""
        outcome = Outcome()
        for one in self._given:
            problems = [*one.problems, *(self._conflicts(one.product) if one.product else ())]
            outcome.problems += problems
            if one.product is None or any(not problem.is_note for problem in problems):
                outcome.refused += 1
                continue
            self._store(one.product, outcome)
        if self._is_real:
            self._add_new(outcome)
        if self._is_real and outcome.touched:
            index_products(outcome.touched)
            content_changed()
        return outcome

    def _add_new(self, outcome: Outcome) -> None:
        """What is new, in a few statements however much it is."""
        Product.objects.bulk_create(self._new_products)
        outcome.touched.update(product.pk for product in self._new_products)
        Variant.objects.bulk_create(self._new_variants)
        StockMovement.objects.bulk_create(
            [_movement(row, row.available, StockReason.FIRST) for row in self._new_variants]
        )
        through = Product.tags.through
        through.objects.bulk_create(
            [through(product_id=product.pk, tag_id=tag.pk) for product, tag in self._new_tags]
        )
        add_offers((product.pk, option) for product, option in self._new_offers)

    def _store(self, given: ImportedProduct, outcome: Outcome) -> None:
        product = self._there.get(given.slug)
        is_new = product is None
        product = product or Product(slug=given.slug)
        is_changed = self._texts(product, given)
        is_changed |= self._variants(product, given)
        is_changed |= self._offers(product, given)
        if is_new:
            outcome.created += 1
            self._new_products.append(product)
        elif is_changed:
            outcome.updated += 1
            outcome.touched.add(product.pk)
        else:
            outcome.unchanged += 1

    def _conflicts(self, given: ImportedProduct) -> list[Problem]:
        found = [
            Problem(given.line, given.columns.get(name, name), Reason.LONG, str(getattr(given, name))[:80])
            for name, longest in _LIMITS.items()
            if len(str(getattr(given, name) or "")) > longest
        ]
        long_tags = [tag for tag in given.tags or () if len(tag) > 120]  # noqa: PLR2004 - as the column
        found += [Problem(given.line, given.columns["tags"], Reason.LONG, tag[:80]) for tag in long_tags]
        found += [
            Problem(given.line, given.columns["options"], Reason.OPTION, name[:80])
            for name in self._options.unknown(given.options or ())
        ]
        if given.options and self._options.are_too_many(given.options):
            found.append(
                Problem(given.line, given.columns["options"], Reason.OPTIONS, given.options[-1][:80])
            )
        if self._is_another(given, f"code {given.code}", self._codes.get(given.code)):
            found.append(
                Problem(given.line, given.columns.get("code", "code"), Reason.CODE_TAKEN, given.code)
            )
        for variant in given.variants:
            column = given.columns.get("sku", "sku")
            if self._is_another(given, f"sku {variant.sku}", self._skus.get(variant.sku)):
                found.append(Problem(variant.line, column, Reason.SKU_TAKEN, variant.sku))
            if any(len(text or "") > 120 for text in (variant.name_ja, variant.name_en)):  # noqa: PLR2004 - as the column
                found.append(Problem(variant.line, column, Reason.LONG, (variant.name_ja or "")[:80]))
            if variant.gtin and self._is_another_article(given, variant):
                column = given.columns.get("gtin", "gtin")
                found.append(Problem(variant.line, column, Reason.GTIN_TAKEN, variant.gtin))
        if not found:
            self._new_keys.update({f"gtin {one.gtin}": one.sku for one in given.variants if one.gtin})
            self._new_keys[f"code {given.code}"] = given.slug
            self._new_keys.update({f"sku {variant.sku}": given.slug for variant in given.variants})
        return found

    def _is_another_article(self, given: ImportedProduct, variant: ImportedVariant) -> bool:
        """Whether the barcode is one of another variant, of the catalogue, of the file or of this product."""
        owners = (self._gtins.get(variant.gtin or ""), self._new_keys.get(f"gtin {variant.gtin}"))
        twins = [one for one in given.variants if one.gtin == variant.gtin]
        return len(twins) > 1 or any((owner or variant.sku) != variant.sku for owner in owners)

    def _is_another(self, given: ImportedProduct, key: str, stored: str | None) -> bool:
        return any((owner or given.slug) != given.slug for owner in (stored, self._new_keys.get(key)))

    def _texts(self, product: Product, given: ImportedProduct) -> bool:
        wanted: dict[str, Any] = {"name_ja": given.name_ja}
        if not given.is_made_up or not product.pk:
            wanted["code"] = given.code
        wanted |= {name: value for name in _TEXTS if (value := getattr(given, name)) is not None}
        # Two shelves may have one name: what stands on one of them stays there.
        if not product.pk or given.maker not in {None, product.maker.name_ja}:
            wanted["maker"] = self._shelves.maker(given.maker or "")
        if not product.pk or given.category not in {None, product.category.name_ja}:
            wanted["category"] = self._shelves.category(given.category or "")
        if given.is_published is not None and given.is_published is not bool(product.published_at):
            wanted["published_at"] = timezone.now() if given.is_published else None
        wanted |= self._terms(product, given)
        wanted["axes"] = axes_of(product.axes, given.variants)
        differing = [
            name for name, value in wanted.items() if not product.pk or getattr(product, name) != value
        ]
        for name in differing:
            setattr(product, name, wanted[name])
        if self._is_real and differing and product.pk:
            product.save(update_fields=[*differing, "changed_at"])
        return self._tags(product, given) or bool(differing)

    def _terms(self, product: Product, given: ImportedProduct) -> dict[str, Any]:
        """When and how it is sold; a day it is on sale from says nothing about a draft."""
        terms: dict[str, Any] = dict(given.terms)
        since = terms.pop("published_at", None)
        is_published = bool(product.published_at) if given.is_published is None else given.is_published
        return terms | ({"published_at": since} if since is not None and is_published else {})

    def _tags(self, product: Product, given: ImportedProduct) -> bool:
        if given.tags is None:
            return False
        wanted = {tag.slug: tag for tag in map(self._shelves.tag, given.tags)}
        if not product.pk:
            self._new_tags += [(product, tag) for tag in wanted.values()]
            return True
        now = {tag.slug for tag in product.tags.all()}
        if wanted.keys() == now:
            return False
        if self._is_real:
            product.tags.set(wanted.values())
        return True

    def _offers(self, product: Product, given: ImportedProduct) -> bool:
        if given.options is None:
            return False
        there = [one for one in product.options.all() if not one.is_for_all] if product.pk else []
        wanted = self._options.of(given.options, there)
        if not product.pk:
            self._new_offers += [(product, option) for option in sorted(wanted)]
            return True
        if wanted == {one.pk for one in there}:
            return False
        if self._is_real:
            set_offers(product.pk, sorted(wanted))
        return True

    def _variants(self, product: Product, given: ImportedProduct) -> bool:
        there = {row.sku: row for row in product.variants.all()} if product.pk else {}
        changed = [
            self._variant(product, there.get(one.sku), one, at) for at, one in enumerate(given.variants)
        ]
        if not product.pk:
            sold = [one.price for one in given.variants if one.is_sold is not False]
            product.price_from = min(sold, default=0)
        elif self._is_real and any(changed):
            lowest = product.variants.filter(is_sold=True).aggregate(lowest=Min("price"))["lowest"]
            Product.objects.filter(pk=product.pk).update(price_from=lowest or 0, changed_at=timezone.now())
        return any(changed)

    def _variant(self, product: Product, row: Variant | None, given: ImportedVariant, at: int) -> bool:
        wanted: dict[str, Any] = {
            name: value for name in _FACTS if (value := getattr(given, name)) is not None
        }
        if given.reference_price is not None:
            wanted["reference_price"] = given.reference_price or None
        if given.options:
            wanted["axis"] = _choice(product.axes, given)
        is_new = row is None
        if row is None:
            row = Variant(product=product, sku=given.sku, order=at, available=given.stock or 0)
        differing = [name for name, value in wanted.items() if is_new or getattr(row, name) != value]
        before, stock = row.available, given.stock
        for name in differing:
            setattr(row, name, wanted[name])
        if is_new:
            self._new_variants.append(row)
        elif self._is_real and differing:
            row.save(update_fields=differing)
        return bool(differing) | (not is_new and self._count(row, before, stock))

    def _count(self, row: Variant, before: int, stock: int | None) -> bool:
        if stock is None or stock == before:
            return False
        if self._is_real:
            # Something may be sold at this moment: what the file counts is what is there after it.
            locked = Variant.objects.select_for_update().get(pk=row.pk)
            Variant.objects.filter(pk=row.pk).update(available=stock)
            row.available = stock
            _movement(row, stock - locked.available, StockReason.COUNTED).save()
        return True


def _choice(axes: Sequence[Any], given: ImportedVariant) -> dict[str, str]:
    by_name = {axis["name_ja"]: axis for axis in axes}
    return {
        by_name[option.name_ja]["slug"]: next(
            value["slug"]
            for value in by_name[option.name_ja]["values"]
            if value["name_ja"] == option.value_ja
        )
        for option in given.options
    }


def _movement(row: Variant, change: int, reason: StockReason) -> StockMovement:
    return StockMovement(variant=row, change=change, available_after=row.available, reason=reason)
