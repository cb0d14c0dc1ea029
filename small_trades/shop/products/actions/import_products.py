"""Importing a file of products: checked first, then stored in batches, going on where it was interrupted."""

import hashlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions.pictures import add_picture, show_variant
from small_trades.shop.products.actions.store_products import Batch, Outcome
from small_trades.shop.products.importing.formats import AUTO, Source, source
from small_trades.shop.products.importing.pictures import Pictures
from small_trades.shop.products.importing.reasons import FileFlaw, Flaw, Reason
from small_trades.shop.products.importing.shape import ImportedPicture, ImportedProduct, Parsed, Problem
from small_trades.shop.products.models import ImportProblem, Product, ProductImage, ProductImport, Variant

AT_ONCE: Final = 100
"""Products of one transaction: on SQLite nobody else writes meanwhile."""


class Overtaken(Exception):  # noqa: N818 - says what happened
    """Another process works on this import; the batch was not stored twice."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file of products with its pictures."""

    path: Path
    pictures: Path | None = None
    wanted: str = AUTO


def digest_of(given: Given) -> str:
    """What tells this file and its format from others; of the pictures only whether there are any counts."""
    made = hashlib.sha256(f"{given.wanted}\n{given.pictures is not None}\n".encode())
    with given.path.open("rb") as file:
        while part := file.read(1 << 20):
            made.update(part)
    return made.hexdigest()


def begin(given: Given) -> ProductImport:
    """The import of this file that was interrupted, or a new one, running."""
    digest = digest_of(given)
    running = ProductImport.State.RUNNING
    found = ProductImport.objects.filter(digest=digest, state=running).first()
    return found or ProductImport.objects.create(digest=digest, wanted=given.wanted, state=running)


def dry_run(given: Given) -> Iterator[Outcome]:
    """What would become of the products, batch by batch; nothing is written.

    Raises:
        FileFlaw: the file cannot be read at all.
    """
    opened = source(given.path, wanted=given.wanted)
    pictures = Pictures(given.pictures)
    keys: dict[str, str] = {}
    for batch in _batches(opened):
        outcome = Batch(batch, is_real=False, new_keys=keys).store()
        outcome.problems += _missing([one.product for one in batch if one.product], pictures)
        yield outcome


def check(import_id: UUID, given: Given) -> None:
    """Note what an import would do, for a person to confirm; again from the start after a crash.

    Raises:
        FileFlaw: the file cannot be read at all.
    """
    ProductImport.objects.filter(pk=import_id).update(
        total=0,
        created=0,
        updated=0,
        unchanged=0,
        refused=0,
        format=source(given.path, wanted=given.wanted).format,
    )
    ImportProblem.objects.filter(of=import_id).delete()
    for outcome in dry_run(given):
        _keep(import_id, outcome)
        ProductImport.objects.filter(pk=import_id).update(
            total=F("total") + _count(outcome), **_added(outcome)
        )
    ProductImport.objects.filter(pk=import_id).update(state=ProductImport.State.CHECKED)


def confirm(import_id: UUID) -> bool:
    """Let a checked import run; False where it runs or ran already."""
    with transaction.atomic():
        checked = ProductImport.objects.filter(pk=import_id, state=ProductImport.State.CHECKED)
        if not checked.update(
            state=ProductImport.State.RUNNING,
            created=0,
            updated=0,
            unchanged=0,
            refused=0,
            done=0,
            pictured=0,
        ):
            return False
        ImportProblem.objects.filter(of=import_id).delete()
    return True


def go_on(import_id: UUID, given: Given) -> Generator[ProductImport, None, None]:
    """Store the products that are not stored yet, batch by batch; answers how far it is after each.

    Raises:
        FileFlaw: the file cannot be read at all.
        Overtaken: another process goes on with it.
    """
    opened = source(given.path, wanted=given.wanted)
    pictures = Pictures(given.pictures)
    ProductImport.objects.filter(pk=import_id).update(format=opened.format)
    start = 0
    keys: dict[str, str] = {}
    for batch in _batches(opened):
        end = start + len(batch)
        run = ProductImport.objects.get(pk=import_id)
        if run.done < end:
            _store(run, batch, end, keys)
        if run.pictured < end:
            _add_pictures(import_id, batch, pictures)
            ProductImport.objects.filter(pk=import_id).update(pictured=end)
        start = end
        yield ProductImport.objects.get(pk=import_id)
    ProductImport.objects.filter(pk=import_id).update(state=ProductImport.State.DONE, total=F("done"))


def fail(import_id: UUID, flaw: FileFlaw) -> None:
    """Say that the file cannot be imported at all."""
    ProductImport.objects.filter(pk=import_id).update(
        state=ProductImport.State.FLAWED, flaw=flaw.flaw, flaw_value=flaw.value[:80]
    )


def _batches(opened: Source) -> Iterator[list[Parsed]]:
    products = opened.products()
    first = list(islice(products, AT_ONCE))
    if not first:
        raise FileFlaw(Flaw.NO_LINES)
    yield first
    while batch := list(islice(products, AT_ONCE)):
        yield batch


def _store(run: ProductImport, batch: list[Parsed], end: int, keys: dict[str, str]) -> None:
    with transaction.atomic():
        outcome = Batch(batch, is_real=True, new_keys=keys).store()
        _keep(run.pk, outcome)
        here = ProductImport.objects.filter(pk=run.pk, done=run.done, state=ProductImport.State.RUNNING)
        if not here.update(done=end, **_added(outcome)):
            raise Overtaken


def _keep(import_id: UUID, outcome: Outcome) -> None:
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(
                of_id=import_id,
                line=problem.line,
                column=problem.column[:120],
                reason=problem.reason,
                value=problem.value,
            )
            for problem in outcome.problems
        ],
        batch_size=500,
    )


def _added(outcome: Outcome) -> dict[str, F]:
    counts = ("created", "updated", "unchanged", "refused")
    return {name: F(name) + getattr(outcome, name) for name in counts}


def _count(outcome: Outcome) -> int:
    return outcome.created + outcome.updated + outcome.unchanged + outcome.refused


def _missing(given: list[ImportedProduct], pictures: Pictures) -> list[Problem]:
    there = _there([product.slug for product in given])
    return [
        _note(one)
        for product in given
        for one in product.pictures
        if not pictures.has(one.name) and (product.slug, one.name) not in there
    ]


def _there(slugs: Iterable[str]) -> set[tuple[str, str]]:
    """The pictures that products have, named as an export names them."""
    rows = ProductImage.objects.filter(product__slug__in=list(slugs))
    named = rows.values_list("product__slug", "digest", "drawing")
    return {(slug, digest or drawing) for slug, digest, drawing in named}


def _note(one: ImportedPicture) -> Problem:
    reason = Reason.PICTURE_OUTSIDE if one.is_outside else Reason.PICTURE_MISSING
    return Problem(one.line, one.column, reason, one.name[:80])


def _add_pictures(import_id: UUID, batch: list[Parsed], pictures: Pictures) -> None:
    """Outside the transaction of the products: making the sizes of a picture takes long."""
    wanted = {one.product.slug: one.product for one in batch if one.product and _names_pictures(one.product)}
    ids = dict(Product.objects.filter(slug__in=wanted).values_list("slug", "pk"))
    there = _there(wanted)
    notes: list[Problem] = []
    added = 0
    for slug, product in wanted.items():
        if slug in ids:
            before = ProductImage.objects.filter(product=ids[slug]).count()
            named: dict[str, int] = {}
            new = [one for one in product.pictures if (slug, one.name) not in there]
            notes += [note for one in new for note in _add(ids[slug], product, one, pictures, named)]
            _show_variants(ids[slug], product, named)
            added += ProductImage.objects.filter(product=ids[slug]).count() - before
    with transaction.atomic():
        _keep(import_id, Outcome(problems=notes))
        ProductImport.objects.filter(pk=import_id).update(pictures=F("pictures") + added)


def _names_pictures(product: ImportedProduct) -> bool:
    return bool(product.pictures) or any(variant.picture is not None for variant in product.variants)


def _show_variants(product_id: int, product: ImportedProduct, named: dict[str, int]) -> None:
    """Let each variant be shown by the picture that its line names; one that is not there changes nothing."""
    rows = ProductImage.objects.filter(product=product_id).values_list("digest", "drawing", "pk")
    named = {digest or drawing: number for digest, drawing, number in rows} | named
    now = dict(Variant.objects.filter(product=product_id).values_list("sku", "picture_id"))
    for variant in product.variants:
        wanted = named.get(variant.picture) if variant.picture else None
        if variant.picture is None or (variant.picture and wanted is None) or now.get(variant.sku) == wanted:
            continue
        number = Variant.objects.get(sku=variant.sku, product=product_id).pk
        show_variant(number, wanted)


def _add(
    product_id: int,
    product: ImportedProduct,
    one: ImportedPicture,
    pictures: Pictures,
    named: dict[str, int],
) -> Iterator[Problem]:
    data = pictures.get(one.name)
    if data is None:
        yield _note(one)
        return
    try:
        named[one.name] = add_picture(
            product_id, data, alt_ja=one.alt_ja or product.name_ja, alt_en=product.name_en or ""
        )
    except BadInput:
        yield Problem(one.line, one.column, Reason.PICTURE_BAD, one.name[:80])
