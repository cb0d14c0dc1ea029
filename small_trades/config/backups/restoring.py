"""Restoring data and ledger from a backup, with the key store of today."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from small_trades import privacy
from small_trades.config.backups import folder as folders
from small_trades.config.backups import stores
from small_trades.config.backups.backing_up import MEDIA
from small_trades.config.backups.folder import BackupError, Manifest
from small_trades.config.backups.running import RunningError, holding
from small_trades.config.commands import setup
from small_trades.config.sessions.models import Session
from small_trades.privacy import ledger
from small_trades.shop.account.dormancy import give_up_notices

ALIASES: Final = ("default", "ledger")


@dataclass(frozen=True)
class Restored:
    """What a restore did. `swept`: what became of the rows of erased persons that came back."""

    made_at: str
    is_ledger_kept: bool
    ledger_rows: int
    set_aside: tuple[Path, ...]
    swept: privacy.rights.Swept


@dataclass(frozen=True)
class _LedgerPlan:
    """What becomes of the ledger. `rows_before`: how many today's has, or its witness has seen."""

    is_kept: bool
    is_older: bool
    rows_before: int


def restore(
    source: Path, *, replace: bool = False, older_ledger: bool = False, sweep: bool = True
) -> Restored:
    """Put data, ledger and media of a backup in place; today's keys decide what of it opens.

    Today's ledger stays where it extends the one of the backup, so that no row is lost. Where it does not,
    BackupError, unless `older_ledger`: then today's is kept beside, and the ledger says so from now on.
    `replace` allows a store that is not empty. Nothing is changed before everything has been checked. Rows
    of persons who were erased since are removed, or with `sweep` False only counted.
    """
    manifest = _checked(source, "data")
    with alone():
        for alias in ALIASES:
            stores.refuse_foreign(alias, manifest.stores[alias])
        _refuse_full("default", replace=replace)
        plan = _plan_ledger(manifest, older_ledger=older_ledger)
        set_aside = _put_in_place(source, manifest, plan)
        setup.migrate(backup=False)
        return _settle(manifest, plan, set_aside, sweep=sweep)


def restore_keys(source: Path, *, replace: bool = False) -> str:
    """Put a copy of the key store in place; when it was made. For a key store that was lost, and no other.

    Whoever was erased since, within the same epoch, comes back with it: their erasure has to be done again.
    A copy of an earlier epoch opens nothing.
    """
    manifest = _checked(source, "keys")
    with alone():
        stores.refuse_foreign("keys", manifest.stores["keys"])
        _refuse_full("keys", replace=replace)
        _refuse_other_epoch(manifest.stores["keys"].mark)
        try:
            stores.stage("keys", source)
            stores.replace("keys", source, manifest.stores["keys"])
        finally:
            stores.unstage("keys")
        setup.migrate(backup=False)
        with privacy.acting_as(privacy.Actor.system("restore")):
            privacy.note_shop_event(f"restored the key store of {manifest.made_at}")
    return manifest.made_at


@contextmanager
def alone() -> Iterator[None]:
    """While no process of the shop runs. BackupError where one does."""
    sentence = "the shop is running; stop it first."
    try:
        with holding():
            setup.reach_stores()
            ledger.close()
            if any(stores.others(alias) for alias in setup.STORES):
                raise BackupError("restore.E002", sentence)
            yield
    except RunningError:
        raise BackupError("restore.E002", sentence) from None


def _checked(source: Path, kind: str) -> Manifest:
    manifest = folders.read(source)
    if manifest.kind != kind:
        raise BackupError("restore.E001", f"{source} is a backup of the {manifest.kind}, not of the {kind}.")
    folders.verify(source, manifest)
    return manifest


def _refuse_full(alias: str, *, replace: bool) -> None:
    if not replace and not stores.is_empty(alias):
        sentence = f"the store {alias!r} is not empty; --replace gives up what is in it."
        raise BackupError("restore.E005", sentence)


def _refuse_other_epoch(epoch: str) -> None:
    current = privacy.key_file_epoch()
    if epoch and int(epoch) != current:
        raise BackupError(
            "restore.E008",
            f"the copy is of epoch {epoch}, the key file holds epoch {current}: nothing in it would open.",
        )


def _plan_ledger(manifest: Manifest, *, older_ledger: bool) -> _LedgerPlan:
    note = manifest.stores["ledger"].mark
    if note:
        _refuse_unsigned(note)
    if not stores.is_empty("ledger"):
        return _plan_beside(note, older_ledger=older_ledger)
    rows = ledger.size_of(note) if note else 0
    try:
        seen = ledger.witnessed_size()
    except ledger.NoteInvalid as error:
        sentence = f"the ledger's witness file is of another ledger ({error})."
        raise BackupError("restore.E006", sentence) from None
    if seen > rows and not older_ledger:
        raise BackupError(
            "restore.E007",
            f"the ledger had {seen} rows, and the backup's has {rows}: {seen - rows} would be lost. "
            "--older-ledger restores it all the same, and the ledger will say so.",
        )
    return _LedgerPlan(is_kept=False, is_older=seen > rows, rows_before=seen)


def _refuse_unsigned(note: str) -> None:
    try:
        ledger.size_of(note)
    except ledger.NoteInvalid:
        raise BackupError(
            "restore.E006",
            "the ledger in the backup was signed with another key: put LEDGER_SIGNING_KEY_FILE back first.",
        ) from None


def _plan_beside(note: str, *, older_ledger: bool) -> _LedgerPlan:
    report = ledger.verify(since=note or None)
    if report.ok:
        return _LedgerPlan(is_kept=True, is_older=False, rows_before=report.rows)
    if not older_ledger:
        raise BackupError(
            "restore.E007",
            f"today's ledger does not extend the backup's: {report.problem}. Find out why. --older-ledger "
            "restores the backup's, keeps today's beside it, and the ledger will say so.",
        )
    return _LedgerPlan(is_kept=False, is_older=True, rows_before=ledger.size())


def _put_in_place(source: Path, manifest: Manifest, plan: _LedgerPlan) -> tuple[Path, ...]:
    chosen = ("default",) if plan.is_kept else ALIASES
    try:
        for alias in chosen:
            stores.stage(alias, source)
        media = _stage_media(source)
        set_aside = _set_aside(plan)
        ledger.close()
        for alias in chosen:
            stores.replace(alias, source, manifest.stores[alias])
    finally:
        for alias in chosen:
            stores.unstage(alias)
    _swap_media(media)
    return set_aside


def _set_aside(plan: _LedgerPlan) -> tuple[Path, ...]:
    """Keep what the restored ledger does not know of: today's rows, and the witness."""
    if not plan.is_older:
        return ()
    kept = []
    if not stores.is_empty("ledger"):
        home: Path = settings.SMALL_TRADES.home
        target = home / f"ledger-set-aside-{datetime.now(tz=UTC):%Y%m%dT%H%M%S}"
        with folders.being_written(target) as part:
            folders.seal(part, "ledger", {"ledger": stores.dump("ledger", part)})
        kept.append(target)
    witness = ledger.set_witness_aside()
    return (*kept, witness) if witness else tuple(kept)


def _stage_media(source: Path) -> Path:
    staged = Path(settings.MEDIA_ROOT).with_name("media.restoring")
    shutil.rmtree(staged, ignore_errors=True)
    if (source / MEDIA).is_dir():
        shutil.copytree(source / MEDIA, staged)
    return staged


def _swap_media(staged: Path) -> None:
    if not staged.is_dir():
        return
    media = Path(settings.MEDIA_ROOT)
    old = media.with_name("media.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if media.exists():
        media.rename(old)
    staged.rename(media)
    shutil.rmtree(old, ignore_errors=True)


def _settle(manifest: Manifest, plan: _LedgerPlan, set_aside: tuple[Path, ...], *, sweep: bool) -> Restored:
    """End the sessions of then, write what happened, and remove what does not open any more.

    Who signed in since the backup is not in it: members who had been told that they are unused are told anew.
    """
    Session.objects.all().delete()
    give_up_notices()
    rows = ledger.size()
    said = f"restored the backup of {manifest.made_at}"
    if plan.is_older:
        said += f" with its older ledger of {rows} rows; {plan.rows_before} were known"
    with privacy.acting_as(privacy.Actor.system("restore")):
        privacy.note_shop_event(said)
        swept = privacy.rights.sweep_returned(dry_run=not sweep)
    return Restored(manifest.made_at, plan.is_kept, rows, set_aside, swept)
