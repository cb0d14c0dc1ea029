"""The key-encryption keys, one per epoch, read from a file that lives outside the data folder.

    {"current": 1, "epochs": {"1": "<32 bytes in base64>"}}

The file is 0600. It is made when it is missing and the key store is new; a store that was wrapped before is
never given a new key, because nothing in it would open.
"""

from __future__ import annotations

import binascii
import hmac
import json
import os
import stat
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from small_trades.privacy._crypto import KEY_BYTES, derive, random_key
from small_trades.privacy._keys.models import Epoch
from small_trades.privacy.errors import KeysUnusable

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, repr=False)
class Epochs:
    """The wrapping key of every epoch the file holds, and the epoch in which new keys are wrapped."""

    current: int
    ciphers: Mapping[int, AESGCM]

    def cipher(self, epoch: int) -> AESGCM:
        """KeysUnusable when the epoch's key was destroyed, or is in another file."""
        try:
            return self.ciphers[epoch]
        except KeyError:
            raise KeysUnusable(f"The key-encryption key of epoch {epoch} is not in KEK_FILE.") from None


def epochs() -> Epochs:
    """The wrapping keys, checked against the store once per process and file."""
    path = kek_file()
    return _load(path, _version(path))


def kek_file() -> Path:
    """Where the key-encryption keys are."""
    return Path(settings.PRIVACY["KEK_FILE"])


def read_kek_file(path: Path) -> tuple[int, dict[int, bytes]]:
    """The current epoch and every epoch's key. KeysUnusable, with a sentence, when the file will not do."""
    try:
        mode = path.stat().st_mode
        content = json.loads(path.read_bytes())
        keys = {int(epoch): b64decode(key, validate=True) for epoch, key in content["epochs"].items()}
        current = int(content["current"])
    except OSError as error:
        raise KeysUnusable(f"KEK_FILE {path} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise KeysUnusable(f"KEK_FILE {path} is not a file of key-encryption keys.") from None
    if mode & _OTHERS:
        raise KeysUnusable(f"KEK_FILE {path} can be read by others: chmod 600 it.")
    if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise KeysUnusable(
            f"KEK_FILE {path} lacks its current epoch, or a key in it is not {KEY_BYTES} bytes."
        )
    return current, keys


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
        commitment = derive(key, b"kek commitment")
        if epoch not in known:
            known[epoch] = bytes(
                Epoch.objects.get_or_create(pk=epoch, defaults={"commitment": commitment})[0].commitment
            )
        if not hmac.compare_digest(known[epoch], commitment):
            raise KeysUnusable(f"KEK_FILE {path} belongs to another key store (epoch {epoch}).")
    return Epochs(current, {epoch: AESGCM(derive(key, b"wrap")) for epoch, key in keys.items()})


def _create(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps({"current": 1, "epochs": {"1": b64encode(random_key()).decode()}})
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        # Of two processes that start at once, the second takes the file of the first.
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
