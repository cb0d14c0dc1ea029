# ruff: noqa: SLF001 -- the engine's own handle, whose insides nobody else may see
"""Sealing: what a person gave on a form with a notice, what they corrected, and moving it between records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from small_trades.privacy import _ledger as ledger
from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._crypto import pack_group, read_header, seal
from small_trades.privacy._force import stated_version
from small_trades.privacy._keys import store
from small_trades.privacy._keys.models import KeyState
from small_trades.privacy._ledger import Event
from small_trades.privacy._open import Request, alarm, open_sealed, whose
from small_trades.privacy._policy import policy
from small_trades.privacy._sealed import Sealed
from small_trades.privacy.errors import Erased, RefusalReason, Refused, Tampered
from small_trades.privacy.fields import SUBJECT, SealedField

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from small_trades.privacy.vocabulary import Notice

_TRIES: Final = 3


def collect(instance: Model, *, notice: str, **groups: Any) -> None:
    """Seal what a person gave into `instance`, which is then saved by the caller.

    `groups` are the instance's sealed fields by name; None empties one that may be null. `notice` is the id
    of the notice the form showed: its purposes must use each category. The instance must know its `subject`
    and its id. The ledger row is durable when this returns.

    Raises Undeclared (no actor, unknown notice, a category the notice does not name), Erased, and TypeError
    for values that are not of the column's group.
    """
    _seal_given(Event.COLLECTION, instance, notice, groups)


def correct(instance: Model, *, notice: str, **groups: Any) -> None:
    """`collect` for values that replace what the person had given before."""
    _seal_given(Event.CORRECTION, instance, notice, groups)


def carry(source: Sealed[Any], onto: Model, field: str) -> None:
    """Seal a value again for another record of the same person, unopened.

    Takes no purpose, because nobody gets to see it, and writes no row, because nothing happens to the person:
    the new seal keeps the policy version the value was collected under. `field` must hold the same group and
    category. Raises TypeError when it does not or the person differs, Erased, Refused when the key is held.
    """
    target = _sealed_field(onto, field)
    subject, record = _identity(onto)
    blob = _carried(source, target, subject, record)
    put(onto, target, (subject, record), blob)


@brokered
def _carried(source: Sealed[Any], target: SealedField[Any, Any], subject: UUID, record: UUID) -> bytes:
    request = Request.of([source])
    header = request.headers[0]
    if source._subject != subject:
        raise TypeError("A value is carried between records of one person, never to another person.")
    if source._field.group is not target.group or source._field.category.id != target.category.id:
        raise TypeError(f"{source._field} and {target} are not of one group and category.")
    (key,) = request.checked_keys()
    if key.sealing is None:
        raise Erased(str(source._field))
    if key.state != KeyState.ACTIVE:
        raise Refused(RefusalReason.HELD_BY_LAW, str(source._field))
    try:
        content = open_sealed(source, header, key)
    except Tampered as problem:
        alarm(source, problem, request.people)
    (blob,) = _standing(lambda: [_sealed(target, (subject, record), header.version, content)])
    if blob is None:
        raise TypeError(f"{target} cannot be empty.")
    return blob


def _standing(seal_all: Callable[[], list[bytes | None]]) -> list[bytes | None]:
    """What is sealed under keys that still stand afterwards.

    A key is remembered for a moment. One that another process destroyed in it would seal what nobody could
    ever open, and the person would be told that it is kept.
    """
    for _ in range(_TRIES):
        blobs = seal_all()
        if store.are_active(read_header(blob).key_id for blob in blobs if blob is not None):
            return blobs
        store.forget_cached()
    raise Erased("the key was destroyed as often as something was sealed under it")


def _seal_given(event: Event, instance: Model, notice_id: str, groups: dict[str, Any]) -> None:
    _notice(notice_id)
    subject, record = _identity(instance)
    fields = {name: _sealed_field(instance, name) for name in groups}
    given = [(field, groups[name]) for name, field in fields.items()]
    blobs = _sealed_for(event, notice_id, subject, record, given)
    for (name, field), blob in zip(fields.items(), blobs, strict=True):
        if blob is None:
            setattr(instance, name, None)
        else:
            put(instance, field, (subject, record), blob)


@brokered
def _sealed_for(
    event: Event, notice_id: str, subject: UUID, record: UUID, given: list[tuple[SealedField[Any, Any], Any]]
) -> list[bytes | None]:
    """The ciphertexts, in order; None where None was given. The row is durable."""
    if event not in {Event.COLLECTION, Event.CORRECTION}:
        raise ValueError("Values are sealed when they are collected or corrected.")
    notice = _notice(notice_id)
    for field, value in given:
        _check(notice, field, value)
    packed = [None if value is None else pack_group(value) for _, value in given]
    people = store.fetch((), {subject})[1]
    version = stated_version()
    rows = _record.entries(
        event,
        current_actor(),
        people,
        purpose=" ".join(purpose.id for purpose in notice.purposes),
        groups=tuple(sorted({field.group.__name__ for field, value in given if value is not None})),
        outcome=f"notice:{notice.id}",
    )
    pending = [ledger.enqueue(row) for row in rows if any(packed)]
    try:
        fields = [field for field, _ in given]
        return _standing(
            lambda: [
                None if content is None else _sealed(field, (subject, record), version, content)
                for field, content in zip(fields, packed, strict=True)
            ]
        )
    finally:
        for row in pending:
            row.wait()


def _notice(notice_id: str) -> Notice:
    """The notice, where somebody is acting; otherwise Undeclared and a row."""
    try:
        notice = policy().notice(notice_id)
    except KeyError:
        _record.undeclared(f"notice {notice_id}")
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    return notice


def _check(notice: Notice, field: SealedField[Any, Any], value: object) -> None:
    if value is None:
        if not field.null:
            raise TypeError(f"{field} cannot be empty.")
    elif type(value) is not field.group:
        raise TypeError(f"{field} takes {field.group.__name__}, not {type(value).__name__}.")
    if field.category.id not in notice.collects:
        _record.undeclared(f"{field.category.id} under notice {notice.id}")


def _sealed_field(instance: Model, name: str) -> SealedField[Any, Any]:
    try:
        field = instance._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if not isinstance(field, SealedField):
        raise TypeError(f"{type(instance).__name__}.{name} is not a sealed field.")
    return field


def _identity(instance: Model) -> tuple[UUID, UUID]:
    subject, record = getattr(instance, SUBJECT), instance.pk
    if not isinstance(subject, UUID) or not isinstance(record, UUID):
        raise TypeError(
            f"{type(instance).__name__} needs its subject and its id (UUIDs) before values are sealed."
        )
    return subject, record


def _sealed(field: SealedField[Any, Any], whom: tuple[UUID, UUID], version: int, content: bytes) -> bytes:
    subject, record = whom
    key = store.key_for(subject, field.kept_for.key_class(timezone.localdate()))
    if key.sealing is None:
        raise Erased(str(field))
    handle: Sealed[Any] = Sealed(b"", field, subject, record)
    return seal(key.sealing, (key.id, version, field.group_id), whose(handle), content)


def put(instance: Model, field: SealedField[Any, Any], whom: tuple[UUID, UUID], blob: bytes) -> None:
    handle: Sealed[Any] = Sealed(blob, field, *whom)
    handle._is_new = True
    setattr(instance, field.attname, handle)
