"""A ledger of its own for each test: to be tampered with, cut and locked."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from small_trades.privacy import _ledger as ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STAFF = UUID("0198a8f0-0000-7000-8000-000000000001")
TAG = b"the tag of Ada.."
OTHER_TAG = b"the tag of Bob.."
FILES = ("LEDGER_SIGNING_KEY_FILE", "LEDGER_WITNESS_FILE")
TABLES = ("privacy_ledger_row", "privacy_ledger_checkpoint")


@dataclass(frozen=True)
class Store:
    """The ledger store of one test, as somebody sees it who may do anything to it."""

    home: Path
    url: str

    @property
    def witness(self) -> Path:
        return Path(settings.PRIVACY["LEDGER_WITNESS_FILE"])

    def raw(self) -> Any:
        """A connection that no code of ours made, in autocommit."""
        if self.url:
            return psycopg.connect(self.url, autocommit=True)
        return sqlite3.connect(connections["ledger"].settings_dict["NAME"], isolation_level=None)

    def ask(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        connection = self.raw()
        try:
            cursor = connection.execute(sql.replace("?", "%s") if self.url else sql, parameters)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def literal(self, value: bytes) -> str:
        return f"'\\x{value.hex()}'" if self.url else f"x'{value.hex()}'"

    def tamper(self, *statements: str) -> None:
        """Change what must not change, as an administrator of the database can."""
        connection = self.raw()
        try:
            for table in TABLES:
                if self.url:
                    connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
                    continue
                for verb in ("update", "delete", "replace"):
                    connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            for statement in statements:
                connection.execute(statement)
        finally:
            connection.close()

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run code in another process on this ledger."""
        names = {name: str(settings.PRIVACY[name]) for name in FILES}
        prologue = f"""
from dataclasses import replace
import django
from django.conf import settings
settings.DATABASES["ledger"]["NAME"] = {str(connections["ledger"].settings_dict["NAME"])!r}
settings.PRIVACY |= {names!r}
django.setup()
from small_trades.privacy import _ledger as ledger
entry = ledger.Entry(event=ledger.Event.USE, actor_kind="system")
entry = replace(entry, references=(b"sealed",), tags=(b"another process.",))
"""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "small_trades.privacy.tests.settings",
            "PRIVACY_TEST_HOME": str(self.home),
            "PYTHONPATH": str(Path(__file__).parents[4]),
        }
        command = [sys.executable, "-c", prologue + code]
        return subprocess.run(  # noqa: S603 -- the code is the test's
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )


def entry(**changes: Any) -> ledger.Entry:
    """An entry with every field set."""
    facts: dict[str, Any] = {
        "event": ledger.Event.USE,
        "actor_kind": "staff",
        "actor_id": STAFF,
        "role": "orders",
        "reason": "配送の確認",
        "purpose": "3b-delivery",
        "policy_version": 3,
        "groups": ("PersonName", "DeliveryAddress"),
        "references": (b"sealed one", b"sealed two"),
        "tags": (TAG, OTHER_TAG),
        "recipient": "carrier",
        "outcome": "allowed",
        "request_id": "5f1e",
    }
    return ledger.Entry(**{**facts, **changes})


def _administer(statement: str) -> None:
    given = connections["ledger"].settings_dict
    with psycopg.connect(
        host=given["HOST"],
        port=given["PORT"] or None,
        user=given["USER"],
        password=given["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(statement)


def _url(name: str) -> str:
    given = os.environ.get("LEDGER_DATABASE_URL", "")
    return f"{given.rpartition('/')[0]}/{name}" if given else ""


@pytest.fixture(scope="session")
def empty_store(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """An empty, migrated ledger store: a file to copy, or a PostgreSQL database to empty for each test."""
    given = connections["ledger"].settings_dict
    before = given["NAME"]
    is_file = connections["ledger"].vendor == "sqlite"
    name = str(tmp_path_factory.mktemp("empty") / "ledger.sqlite3") if is_file else f"ledger_{uuid4().hex}"
    with django_db_blocker.unblock():
        if not is_file:
            _administer(f"CREATE DATABASE {name}")
        connections["ledger"].close()
        given["NAME"] = name
        call_command("migrate", database="ledger", verbosity=0)
        connections["ledger"].close()
        given["NAME"] = before
    yield name
    if not is_file:
        _administer(f"DROP DATABASE {name}")


def _emptied(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for table in TABLES:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        connection.execute(f"TRUNCATE {', '.join(TABLES)}, privacy_ledger_head, privacy_ledger_tag")
        for table in TABLES:
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


@pytest.fixture
def store(empty_store: str, tmp_path: Path, django_db_blocker: Any) -> Iterator[Store]:
    """A fresh ledger, with a key and a witness of its own."""
    given = connections["ledger"].settings_dict
    before, privacy = given["NAME"], dict(settings.PRIVACY)
    url = _url(empty_store)
    if url:
        _emptied(url)
    ledger.close()
    given["NAME"] = empty_store if url else shutil.copy(empty_store, tmp_path / "ledger.sqlite3")
    settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"] = tmp_path / "secrets" / "ledger-signing.key"
    settings.PRIVACY["LEDGER_WITNESS_FILE"] = tmp_path / "secrets" / "ledger-witness.txt"
    with django_db_blocker.unblock():
        yield Store(tmp_path, url)
        ledger.close()
    given["NAME"] = before
    settings.PRIVACY.clear()
    settings.PRIVACY.update(privacy)
