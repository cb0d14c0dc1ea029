"""A SQLite store in a backup: its file, copied by SQLite's own backup, which a writer does not disturb."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connections

from small_trades.config.backups.folder import BackupError


def dump(alias: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Copy one state of the store to `<alias>.sqlite3`; its tables and numbers of rows."""
    try:
        with (
            closing(sqlite3.connect(f"file:{_path(alias)}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(folder / f"{alias}.sqlite3")) as copy,
        ):
            source.backup(copy)
            # One file that needs no other beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            return _tables(copy)
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def first_value(alias: str, folder: Path, query: str) -> str:
    """The first column of the first row that a query finds in the copy; empty where it finds none."""
    with closing(sqlite3.connect(f"file:{folder / alias}.sqlite3?mode=ro", uri=True)) as copy:
        found = copy.execute(query).fetchone()
        return str(found[0]) if found else ""


def stage(alias: str, folder: Path) -> None:
    """Put the copy beside the store, checked, without touching the store yet."""
    staged = _staged(alias)
    shutil.copyfile(folder / f"{alias}.sqlite3", staged)
    staged.chmod(0o600)
    with closing(sqlite3.connect(staged)) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            staged.unlink()
            raise BackupError("backup.E004", f"{alias}.sqlite3 is damaged.")
        copy.commit()


def swap(alias: str) -> None:
    """Put the staged copy in the store's place."""
    connections[alias].close()
    path = _path(alias)
    if path.exists():
        # The last connection that closes folds the write-ahead log in; else it would be read into the copy.
        with closing(sqlite3.connect(path)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            old.execute("PRAGMA journal_mode = DELETE")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    _staged(alias).replace(path)


def unstage(alias: str) -> None:
    """Remove a staged copy that is not wanted any more."""
    _staged(alias).unlink(missing_ok=True)


def _path(alias: str) -> Path:
    return Path(connections[alias].settings_dict["NAME"])


def _staged(alias: str) -> Path:
    path = _path(alias)
    return path.with_name(f"{path.name}.restoring")


def _tables(copy: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    names = copy.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
        "AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    return {name: {"rows": copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]} for (name,) in names}  # noqa: S608 - a name from the catalogue
