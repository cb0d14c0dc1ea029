"""Typed readers of the process environment, with a sentence for every mistake.

Each name may also be given as `NAME_FILE`, a path whose content is the value, so that a secret need not
stand in the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

Network = IPv4Network | IPv6Network


class SettingError(SystemExit):
    """A setting is wrong or missing: one sentence with an id, exit code 2."""

    def __init__(self, identifier: str, sentence: str) -> None:
        """Print as `config.E001: sentence` when it ends the process."""
        super().__init__(2)
        self.identifier = identifier
        self.sentence = sentence

    def __str__(self) -> str:
        """The line that a person reads."""
        return f"{self.identifier}: {self.sentence}"


@dataclass(frozen=True)
class Environment:
    """Reads settings by name from a mapping, the process environment by default."""

    values: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        """The value of NAME, or the content of the file NAME_FILE, or the default."""
        path = self.values.get(f"{name}_FILE")
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                sentence = f"{name}_FILE names {path}, which cannot be read ({error.strerror})."
                raise SettingError("config.E001", sentence) from None
        return self.values.get(name, default)

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within its limits."""
        given = self.text(name, str(default))
        try:
            number = int(given)
        except ValueError:
            raise SettingError("config.E002", f"{name} is {given!r}; it must be a whole number.") from None
        if not least <= number <= most:
            raise SettingError("config.E003", f"{name} is {number}; it must lie between {least} and {most}.")
        return number

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        given = self.text(name, default)
        if given not in allowed:
            raise SettingError("config.E004", f"{name} is {given!r}; it must be one of {', '.join(allowed)}.")
        return given

    def limits(self, name: str, default: int, allowed: tuple[str, ...], *, most: int) -> dict[str, int]:
        """Whole numbers by word, such as `40,support=60`; the one without a word is the rest's, under ""."""
        found = {"": default}
        for part in self.names(name, ()):
            word, has_word, given = part.rpartition("=")
            number = given if has_word else part
            is_known = not has_word or word in allowed
            if not is_known or not (number.isascii() and number.isdigit() and int(number) <= most):
                raise SettingError(
                    "config.E006",
                    f"{name} has {part!r}; each part must be a number up to {most}, or WORD=NUMBER "
                    f"with one of {', '.join(allowed)}.",
                )
            found[word] = int(number)
        return found

    def path(self, name: str, default: Path) -> Path:
        """An absolute path."""
        given = self.values.get(name)
        return Path(given).expanduser().resolve() if given else default

    def names(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of words separated by commas."""
        given = self.text(name)
        return tuple(word.strip() for word in given.split(",") if word.strip()) or default

    def networks(self, name: str) -> tuple[Network, ...]:
        """A list of network addresses, or whole networks, separated by commas."""
        try:
            return tuple(ip_network(word) for word in self.names(name, ()))
        except ValueError:
            sentence = f"{name} must look like 127.0.0.1 or 10.0.0.0/8, separated by commas."
            raise SettingError("config.E014", sentence) from None

    def database(self, name: str, default: Path) -> dict[str, Any]:
        """Django's settings for a store: SQLite at `default`, or what `postgresql://…` in NAME says."""
        given = self.text(name)
        if not given:
            return sqlite(default)
        url = urlsplit(given)
        if url.scheme == "sqlite":
            return sqlite(Path(unquote(url.path)))
        if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
            raise SettingError(
                "config.E005",
                f"{name} must look like postgresql://user:password@host:5432/name or sqlite:///path.",
            )
        return postgresql(url.path.strip("/"), url)


def sqlite(path: Path) -> dict[str, Any]:
    """A SQLite store in WAL mode that overwrites what it deletes and takes its write lock at BEGIN."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                "PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16384;"
            ),
        },
        "TEST": {"NAME": path.with_name(f"test-{path.name}")},
    }


def postgresql(name: str, url: Any) -> dict[str, Any]:
    """A PostgreSQL store through psycopg's pool."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 16, "timeout": 10},
            "application_name": "small-trades",
        },
    }


def environment() -> Environment:
    """The environment of this process."""
    return Environment(os.environ)
