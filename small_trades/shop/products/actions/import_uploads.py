"""Files of products that the desk sent, kept beside the stores until they are imported."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from small_trades.privacy import uuid7
from small_trades.shop.products.actions import import_products as actions
from small_trades.shop.products.actions.import_products import Given
from small_trades.shop.products.importing.reasons import FileFlaw, Flaw
from small_trades.shop.products.models import ProductImport

KEPT: Final = timedelta(days=7)
_UNDONE: Final = (ProductImport.State.CHECKED, ProductImport.State.CHECKING, ProductImport.State.RUNNING)
_CSV, _PICTURES = "products.csv", "pictures.zip"


def upload(file: Iterable[bytes], pictures: Iterable[bytes] | None, *, wanted: str) -> UUID:
    """Keep the files, to be checked by `check_upload`; answers the import's id."""
    import_id = uuid7()
    folder = _folder(import_id)
    folder.mkdir(mode=0o700, parents=True)
    _write(folder / _CSV, file)
    if pictures is not None:
        _write(folder / _PICTURES, pictures)
    digest = actions.digest_of(_given(import_id, wanted))
    checking = ProductImport.State.CHECKING
    ProductImport.objects.create(pk=import_id, digest=digest, wanted=wanted, state=checking)
    return import_id


def check_upload(import_id: UUID) -> None:
    """Note what the import would do; one that cannot be read says why."""
    found = ProductImport.objects.get(pk=import_id)
    if found.state != ProductImport.State.CHECKING:
        return
    try:
        actions.check(import_id, given_of(found))
    except FileFlaw as flaw:
        actions.fail(import_id, flaw)
        _forget(import_id)


def run_upload(import_id: UUID) -> None:
    """Store what is not stored yet, unless another process does; the files are gone at the end."""
    found = ProductImport.objects.get(pk=import_id)
    if found.state != ProductImport.State.RUNNING:
        return
    try:
        for _reached in actions.go_on(import_id, given_of(found)):
            pass
    except actions.Overtaken:
        return
    except FileFlaw as flaw:
        actions.fail(import_id, flaw)
    _forget(import_id)


def forget_uploads() -> None:
    """Delete the files of imports that nobody confirmed for a week, or whose process died that long ago."""
    old = ProductImport.objects.filter(changed_at__lt=timezone.now() - KEPT)
    for import_id in old.filter(state__in=_UNDONE).values_list("pk", flat=True):
        actions.fail(import_id, FileFlaw(Flaw.GONE))
        _forget(import_id)


def given_of(found: ProductImport) -> Given:
    """The files of an import.

    Raises:
        FileFlaw: they are not kept any more.
    """
    given = _given(found.pk, found.wanted)
    if not given.path.is_file():
        raise FileFlaw(Flaw.GONE)
    return given


def _given(import_id: UUID, wanted: str) -> Given:
    pictures = _folder(import_id) / _PICTURES
    return Given(_folder(import_id) / _CSV, pictures if pictures.is_file() else None, wanted)


def _folder(import_id: UUID) -> Path:
    return Path(settings.HOME) / "imports" / str(import_id)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        file.writelines(chunks)


def _forget(import_id: UUID) -> None:
    shutil.rmtree(_folder(import_id), ignore_errors=True)
