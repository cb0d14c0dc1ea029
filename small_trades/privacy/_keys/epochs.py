"""The key-encryption keys, one per epoch: which there are, and in which new keys are wrapped.

The file is made when it is missing and the key store is new; a store that was wrapped before is never given a
new key, because nothing in it would open. An epoch whose key was destroyed is in the ledger, which never goes
back: a copy of that key, put in place again, is refused.
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connections

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._crypto import derive, random_key
from small_trades.privacy._keys import kekfile
from small_trades.privacy._keys.kekfile import read_kek_file
from small_trades.privacy._keys.models import Epoch
from small_trades.privacy._ledger.connections import store_errors
from small_trades.privacy.errors import KeysUnusable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "EpochGone",
    "Epochs",
    "commitment_of",
    "epochs",
    "kek_file",
    "open_epochs",
    "read_kek_file",
    "retired_tag",
]

STORE: Final = "keys"
_TRIES: Final = 5


class EpochGone(KeysUnusable):
    """The key of this epoch is not in the file: it was destroyed, or is in another one."""


@dataclass(frozen=True, slots=True, repr=False)
class Epochs:
    """The wrapping key of every epoch the file holds, and the epoch in which new keys are wrapped."""

    current: int
    ciphers: Mapping[int, AESGCM]

    def cipher(self, epoch: int) -> AESGCM:
        """EpochGone when the epoch's key was destroyed, or is in another file."""
        try:
            return self.ciphers[epoch]
        except KeyError:
            raise EpochGone(f"The key-encryption key of epoch {epoch} is not in KEK_FILE.") from None


def epochs() -> Epochs:
    """The wrapping keys, checked against the store once per process and file."""
    path = kek_file()
    return _load(path, _version(path))


def open_epochs() -> Epochs:
    """The wrapping keys, with a current epoch that stays open until the caller's transaction on `keys` ends.

    So a rotation, which closes an epoch before it re-wraps, waits for whoever is making a key in it.
    """
    for _ in range(_TRIES):
        known = epochs()
        if _is_open(known.current):
            return known
        # Closed: the file names the next one. Unknown: the transaction that told the store was rolled back.
        _load.cache_clear()
    raise KeysUnusable("KEK_FILE names an epoch in which this key store wraps nothing any more.")


def kek_file() -> Path:
    """Where the key-encryption keys are."""
    return Path(settings.PRIVACY["KEK_FILE"])


def commitment_of(key: bytes) -> bytes:
    """32 bytes that tell a key-encryption key from any other, and nothing of it."""
    return derive(key, b"kek commitment")


def retired_tag(commitment: bytes) -> bytes:
    """What finds the ledger's row about the destruction of a key-encryption key."""
    return sha256(b"retired epoch " + commitment).digest()[:16]


def _is_open(epoch: int) -> bool:
    connection = connections[STORE]
    lock = " FOR SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM privacy_keys_epoch WHERE id = %s AND closed_at IS NULL{lock}",  # noqa: S608 -- own words
            [epoch],
        )
        return cursor.fetchone() is not None


def _version(path: Path) -> tuple[int, int]:
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_mtime_ns, found.st_ino
    return 0, 0


@lru_cache(maxsize=4)
def _load(path: Path, version: tuple[int, int]) -> Epochs:
    known = {epoch.pk: bytes(epoch.commitment) for epoch in Epoch.objects.all()}
    if version == (0, 0):
        if known:
            raise KeysUnusable(f"KEK_FILE {path} is missing, and this key store was wrapped with it.")
        _create(path)
    current, keys = read_kek_file(path)
    for epoch, key in keys.items():
        commitment = commitment_of(key)
        if epoch not in known:
            known[epoch] = _remembered(epoch, commitment)
        if not hmac.compare_digest(known[epoch], commitment):
            raise KeysUnusable(f"KEK_FILE {path} belongs to another key store (epoch {epoch}).")
    _refuse_retired(path, current, keys[current])
    return Epochs(current, {epoch: AESGCM(derive(key, b"wrap")) for epoch, key in keys.items()})


def _remembered(epoch: int, commitment: bytes) -> bytes:
    return bytes(Epoch.objects.get_or_create(pk=epoch, defaults={"commitment": commitment})[0].commitment)


def _refuse_retired(path: Path, epoch: int, key: bytes) -> None:
    try:
        retired = ledger.rows_for(retired_tag(commitment_of(key)), limit=1)
    except store_errors() as error:
        raise KeysUnusable(
            f"The ledger, which knows what keys were destroyed, cannot be read: {type(error).__name__}."
        ) from error
    if retired:
        raise KeysUnusable(
            f"KEK_FILE {path} holds the key of epoch {epoch}, which was destroyed on "
            f"{retired[0].at:%Y-%m-%d}: it is an older copy. Put back the current file "
            "and the current key store."
        )


def _create(path: Path) -> None:
    # Of two processes that start at once, the second takes the file of the first.
    with kekfile.locked(path):
        if not path.exists():
            kekfile.write(path, 1, {1: random_key()})
