"""Stores apart, secrets strong and apart."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import DatabaseError

from small_trades.privacy._inventory.live import STORES
from small_trades.privacy._inventory.problems import StartProblem
from small_trades.privacy._keys.epochs import epochs, kek_file, read_kek_file
from small_trades.privacy.errors import KeysUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET_BYTES: Final = 32
_APART: Final = "Each store has a database of its own, so that each can be restored, or lost, alone."


def store_problems() -> Iterator[StartProblem]:
    """Stores that share a database, and keys that lie beside the data they open."""
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for store in STORES:
        if store not in settings.DATABASES:
            yield StartProblem("privacy.E020", f"There is no store {store!r}.", _APART)
        else:
            places[_place(store)].append(store)
    for stores in places.values():
        if len(stores) > 1:
            yield StartProblem("privacy.E020", f"{' and '.join(stores)} share a database.", _APART)
    for store in STORES:
        place = _place(store) if store in settings.DATABASES else ("",)
        if place[0] == "sqlite" and kek_file().resolve().is_relative_to(Path(place[1]).parent):
            yield StartProblem(
                "privacy.E021",
                f"KEK_FILE is in the folder of the store {store!r}: a copy of that would open everything.",
                "Keep it outside the data folder.",
            )


def secret_problems() -> Iterator[StartProblem]:
    """Secrets that are too short, the same for two uses, or unreadable."""
    secrets = {"SECRET_KEY": settings.SECRET_KEY.encode()}
    signing = Path(settings.PRIVACY["LEDGER_SIGNING_KEY_FILE"])
    if signing.exists():
        secrets["LEDGER_SIGNING_KEY_FILE"] = signing.read_bytes().strip()
    try:
        epochs()
        secrets |= {f"KEK_FILE (epoch {epoch})": key for epoch, key in read_kek_file(kek_file())[1].items()}
    except KeysUnusable as error:
        hint = "Put back the file this store was made with; without it nothing in the store opens."
        yield StartProblem("privacy.E022", str(error), hint)
    except DatabaseError:
        # The store is not there yet; the comparison with the live database says so.
        pass
    yield from weak_secrets(secrets)


def weak_secrets(secrets: dict[str, bytes]) -> Iterator[StartProblem]:
    """Those that are too short, or the same for two uses."""
    by_value: dict[bytes, list[str]] = defaultdict(list)
    for name, value in secrets.items():
        by_value[value].append(name)
        if len(value) < SECRET_BYTES:
            message = f"{name} is shorter than {SECRET_BYTES} bytes."
            yield StartProblem("privacy.E023", message, "Use random bytes: `openssl rand -base64 48`.")
    for names in by_value.values():
        if len(names) > 1:
            message = f"{' and '.join(names)} are the same secret."
            yield StartProblem("privacy.E024", message, "Every secret has one use.")


def _place(store: str) -> tuple[str, ...]:
    database = settings.DATABASES[store]
    name = str(database["NAME"])
    if database["ENGINE"].endswith("sqlite3"):
        return (
            "sqlite",
            name if ":memory:" in name else str(Path(name).resolve()),
            store if ":memory:" in name else "",
        )
    return ("server", str(database.get("HOST", "")), str(database.get("PORT", "")), name)
