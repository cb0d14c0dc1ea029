"""Stores of their own for tests that start the program itself: on the engine that the test run uses.

prepared = prepare(tmp_path_factory.mktemp("prepared"))     # migrated, with the sample shop
stores = prepared.copy(tmp_path / "var")                    # as often as wanted, in no time
subprocess.run([..., "small-trades", "check"], env=stores.environment())
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("small-trades")
SETTINGS = "small_trades.config.settings"
URLS = {
    "default": "DATABASE_URL",
    "keys": "KEYS_DATABASE_URL",
    "ledger": "LEDGER_DATABASE_URL",
}
PREPARE = """
from small_trades.config.commands import run, setup
setup.start_django()
run.prepare()
"""


@dataclass(frozen=True)
class Stores:
    """A data folder and, on PostgreSQL, the URLs of its three databases by alias."""

    home: Path
    urls: dict[str, str]

    def environment(self, **changes: str) -> dict[str, str]:
        """What a process needs to work with these stores, and nothing of this process's own settings."""
        ours = ("SMALL_TRADES_", "DJANGO_", "SECRET_", "KEK_", "LEDGER_", "MAIL_", *URLS.values())
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        urls = {URLS[alias]: url for alias, url in self.urls.items()}
        own = {"SMALL_TRADES_HOME": str(self.home), "SMALL_TRADES_MODE": "demo", "PYTHONPATH": str(CHECKOUT)}
        return {**inherited, **urls, **own, "DJANGO_SETTINGS_MODULE": SETTINGS, **changes}

    def run(self, *command: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; two minutes at most."""
        return subprocess.run(
            command,
            env=self.environment(**changes),
            cwd=CHECKOUT,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def small_trades(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run `small-trades …` to its end."""
        return self.run(COMMAND, *arguments, **changes)

    def python(self, script: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines in a fresh interpreter."""
        return self.run(sys.executable, "-c", script, **changes)

    def execute(self, alias: str, statement: str) -> None:
        """Change a store behind the program's back."""
        script = (
            "from small_trades.config.commands import setup; setup.start_django();"
            "from django.db import connections;"
            f"connections[{alias!r}].cursor().execute({statement!r})"
        )
        done = self.python(script)
        assert done.returncode == 0, done.stderr

    def copy(self, home: Path) -> Stores:
        """The same stores again, with their secrets, to be changed without harm to these."""
        shutil.copytree(self.home, home)
        shutil.copytree(_secrets(self.home), _secrets(home))
        return Stores(home, {alias: _database(like=url) for alias, url in self.urls.items()})

    def drop(self) -> None:
        """Remove the databases on the server; the folder belongs to the test."""
        for url in self.urls.values():
            with psycopg.connect(_admin(url), autocommit=True) as connection:
                name = sql.Identifier(urlsplit(url).path.strip("/"))
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def empty(home: Path) -> Stores:
    """Stores that nobody has migrated."""
    given = os.environ.get("DATABASE_URL", "")
    on_server = given.startswith("postgres")
    return Stores(home, {alias: _database(beside=given) for alias in URLS} if on_server else {})


def prepare(folder: Path) -> Stores:
    """Stores as the first start leaves them, the sample shop included: a copy of those made once in a run."""
    kept = Path(os.environ["PREPARED_STORES"])
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _first(kept).copy(folder / "var")


def _first(kept: Path) -> Stores:
    """The stores that are copied; whoever asks first makes them."""
    note = kept / "urls.json"
    if note.exists():
        return Stores(kept / "var", json.loads(note.read_text(encoding="utf-8")))
    stores = empty(kept / "var")
    done = stores.python(PREPARE)
    assert done.returncode == 0, done.stderr
    note.write_text(json.dumps(stores.urls), encoding="utf-8")
    return stores


def _secrets(home: Path) -> Path:
    return home.with_name(f"{home.name}.secrets")


def _database(*, like: str = "", beside: str = "") -> str:
    """The URL of a new database on the same server: a copy of one, or an empty one beside it."""
    url = like or beside
    name = f"started_{uuid.uuid4().hex}"
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if like:
        template = sql.Identifier(urlsplit(like).path.strip("/"))
        statement += sql.SQL(" TEMPLATE {}").format(template)
    with psycopg.connect(_admin(url), autocommit=True) as connection:
        connection.execute(statement)
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _admin(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/postgres"))
