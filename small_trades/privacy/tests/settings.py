"""Settings of the engine's own tests: the toy app, three stores, nothing of the shop.

SQLite files in a temporary folder, or PostgreSQL where DATABASE_URL and its two sisters say so.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("PRIVACY_TEST_HOME") or tempfile.mkdtemp(prefix="privacy-test-"))
(HOME / "data").mkdir(parents=True, exist_ok=True)


def _store(variable: str, file: str) -> dict[str, Any]:
    url = urlsplit(os.environ.get(variable, ""))
    if not url.scheme:
        path = str(HOME / "data" / file)
        options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL", "timeout": 20}
        # A file, not memory: the tests use several threads and processes at once.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": options,
            "TEST": {"NAME": f"{path}.test"},
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": url.port or "",
    }


DATABASES = {
    "default": _store("DATABASE_URL", "toy.sqlite3"),
    "keys": _store("KEYS_DATABASE_URL", "keys.sqlite3"),
    "ledger": _store("LEDGER_DATABASE_URL", "ledger.sqlite3"),
}
DATABASE_ROUTERS = ["small_trades.privacy.router.StoreRouter"]
INSTALLED_APPS = [
    "small_trades.privacy",
    "small_trades.privacy._keys",
    "small_trades.privacy._consents",
    "small_trades.privacy._budget",
    "small_trades.privacy._ledger",
    "small_trades.privacy._rights",
    "small_trades.privacy.tests.toy",
]
MIDDLEWARE = ["small_trades.privacy.middleware.ActorMiddleware"]
ROOT_URLCONF = "small_trades.privacy.tests.toy.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "the toy's own secret, long enough to be taken seriously"
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
ALLOWED_HOSTS = ["testserver"]

PRIVACY: dict[str, Any] = {
    "POLICY": "small_trades.privacy.tests.toy.policy.POLICY",
    "PUBLISHED": HERE / "toy" / "published",
    "TEXTS": {language: HERE / "toy" / "text" / f"{language}.md" for language in ("ja", "en")},
    "DOORS": "small_trades.privacy.tests.toy.doors.DOORS",
    "KEK_FILE": HOME / "secrets" / "kek.json",
    "LEDGER_SIGNING_KEY_FILE": HOME / "secrets" / "ledger-signing.key",
    "LEDGER_WITNESS_FILE": HOME / "secrets" / "ledger-witness.txt",
    "THIRD_PARTY_NOT_PERSONAL": {},
    "OTHER_TABLES": {"django_migrations": "which migrations ran, and when"},
}
