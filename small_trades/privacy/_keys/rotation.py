"""Rotation: a new key-encryption key, everything living re-wrapped under it, the old one destroyed.

    1  the file gets the new epoch's key, beside the old one
    2  the old epoch is closed: whoever makes a key in it has ended, nobody begins
    3  keys and secrets are re-wrapped, a batch at a time, while the shop serves
    4  the ledger says that the old epoch's key is destroyed
    5  the file is replaced by one without it, and its bytes are overwritten
    6  the epoch is marked retired

Killed at any point, the next rotation goes on from there. After it every older copy of the store is noise.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._broker import PATIENT, brokered
from small_trades.privacy._crypto import KEY_BYTES, random_key, unwrap, wrap
from small_trades.privacy._keys import kekfile, rings, secrets, store, years
from small_trades.privacy._keys.epochs import (
    STORE,
    commitment_of,
    epochs,
    kek_file,
    read_kek_file,
    retired_tag,
)
from small_trades.privacy._keys.models import Epoch, KeyRing, KeyState, WrappedSecret
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import Erased, KeysDamaged, Tampered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from small_trades.privacy._keys.epochs import Epochs
    from small_trades.privacy._keys.rings import Ring

BATCH: Final = 1_000
SMALL: Final = 20_000
"""So many living keys are re-wrapped in seconds: then an erasure need not wait for the night."""
_ALARMS: Final = 100


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did: the epoch in force now, how many keys and secrets it wraps anew, in how long."""

    epoch: int
    rewrapped: int
    seconds: float


@brokered(seconds=PATIENT)
def rotate(*, give_up_damaged: bool = False) -> Rotation:
    """Make a new epoch and destroy the one before; one that was interrupted is finished first.

    One process at a time does it; all others go on meanwhile. Raises KeysUnusable where the file of the
    key-encryption keys cannot be written, and KeysDamaged when some key opens under no epoch: then the old
    epoch's key stays, for a repair from a copy of the key store. `give_up_damaged` destroys those keys.
    """
    started = time.monotonic()
    path = kek_file()
    epochs()
    with kekfile.locked(path):
        if len(read_kek_file(path)[1]) > 1:
            _finish(give_up_damaged=give_up_damaged)
        _retire_marked()
        current, keys = read_kek_file(path)
        newest = Epoch.objects.order_by("-pk").values_list("pk", flat=True).first() or current
        kekfile.write(path, newest + 1, {current: keys[current], newest + 1: random_key()})
        count = _finish(give_up_damaged=give_up_damaged)
    return Rotation(newest + 1, count, time.monotonic() - started)


@brokered(seconds=PATIENT)
def rotate_soon() -> Rotation | None:
    """After an erasure: rotate at once where the shop is small; where it is large, the night does it."""
    return None if KeyRing.objects.exclude(state=KeyState.DESTROYED)[SMALL:].exists() else rotate()


def _finish(*, give_up_damaged: bool) -> int:
    known = epochs()
    Epoch.objects.filter(pk__lt=known.current, closed_at=None).update(closed_at=timezone.now())
    count, damaged = _rewrap_rings(known)
    count += _rewrap_secrets(known, damaged)
    if damaged:
        _alarm(damaged)
        if not give_up_damaged:
            raise KeysDamaged(len(damaged))
        _give_up(damaged)
    _forget_old()
    return count


def _rewrap_rings(known: Epochs) -> tuple[int, dict[Any, str]]:
    """How many were re-wrapped, and what is wrong with those that do not open, by their ids."""
    count = 0
    damaged: dict[Any, str] = {}
    while True:
        last: bytes | None = None
        while True:
            last, done, bad = _rewrap_batch(known, last)
            if last is None:
                break
            count += done
            damaged |= bad
        if not _living(known).exclude(pk__in=damaged).exists():
            return count, damaged


def _living(known: Epochs) -> Any:
    return KeyRing.objects.exclude(state=KeyState.DESTROYED).exclude(epoch=known.current)


def _rewrap_batch(known: Epochs, after: bytes | None) -> tuple[bytes | None, int, dict[Any, str]]:
    """Re-wrap the next keys after an id; the last of them, None when there were none.

    Keys are opened and wrapped before the store is locked. So on SQLite, where one writes at a time, others
    have their turn for longer than the batch has its own.
    """
    found = rings.living(after=after, limit=BATCH, but_epoch=known.current)
    if not found:
        return None, 0, {}
    made: list[tuple[Ring, bytes]] = []
    damaged: dict[Any, str] = {}
    for ring in found:
        try:
            made.append((ring, _rewrapped(ring, known)))
        except (Tampered, Erased) as problem:
            damaged[UUID(bytes=ring.id)] = f"key ring {UUID(bytes=ring.id)}: {problem}"
    return found[-1].id, rings.replace(made, known.current), damaged


def _rewrapped(ring: Ring, known: Epochs) -> bytes:
    secret = ring.opened(_cipher_of(ring.epoch, known))
    if len(secret) == KEY_BYTES and years.is_year(ring.key_class):
        # A key of a business year that was made before years had secrets is put under its year.
        secret = store.under_year(ring.key_class, ring.id, ring.subject, secret)
    return ring.rewrapped(secret, known.current, known.cipher(known.current))


def _cipher_of(epoch: int, known: Epochs) -> AESGCM:
    cipher = known.ciphers.get(epoch)
    if cipher is None:
        raise Tampered(f"wrapped in epoch {epoch}, whose key is gone")
    return cipher


def _rewrap_secrets(known: Epochs, damaged: dict[Any, str]) -> int:
    count = 0
    with transaction.atomic(using=STORE):
        rows = WrappedSecret.objects.exclude(wrapped=None).exclude(epoch=known.current)
        for row in rows.order_by("pk").select_for_update():
            place = row.name.encode()
            try:
                opened = unwrap(_cipher_of(row.epoch, known), bytes(row.wrapped or b""), place)
            except Tampered as problem:
                damaged[row.name] = f"secret {row.name}: {problem}"
                continue
            row.wrapped, row.epoch = wrap(known.cipher(known.current), opened, place), known.current
            row.save(update_fields=["wrapped", "epoch"])
            count += 1
    return count


def _alarm(damaged: Mapping[Any, str]) -> None:
    for what in list(damaged.values())[:_ALARMS]:
        _record.write_about_shop(Event.TAMPER, what)


def _give_up(damaged: Mapping[Any, str]) -> None:
    names = [key for key in damaged if isinstance(key, str)]
    ids = [key for key in damaged if not isinstance(key, str)]
    with transaction.atomic(using=STORE):
        KeyRing.objects.filter(pk__in=ids).exclude(state=KeyState.DESTROYED).update(
            state=KeyState.DESTROYED, wrapped=None, destroyed_at=timezone.now()
        )
        for name in names:
            secrets.destroy(name)
        store.bump_generation()
    store.forget_cached()


def _forget_old() -> None:
    path = kek_file()
    current, keys = read_kek_file(path)
    for epoch, key in keys.items():
        if epoch != current:
            tag = retired_tag(commitment_of(key))
            _record.write_about_shop(Event.KEYS, f"epoch {epoch} destroyed", tag=tag)
    kekfile.write(path, current, {current: keys[current]})
    _retire_marked()


def _retire_marked() -> None:
    """Mark the epochs whose keys are gone from the file."""
    current = read_kek_file(kek_file())[0]
    gone = Epoch.objects.filter(pk__lt=current, retired_at=None)
    if gone.exists():
        gone.update(retired_at=timezone.now())
