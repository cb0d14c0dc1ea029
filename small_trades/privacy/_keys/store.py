"""Key rings: one random key per person and retention class, made at need, fetched many at once, destroyed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connections, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._broker import brokered
from small_trades.privacy._crypto import KEY_BYTES, SealingKey, derive, random_key, unwrap, wrap
from small_trades.privacy._keys import secrets, years
from small_trades.privacy._keys.cache import ShortLived
from small_trades.privacy._keys.epochs import STORE, EpochGone, epochs, open_epochs
from small_trades.privacy._keys.models import DataSubject, Generation, KeyRing, KeyState, LookUpRow
from small_trades.privacy._keys.rings import every_ring, ring_place
from small_trades.privacy._ledger import Event
from small_trades.privacy.errors import Erased, RefusalReason, Refused, Tampered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from small_trades.privacy._keys.rings import Ring

RECORDS: Final = "RECORDS"
TAG_BYTES: Final = 16
_TRIES: Final = 5
_KEYS_PER_QUERY: Final = 10_000  # SQLite takes some 32,000 parameters


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A key as fetched. `sealing` is None once it is destroyed; the class RECORDS alone has `ledger`.

    `is_restricted`: an objection or a restriction of the person stands.
    """

    id: bytes
    subject: UUID
    key_class: str
    state: str
    sealing: SealingKey | None
    ledger: LedgerKey | None
    is_restricted: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class LedgerKey:
    """How a person is named in the ledger: `tag` finds their rows, `cipher` seals who they are into each."""

    tag: bytes
    cipher: AESGCM


_by_id: ShortLived[bytes, Key] = ShortLived()
_by_class: ShortLived[tuple[UUID, str], Key] = ShortLived()
_records: ShortLived[UUID, Key] = ShortLived()


@brokered
def new_subject() -> UUID:
    """A new person, with the key that their ledger rows are sealed under."""
    with transaction.atomic(using=STORE):
        subject = DataSubject.objects.create()
        _create(subject.pk, RECORDS)
    return subject.pk


def fetch(
    key_ids: Iterable[bytes], subjects: Iterable[UUID]
) -> tuple[dict[bytes, Key], dict[UUID, LedgerKey]]:
    """Keys by id, and the ledger keys of persons, in at most one query. What does not exist is left out."""
    wanted = _by_id.get_many(key_ids)
    persons = _records.get_many(subjects)
    missing_ids = [UUID(bytes=key_id) for key_id, key in wanted.items() if key is None]
    missing = [subject for subject, key in persons.items() if key is None]
    for at in range(0, max(len(missing_ids), len(missing)), _KEYS_PER_QUERY):
        some = slice(at, at + _KEYS_PER_QUERY)
        for key in _read(missing_ids[some], missing[some]):
            wanted[key.id] = key
            if key.key_class == RECORDS and key.state != KeyState.DESTROYED:
                persons[key.subject] = key
    found = {key_id: key for key_id, key in wanted.items() if key is not None}
    return found, {subject: key.ledger for subject, key in persons.items() if key is not None and key.ledger}


def key_for(subject: UUID, key_class: str) -> Key:
    """The living key of a person and class, made when there is none yet.

    Erased when the person is, Refused when the key is merely held. Several threads and processes asking at
    once get the same key: the database lets one of them make it.
    """
    cached = _by_class.get((subject, key_class))
    if cached is not None and cached.state == KeyState.ACTIVE:
        return cached
    for _ in range(_TRIES):
        read_at = time.monotonic()
        ring = (
            KeyRing.objects.filter(subject_id=subject, key_class=key_class)
            .exclude(state=KeyState.DESTROYED)
            .select_related("subject")
            .first()
        )
        if ring is None:
            try:
                with transaction.atomic(using=STORE):
                    ring = _create(subject, key_class)
            except IntegrityError:
                continue
        if ring.state == KeyState.HELD:
            raise Refused(RefusalReason.HELD_BY_LAW, f"nothing new is sealed under {key_class}")
        key = _opened(ring)
        if key.state == KeyState.DESTROYED:
            raise Erased(f"the keys of {key_class} were destroyed")
        _remember(key, read_at)
        return key
    raise Erased(f"the key of class {key_class} was destroyed as often as it was made")


def are_active(key_ids: Iterable[bytes]) -> bool:
    """Whether all of these keys stand, by the store itself and not by what this process remembers."""
    wanted = {UUID(bytes=key_id) for key_id in key_ids}
    return KeyRing.objects.filter(pk__in=wanted, state=KeyState.ACTIVE).count() == len(wanted)


@brokered
def destroy(subject: UUID, *, classes: Iterable[str] | None = None) -> int:
    """Destroy a person's keys, for ever; all of them and the person too when `classes` is None.

    Look-ups that live as long as a class go with it, and keys of whom they took over with theirs. Returns
    how many keys there were. Idempotent.
    """
    chosen = None if classes is None else sorted(classes)
    rings = _rings_of(subject).exclude(state=KeyState.DESTROYED)
    with transaction.atomic(using=STORE, savepoint=False):
        if chosen is None:
            DataSubject.objects.filter(pk=subject, erased_at=None).update(erased_at=timezone.now())
        else:
            rings = rings.filter(key_class__in=chosen)
        count = rings.update(state=KeyState.DESTROYED, wrapped=None, destroyed_at=timezone.now())
        lookups = LookUpRow.objects.filter(subject=subject)
        (lookups if chosen is None else lookups.filter(subject_class__in=chosen)).delete()
        bump_generation()
    forget_cached()
    return count


@brokered
def hold(subject: UUID, key_class: str, *, until: date) -> int:
    """Keep a key for what a law demands: from now on it opens for purposes of legal obligation alone."""
    rings = _rings_of(subject).filter(key_class=key_class, state=KeyState.ACTIVE)
    with transaction.atomic(using=STORE, savepoint=False):
        count = rings.update(state=KeyState.HELD, held_until=until)
        bump_generation()
    forget_cached()
    return count


@brokered
def generation() -> int:
    """Rises with every destroyed or held key and dropped look-up: compare before trusting opened values."""
    return Generation.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def every_tag() -> Iterator[tuple[bytes, bytes]]:
    """The 16 bytes of each living person's number, with the tag of their ledger rows.

    A pass over all RECORDS keys. Raises Tampered for one that was changed.
    """
    known = epochs()
    for ring in every_ring(RECORDS):
        cipher = known.ciphers.get(ring.epoch)
        secret = ring.opened(cipher) if cipher is not None else _secret_now(ring)
        if secret is not None:
            yield ring.subject, _ledger_tag(secret)


def living_subjects() -> Iterator[UUID]:
    """Each person with a key that opens, in no order; whoever was taken over is none of their own."""
    living = KeyRing.objects.exclude(state=KeyState.DESTROYED).filter(subject__adopted_by=None).order_by()
    yield from living.values_list("subject_id", flat=True).distinct().iterator()


def living_keys() -> tuple[int, dict[str, int]]:
    """How many persons have a key that opens, and how many keys there are of each class."""
    living = KeyRing.objects.exclude(state=KeyState.DESTROYED).order_by()
    persons = living.filter(subject__adopted_by=None).values("subject_id").distinct().count()
    by_class = living.values_list("key_class").annotate(count=Count("pk"))
    return persons, dict(sorted(by_class))


def bump_generation() -> None:
    """Say to every process that keys or look-ups went."""
    if not Generation.objects.filter(pk=1).update(number=F("number") + 1):
        Generation.objects.get_or_create(pk=1, defaults={"number": 1})


def forget_cached() -> None:
    """Drop every opened key of this process."""
    secrets.forget_cached()
    _by_id.clear()
    _by_class.clear()
    _records.clear()


def _rings_of(subject: UUID) -> QuerySet[KeyRing]:
    """A person's rings, and those of whom they took over."""
    return KeyRing.objects.filter(Q(subject_id=subject) | Q(subject__adopted_by=subject))


def _read(key_ids: list[UUID], subjects: list[UUID]) -> Iterator[Key]:
    read_at = time.monotonic()
    of_person = Q(subject_id__in=subjects, key_class=RECORDS) & ~Q(state=KeyState.DESTROYED)
    rings = KeyRing.objects.filter(Q(pk__in=key_ids) | of_person)
    for ring in rings.select_related("subject"):
        key = _opened(ring)
        _remember(key, read_at)
        yield key


def _create(subject: UUID, key_class: str) -> KeyRing:
    # The lock keeps an erasure from passing between this look and the insert.
    person = DataSubject.objects.select_for_update(no_key=True).filter(pk=subject).first()
    if person is None or person.erased_at is not None:
        raise Erased("the person was erased, or never was")
    known = open_epochs()
    ring = KeyRing(pk=uuid4(), subject=person, key_class=key_class, epoch=known.current)
    secret = under_year(key_class, ring.pk.bytes, subject.bytes, random_key())
    ring.wrapped = wrap(known.cipher(known.current), secret, place_of(ring))
    ring.save(force_insert=True)
    return ring


def under_year(key_class: str, ring: bytes, subject: bytes, secret: bytes) -> bytes:
    """A key of a business year wrapped under that year's secret; any other as it is. Ids are 16 bytes."""
    if not years.is_year(key_class):
        return secret
    cipher = years.cipher(key_class)
    if cipher is None:
        raise Erased(f"the keys of {key_class} were destroyed")
    return wrap(cipher, secret, _year_place(ring, subject, key_class))


def _opened(ring: KeyRing) -> Key:
    try:
        secret = _secret_of(ring)
    except EpochGone:
        # A rotation re-wrapped it after it was read.
        ring.refresh_from_db()
        secret = _secret_of(ring)
    except Tampered as problem:
        _record.write_about_shop(Event.TAMPER, f"key ring {ring.pk} {ring.key_class}: {problem}")
        raise
    sealing = ledger = None
    if secret is not None:
        sealing = SealingKey.of(secret)
        if ring.key_class == RECORDS:
            ledger = LedgerKey(_ledger_tag(secret), AESGCM(derive(secret, b"ledger reference")))
    state = ring.state if secret is not None else KeyState.DESTROYED
    restricted = ring.subject.is_restricted
    return Key(ring.pk.bytes, ring.subject_id, ring.key_class, state, sealing, ledger, restricted)


def _secret_of(ring: KeyRing) -> bytes | None:
    """The key itself; None once it, or its year, was destroyed."""
    if ring.wrapped is None:
        return None
    secret = unwrap(epochs().cipher(ring.epoch), bytes(ring.wrapped), place_of(ring))
    if len(secret) == KEY_BYTES:
        return secret
    cipher = years.known_cipher(ring.key_class)
    place = _year_place(ring.pk.bytes, ring.subject_id.bytes, ring.key_class)
    return unwrap(cipher, secret, place) if cipher is not None else None


def _secret_now(ring: Ring) -> bytes | None:
    """Of a key that a rotation re-wrapped after it was read, or that is gone."""
    stored = KeyRing.objects.filter(pk=UUID(bytes=ring.id)).exclude(state=KeyState.DESTROYED).first()
    return None if stored is None else _secret_of(stored)


def _ledger_tag(secret: bytes) -> bytes:
    return derive(secret, b"ledger tag")[:TAG_BYTES]


def _remember(key: Key, read_at: float) -> None:
    # A key made in a transaction that may yet be rolled back must not seal anything after it.
    if connections[STORE].in_atomic_block:
        return
    _by_id.put(key.id, key, read_at=read_at)
    if key.state != KeyState.DESTROYED:
        _by_class.put((key.subject, key.key_class), key, read_at=read_at)
        if key.key_class == RECORDS:
            _records.put(key.subject, key, read_at=read_at)


def place_of(ring: KeyRing) -> bytes:
    """What a wrapped key is bound to: its row, person, epoch and class."""
    return ring_place(ring.pk.bytes + ring.subject_id.bytes, ring.epoch, ring.key_class)


def _year_place(ring: bytes, subject: bytes, key_class: str) -> bytes:
    return b"year" + ring + subject + key_class.encode()
