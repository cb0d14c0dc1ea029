"""The file of the key-encryption keys: read whole, replaced whole, and what it held before overwritten.

    {"current": 1, "epochs": {"1": "<32 bytes in base64>"}}

The file is 0600 and lies outside the data folder. During a rotation it holds two epochs.
"""

from __future__ import annotations

import binascii
import fcntl
import json
import os
import stat
from base64 import b64decode, b64encode
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from small_trades.privacy._crypto import KEY_BYTES
from small_trades.privacy.errors import KeysUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_TRIES: Final = 5


def read_kek_file(path: Path) -> tuple[int, dict[int, bytes]]:
    """The current epoch and every epoch's key. KeysUnusable, with a sentence, when the file will not do."""
    try:
        mode, text = _read_whole(path)
        content = json.loads(text)
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


def _read_whole(path: Path) -> tuple[int, bytes]:
    # A file opened just before it was replaced may be read just as it is overwritten.
    for _ in range(_TRIES):
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            text = file.read()
        if path.stat().st_ino == found.st_ino:
            break
    return found.st_mode, text


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else writes the file meanwhile; what a writer that was killed left beside it is gone.

    The lock ends with the process, however that ends. KeysUnusable where the folder cannot be written.
    """
    lock = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise KeysUnusable(
            f"KEK_FILE {path} lies where this program may not write ({error.strerror}): a rotation has to "
            "replace it. Keep it in a folder of the shop's own user."
        ) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for left in path.parent.glob(f"{path.name}.*"):
            if left != lock:
                _shred(left)
        yield
    finally:
        os.close(descriptor)


def write(path: Path, current: int, keys: Mapping[int, bytes]) -> None:
    """Replace the file, durably, and overwrite the bytes of the one before. Only under `locked`."""
    encoded = {str(epoch): b64encode(key).decode() for epoch, key in keys.items()}
    draft = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"current": current, "epochs": encoded}, file)
        file.flush()
        os.fsync(file.fileno())
    with _held(path) as old:
        draft.replace(path)
        _sync_folder(path)
        if old is not None:
            _overwrite(old)


@contextmanager
def _held(path: Path) -> Iterator[int | None]:
    """A descriptor of the file as it is now, which outlives its name."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _shred(path: Path) -> None:
    with suppress(FileNotFoundError), _held(path) as descriptor:
        if descriptor is not None:
            _overwrite(descriptor)
        path.unlink()
        _sync_folder(path)


def _overwrite(descriptor: int) -> None:
    size = os.fstat(descriptor).st_size
    os.pwrite(descriptor, os.urandom(size), 0)
    os.fsync(descriptor)


def _sync_folder(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
