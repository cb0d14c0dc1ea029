"""Taking a backup while the shop serves."""

import shutil
from pathlib import Path

from django.conf import settings

from small_trades.config.backups import stores
from small_trades.config.backups.folder import BackupError, Manifest, being_written, kinds_near, seal

MEDIA = "media"


def back_up(target: Path) -> Manifest:
    """Data, ledger and media files into a new folder: no key, no secret.

    The ledger is copied after the data, so that every use of the data in it is in the ledger too.
    """
    _keep_apart(target, "data")
    with being_written(target) as part:
        held = {alias: stores.dump(alias, part) for alias in ("default", "ledger")}
        if Path(settings.MEDIA_ROOT).is_dir():
            shutil.copytree(settings.MEDIA_ROOT, part / MEDIA)
        return seal(part, "data", held)


def back_up_keys(target: Path) -> Manifest:
    """The key store into a new folder. The file of the key-encryption keys is no part of it."""
    _keep_apart(target, "keys")
    with being_written(target) as part:
        return seal(part, "keys", {"keys": stores.dump("keys", part)})


def _keep_apart(target: Path, kind: str) -> None:
    home = settings.SMALL_TRADES.home.resolve()
    if target.resolve().is_relative_to(home):
        raise BackupError("backup.E005", f"{target} lies in the data folder; a backup belongs elsewhere.")
    other = {"data": "keys", "keys": "data"}[kind]
    near = kinds_near(target.resolve()).get(other)
    if near is not None:
        raise BackupError(
            "backup.E006",
            f"a backup of the {other} lies in {near}. Whoever takes both can read everything; "
            "keep them in different places.",
        )
