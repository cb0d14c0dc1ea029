"""For tests of whatever is built on the engine. A conftest imports the fixtures it wants.

    from small_trades.privacy.testing import acting, django_db_setup, ledger_rows

Planted values are unique, so that finding one anywhere it should not be is never an accident:

    name = plant("name")
    ...                                  # register, order, ask, as that person
    assert scan([data_folder], [name, *pieces(picture)]) == []
"""

from __future__ import annotations

import mmap
import random
import secrets
from base64 import b64encode, urlsafe_b64encode
from contextlib import ExitStack
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest
from django.core.management.commands import migrate
from django.test.utils import setup_databases, teardown_databases

from small_trades import privacy
from small_trades.privacy.executor import StoreExecutor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from small_trades.privacy import Actor
    from small_trades.privacy._ledger import Event, Row

Kind = Literal["text", "name", "kana", "email", "telephone", "street", "password"]
LEAST_BYTES: Final = 6
"""A shorter value would be found by accident."""
_PRINTABLE: Final = set(range(0x20, 0x7F))
_UNRESERVED: Final = set(f"{ascii_letters}{digits}-._~".encode())
_KANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_KANJI: Final = "麒麟鳳凰鸞鷲鷹鴻鵠鶴鷺鴛鴦翡翠琥珀瑠璃珊瑚玻璃瑪瑙翠嵐霞霧霖霙霰霹靂曖昧朧"


def plant(kind: Kind = "text") -> str:
    """A value nobody else has, shaped so that forms take it."""
    draw = random.SystemRandom().choices
    token = secrets.token_hex(6)
    shapes: dict[Kind, Callable[[], str]] = {
        "text": lambda: f"植込{''.join(draw(_KANJI, k=6))}{token}",
        "name": lambda: "".join(draw(_KANJI, k=6)),
        "kana": lambda: "".join(draw(_KANA, k=9)),
        "email": lambda: f"planted-{token}@mail.example",
        "telephone": lambda: (
            "090-" + "".join(draw("0123456789", k=4)) + "-" + "".join(draw("0123456789", k=4))
        ),
        "street": lambda: f"{''.join(draw(_KANJI, k=4))}{secrets.randbelow(900) + 100}番地",
        "password": lambda: f"Pl4nted-{token}",
    }
    return shapes[kind]()


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a value was found."""

    path: Path
    offset: int
    encoding: str
    value: str | bytes


def pieces(content: bytes, *, number: int = 8, size: int = 24) -> list[bytes]:
    """So many pieces of a file, each of so many bytes, from all of it, to look for.

    Pieces that are one byte over and over are found anywhere, and left out. ValueError where none is left.
    """
    step = max(1, (len(content) - size) // number)
    cut = [content[at : at + size] for at in range(step // 2, len(content) - size + 1, step)]
    found = [piece for piece in cut if len(set(piece)) > LEAST_BYTES]
    if not found:
        raise ValueError("A file to look for has a part that no other file has.")
    return found


def scan(paths: Iterable[Path], values: Iterable[str | bytes]) -> list[Hit]:
    """Every place in the files (folders: all files below) where a value stands, in any usual encoding.

    UTF-8, UTF-16 in both orders, hex, percent and quoted-printable encoding, JSON escapes, and base64 at
    each of the three positions a value can have in a longer text; bytes as they are, in hex and base64.
    ValueError for values too short to be unique. A process that scans SQLite files it has open itself loses
    its locks on them: before it shares them with another process again, it closes and opens its connections.
    """
    patterns = [(value, name, pattern) for value in values for name, pattern in _encodings(value)]
    hits = [hit for path in paths for file in _files(path) for hit in _scan(file, patterns)]
    return sorted(hits, key=lambda hit: (str(hit.path), hit.offset, hit.encoding))


def _files(path: Path) -> Iterator[Path]:
    found = path.rglob("*") if path.is_dir() else iter((path,))
    return (file for file in found if file.is_file() and file.stat().st_size)


def _scan(file: Path, patterns: Iterable[tuple[str | bytes, str, bytes]]) -> Iterator[Hit]:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for value, name, pattern in patterns:
            offset = content.find(pattern)
            while offset >= 0:
                yield Hit(file, offset, name, value)
                offset = content.find(pattern, offset + 1)


def _encodings(value: str | bytes) -> Iterator[tuple[str, bytes]]:
    plain = value.encode() if isinstance(value, str) else value
    if len(plain) < LEAST_BYTES:
        raise ValueError("A value to look for has at least six bytes.")
    found = {"plain": plain, "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode()}
    for position in range(3):
        found[f"base64+{position}"] = _base64(plain, position, b64encode)
        found[f"base64url+{position}"] = _base64(plain, position, urlsafe_b64encode)
    if isinstance(value, str):
        found |= _text_encodings(value)
    seen: set[bytes] = set()
    for name, pattern in found.items():
        if pattern not in seen:
            seen.add(pattern)
            yield name, pattern


def _text_encodings(value: str) -> dict[str, bytes]:
    plain = value.encode()
    found = {
        "utf-16le": value.encode("utf-16-le"),
        "utf-16be": value.encode("utf-16-be"),
        "json": _json(value),
        "quoted-printable": _escaped(plain, "={:02X}", _PRINTABLE - {ord("=")}),
    }
    for name, kept in (("url", b""), ("url with @", b"@"), ("url with /:@", b"/:@")):
        for form in ("%{:02X}", "%{:02x}"):
            found[f"{name} {form}"] = escaped = _escaped(plain, form, _UNRESERVED | set(kept))
            found[f"{name} {form} +"] = escaped.replace(b"%20", b"+")
    return found


def _escaped(plain: bytes, form: str, kept: set[int]) -> bytes:
    return b"".join(bytes((byte,)) if byte in kept else form.format(byte).encode() for byte in plain)


def _json(value: str) -> bytes:
    units = value.encode("utf-16-be")
    pairs = (units[at : at + 2] for at in range(0, len(units), 2))
    return b"".join(
        pair[1:] if not pair[0] and pair[1:].isascii() else b"\\u" + pair.hex().encode() for pair in pairs
    )


def _base64(plain: bytes, position: int, encode: Callable[[bytes], bytes]) -> bytes:
    """What `plain` looks like after `position` (mod 3) other bytes, without the characters they share."""
    whole = encode(b"\0" * position + plain)
    return whole[(0, 2, 3)[position] : (position + len(plain)) * 8 // 6]


@pytest.fixture
def acting() -> Iterator[Callable[[Actor], None]]:
    """`acting(Actor.system("test"))`: act as somebody for the rest of the test."""
    with ExitStack() as stack:
        yield lambda actor: stack.enter_context(privacy.acting_as(actor))


class LedgerRows:
    """Rows written since the test began, in order: `ledger_rows()`, or `ledger_rows(Event.USE)`."""

    def __init__(self) -> None:
        self._since = privacy.ledger.size()

    def __call__(self, *events: Event) -> tuple[Row, ...]:
        """Rows of these events, or of all."""
        found = privacy.ledger.rows(since=self._since, limit=100_000)
        return tuple(row for row in found if not events or row.event in events)


def readable(*rows: Row) -> str:
    """Everything in these rows, with bytes as the text they would be if nobody had sealed them.

    `str(row)` escapes whatever in its bytes is not ASCII: a Japanese name is never found there.
    """
    sealed = b"\n".join(one for row in rows for one in row.references)
    return "\n".join([*map(str, rows), sealed.decode(errors="replace")])


@pytest.fixture
def ledger_rows(request: pytest.FixtureRequest) -> LedgerRows:
    """What the ledger says about this test."""
    # Only the databases, not a transaction: the ledger has a connection of its own.
    request.getfixturevalue("django_db_setup")
    return LedgerRows()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,  # noqa: ARG001 -- settings first, then databases
    django_db_modify_db_settings: None,  # noqa: ARG001 -- a database of its own for each worker of pytest-xdist
    django_db_blocker: Any,
) -> Iterator[None]:
    """All three stores, whichever of them a test names: the ledger is written over connections of its own.

    A test marked `django_db(databases=["default", "keys"])` leaves its rows in the ledger for good.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "MigrationExecutor", StoreExecutor)
        made = setup_databases(verbosity=request.config.option.verbose, interactive=False)
    yield
    privacy.ledger.close()
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=request.config.option.verbose)
