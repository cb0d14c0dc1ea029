"""A backup as a folder: files, and a manifest written last that names each with its SHA-256.

It is made under another name and gets its own when it is whole: what looks like a backup is one.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import small_trades

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
_BLOCK: Final = 1 << 20


class BackupError(Exception):
    """A backup cannot be made or restored: one sentence with an id, and nothing was changed."""

    def __init__(self, identifier: str, sentence: str) -> None:
        """Print as `backup.E001: sentence`."""
        self.identifier = identifier
        super().__init__(f"{identifier}: {sentence}")


@dataclass(frozen=True)
class StoreFacts:
    """One store in a backup. `tables`: columns and number of rows of each, by name.

    `mark`: of the ledger its signed head, of the key store the epoch that wraps it.
    """

    vendor: str
    migrations: list[list[str]]
    tables: dict[str, dict[str, Any]]
    mark: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `kind` is `data` (the shop and its ledger) or `keys`."""

    kind: str
    stores: dict[str, StoreFacts]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    made_at: str = ""
    version: str = small_trades.__version__
    format: int = FORMAT


@contextmanager
def being_written(target: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `target` when the block ends well, and is gone where it does not.

    Raises BackupError when there is something at `target` already.
    """
    if target.exists() or target.is_symlink():
        raise BackupError("backup.E001", f"{target} is there already; name a folder that is not.")
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700, parents=True)
    try:
        yield part
        for folder in {path.parent for path in part.rglob("*")}:
            _sync(folder)
        part.rename(target)
        _sync(target.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def seal(folder: Path, kind: str, stores: dict[str, StoreFacts]) -> Manifest:
    """Write the manifest of everything in the folder, after all of it is on the disk."""
    files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        _sync(path)
        files[path.relative_to(folder).as_posix()] = {"sha256": digest(path), "bytes": path.stat().st_size}
    made = Manifest(kind, stores, files, datetime.now(tz=UTC).isoformat(timespec="seconds"))
    path = folder / MANIFEST
    path.write_text(json.dumps(asdict(made), indent=1, ensure_ascii=False), encoding="utf-8")
    _sync(path)
    return made


def read(folder: Path) -> Manifest:
    """The manifest. BackupError when the folder is no backup that this version understands."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise BackupError("backup.E002", f"{folder} was made by a version of another format.")
        stores = {alias: StoreFacts(**facts) for alias, facts in found.pop("stores").items()}
        return Manifest(stores=stores, **found)
    except OSError:
        raise BackupError("backup.E003", f"{folder} is not a backup: it has no {MANIFEST}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupError("backup.E003", f"{folder} is not a backup: its {MANIFEST} is damaged.") from None


def verify(folder: Path, manifest: Manifest) -> None:
    """BackupError for the first file that is missing, or is not as the manifest says."""
    for name, facts in manifest.files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise BackupError("backup.E004", f"{name} lies outside the backup.")
        if not path.is_file():
            raise BackupError("backup.E004", f"{name} is missing from the backup.")
        if path.stat().st_size != facts["bytes"] or digest(path) != facts["sha256"]:
            raise BackupError("backup.E004", f"{name} is not as it was when the backup was made.")


def kinds_near(target: Path) -> dict[str, Path]:
    """The kinds of backups in the folder that `target` is to lie in, and above it."""
    found: dict[str, Path] = {}
    above = [parent for parent in target.parents if (parent / MANIFEST).is_file()]
    beside = sorted(target.parent.glob(f"*/{MANIFEST}")) if target.parent.is_dir() else []
    for folder in [*above, *(path.parent for path in beside)]:
        found.setdefault(read(folder).kind, folder)
    return found


def digest(path: Path) -> str:
    """SHA-256 in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
