"""The restore drill: on copies, with keys of their own, so that no key of the shop is copied for it.

What the shop holds is backed up and restored into stores made for the drill. There a person is erased, last
week's data come back, and whatever of last week's keys is at hand is tried on it (`drill_steps`).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.db import connections

from small_trades import privacy
from small_trades.config.backups import postgresql_store
from small_trades.config.backups.backing_up import back_up
from small_trades.config.backups.folder import BackupError
from small_trades.config.commands.setup import STORES

OURS: Final = ("SMALL_TRADES_", "SECRET_KEY", "KEK_FILE", "LEDGER_", "MAIL_", *STORES.values())
STEPS: Final = "small_trades.config.backups.drill_steps"


@dataclass(frozen=True)
class Outcome:
    """What the drill found, as sentences and whether each is so."""

    has_passed: bool
    seconds: float
    found: dict[str, bool]


def drill() -> Outcome:
    """Do it, and write the outcome into the ledger. BackupError where it cannot be done at all."""
    started = time.monotonic()
    home: Path = settings.SMALL_TRADES.home
    folder = Path(tempfile.mkdtemp(prefix=f"{home.name}.drill-", dir=home.parent))
    try:
        with _databases() as urls:
            back_up(folder / "today" / "data")
            found = _steps(folder, urls)
    finally:
        shutil.rmtree(folder)
    outcome = Outcome(all(found.values()), time.monotonic() - started, found)
    with privacy.acting_as(privacy.Actor.system("backup.drill")):
        privacy.record_drill(has_passed=outcome.has_passed, seconds=outcome.seconds)
    return outcome


def _steps(folder: Path, urls: dict[str, str]) -> dict[str, bool]:
    secrets = folder / "var.secrets"
    secrets.mkdir(mode=0o700)
    # A restored ledger is continued by its own key; what it signs here goes with the folder.
    shutil.copy(settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"], secrets / "ledger-signing.key")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    own = {"SMALL_TRADES_HOME": str(folder / "var"), "SMALL_TRADES_MODE": settings.SMALL_TRADES.mode}
    done = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-m", STEPS, str(folder)],
        env={**inherited, **own, **urls},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stderr)
        return {"the drill came to its end": False}
    found: dict[str, bool] = json.loads(done.stdout)
    return found


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    """On PostgreSQL three databases for the drill, by the names of their settings; gone afterwards."""
    urls: dict[str, str] = {}
    names: list[tuple[str, str]] = []
    try:
        for alias, setting in STORES.items():
            if connections[alias].vendor == "postgresql":
                name = f"drill_{uuid4().hex}"
                _execute(alias, f'CREATE DATABASE "{name}"')
                names.append((alias, name))
                urls[setting] = _url(connections[alias].settings_dict, name)
        yield urls
    finally:
        for alias, name in names:
            _execute(alias, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(alias: str, statement: str) -> None:
    connection = postgresql_store.connect(alias)
    driver: Any = connections[alias]
    try:
        connection.autocommit = True
        connection.execute(statement)
    except driver.Database.errors.InsufficientPrivilege:
        raise BackupError(
            "drill.E001",
            f"the drill makes databases of its own, which the user of the store {alias!r} may not: "
            "ALTER ROLE … CREATEDB.",
        ) from None
    finally:
        connection.close()


def _url(store: dict[str, Any], name: str) -> str:
    user, password, host = (quote(str(store[part] or ""), safe="") for part in ("USER", "PASSWORD", "HOST"))
    port = f":{store['PORT']}" if store["PORT"] else ""
    return f"postgresql://{user}{':' if password else ''}{password}@{host}{port}/{name}"
