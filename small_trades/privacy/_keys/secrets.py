"""Secrets of the shop, by name, wrapped by the epoch: made once, read for a second, destroyed for ever."""

from __future__ import annotations

import time
from typing import Final

from django.db import connections, transaction
from django.utils import timezone

from small_trades.privacy._crypto import random_key, unwrap, wrap
from small_trades.privacy._keys.cache import ShortLived
from small_trades.privacy._keys.epochs import STORE, EpochGone, epochs, open_epochs
from small_trades.privacy._keys.models import WrappedSecret

_cached: Final[ShortLived[str, bytes]] = ShortLived()


def secret(name: str) -> bytes | None:
    """The 32 bytes of this name, made when there are none yet; None once they were destroyed."""
    return read(name) if is_known(name) else _made(name)


def read(name: str) -> bytes | None:
    """The 32 bytes of this name; None when they were destroyed, or never were."""
    cached = _cached.get(name)
    if cached is not None:
        return cached
    read_at = time.monotonic()
    row = WrappedSecret.objects.filter(name=name).first()
    if row is None or row.wrapped is None:
        return None
    try:
        opened = _opened(row)
    except EpochGone:
        # A rotation re-wrapped it between the two reads.
        row.refresh_from_db()
        opened = _opened(row)
    # One made in a transaction that may yet be rolled back is not to be trusted after it.
    if opened is not None and not connections[STORE].in_atomic_block:
        _cached.put(name, opened, read_at=read_at)
    return opened


def is_known(name: str) -> bool:
    """Whether there is, or was, a secret of this name."""
    return _cached.get(name) is not None or WrappedSecret.objects.filter(name=name).exists()


def destroy(name: str) -> None:
    """Destroy the secret, and let none of its name be made again. Within the caller's transaction."""
    now = timezone.now()
    row, is_new = WrappedSecret.objects.get_or_create(name=name, defaults={"epoch": 0, "destroyed_at": now})
    if not is_new and row.destroyed_at is None:
        WrappedSecret.objects.filter(name=name).update(wrapped=None, destroyed_at=now)


def forget_cached() -> None:
    """Drop every opened secret of this process."""
    _cached.clear()


def _opened(row: WrappedSecret) -> bytes | None:
    if row.wrapped is None:
        return None
    return unwrap(epochs().cipher(row.epoch), bytes(row.wrapped), row.name.encode())


def _made(name: str) -> bytes | None:
    with transaction.atomic(using=STORE):
        known = open_epochs()
        wrapped = wrap(known.cipher(known.current), random_key(), name.encode())
        row, _ = WrappedSecret.objects.get_or_create(
            name=name, defaults={"wrapped": wrapped, "epoch": known.current}
        )
        return _opened(row)
