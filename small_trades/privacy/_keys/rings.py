"""Wrapped keys by the thousand, as rotation and the breach report pass over them: rows, no models.

Statements are the engine's own words and go past the ORM, whose objects would cost several times what opening
a key costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from django.db import connections, transaction

from small_trades.privacy._crypto import unwrap, wrap
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy._keys.models import KeyState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PAGE: Final = 5_000


class Ring(NamedTuple):
    """A living key as stored. `ids` are the 16 bytes of its own UUID and the 16 of its person's."""

    ids: bytes
    key_class: str
    wrapped: bytes
    epoch: int

    @property
    def id(self) -> bytes:
        return self.ids[:16]

    @property
    def subject(self) -> bytes:
        return self.ids[16:]

    def opened(self, cipher: AESGCM) -> bytes:
        """What is wrapped; Tampered where it was changed or moved."""
        return unwrap(cipher, self.wrapped, ring_place(self.ids, self.epoch, self.key_class))

    def rewrapped(self, secret: bytes, epoch: int, cipher: AESGCM) -> bytes:
        """The secret, wrapped in another epoch for the same row."""
        return wrap(cipher, secret, ring_place(self.ids, epoch, self.key_class))


def ring_place(ids: bytes, epoch: int, key_class: str) -> bytes:
    """What a wrapped key is bound to: its row and person (`Ring.ids`), epoch and class."""
    return b"ring" + ids + epoch.to_bytes(4) + key_class.encode()


def living(*, after: bytes | None, limit: int, but_epoch: int = 0, key_class: str = "") -> list[Ring]:
    """The next keys after an id, in the order of ids: of a class where given, without those of an epoch."""
    condition, values = "", []
    if after is not None:
        condition, values = " AND id > %s", [_id(after)]
    if key_class:
        condition, values = f"{condition} AND key_class = %s", [*values, key_class]
    ids = "uuid_send(id) || uuid_send(subject_id)" if _is_postgresql() else "id || subject_id"
    with connections[STORE].cursor() as cursor:
        cursor.execute(
            f"SELECT {ids}, key_class, wrapped, epoch FROM privacy_keys_keyring "  # noqa: S608 -- own words
            f"WHERE state <> %s AND epoch <> %s{condition} ORDER BY id LIMIT %s",
            [KeyState.DESTROYED.value, but_epoch, *values, limit],
        )
        if _is_postgresql():
            return [Ring(bytes(ids), *rest) for ids, *rest in cursor.fetchall()]
        return [Ring(bytes.fromhex(ids), *rest) for ids, *rest in cursor.fetchall()]


def every_ring(key_class: str) -> Iterator[Ring]:
    """All living keys of a class, read page by page."""
    last: bytes | None = None
    while page := living(after=last, limit=PAGE, key_class=key_class):
        yield from page
        last = page[-1].id


def replace(made: Sequence[tuple[Ring, bytes]], epoch: int) -> int:
    """Store what was wrapped anew, each in place of what was read; says how many there were.

    A key that was destroyed since it was read stays destroyed. One that somebody is destroying right now is
    passed over: nothing is waited for while others are locked.
    """
    with transaction.atomic(using=STORE), connections[STORE].cursor() as cursor:
        if _is_postgresql():
            cursor.execute(
                "WITH made AS (SELECT unnest(%s::uuid[]) AS id, unnest(%s::bytea[]) AS wrapped, "
                "unnest(%s::integer[]) AS epoch), free AS (SELECT ring.id FROM privacy_keys_keyring ring "
                "JOIN made USING (id) WHERE ring.epoch = made.epoch AND ring.state <> 'destroyed' "
                "FOR UPDATE OF ring SKIP LOCKED) "
                "UPDATE privacy_keys_keyring ring SET wrapped = made.wrapped, epoch = %s "
                "FROM made JOIN free USING (id) WHERE ring.id = made.id",
                [
                    [ring.id.hex() for ring, _wrapped in made],
                    [wrapped for _ring, wrapped in made],
                    [ring.epoch for ring, _wrapped in made],
                    epoch,
                ],
            )
        else:
            cursor.executemany(
                "UPDATE privacy_keys_keyring SET wrapped = %s, epoch = %s "
                "WHERE id = %s AND epoch = %s AND state <> 'destroyed'",
                [(wrapped, epoch, ring.id.hex(), ring.epoch) for ring, wrapped in made],
            )
        return int(cursor.rowcount)


def _is_postgresql() -> bool:
    return connections[STORE].vendor == "postgresql"


def _id(identifier: bytes) -> Any:
    # How each engine stores a UUID, which a statement of our own has to know.
    return UUID(bytes=identifier) if _is_postgresql() else identifier.hex()
