# ruff: noqa: SLF001 -- `_meta` is Django's own description of a model; a handle's insides are the engine's
"""Two persons who turn out to be one: what was kept of a guest becomes a member's.

    privacy.can_adopt(guest, into=member)            # None, or why not
    privacy.adopt(guest, into=member, reason="…")    # when this returns, the records are the member's
    privacy.finish_adoption(guest)                   # in a task, minutes later: the keys are destroyed

Every value is sealed anew for the member, inside the engine, under a key of the same class and with the
version of the policy it was collected under: what is wider now reaches it no more than before. The rows of
the ledger stay as they were written; the key that leads to them stays too, and goes when the member's goes.

A record that was read before and is written after names the guest once more. So the guest's keys last a
little longer: finishing looks again, and then destroys them. After a crash it does what is left.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import router, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._collect import put
from small_trades.privacy._consents.models import Closure, Consent
from small_trades.privacy._consents.writing import forget_cached
from small_trades.privacy._crypto import seal
from small_trades.privacy._keys import adopted, epochs, store
from small_trades.privacy._keys.models import DataSubject, KeyRing, KeyState, LookUpRow
from small_trades.privacy._ledger import Event
from small_trades.privacy._open import Request, alarm, open_sealed, whose
from small_trades.privacy._rights.asking import verbs
from small_trades.privacy._rights.holding import models_of_persons
from small_trades.privacy._rights.models import Erasure, ErasureState, RightsRequest
from small_trades.privacy._sealed import Sealed
from small_trades.privacy.errors import Erased, OutOfOrder, RefusalReason, Refused, Tampered
from small_trades.privacy.fields import SUBJECT, SealedField

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Model

    from small_trades.privacy._crypto import Header
    from small_trades.privacy._keys.store import Key


class NotAdoptable(StrEnum):
    """Why somebody is not taken over: what they asked for is about themselves, and is ended first."""

    UNKNOWN = "unknown"
    ADOPTED = "adopted"
    ERASURE = "erasure"
    REQUEST = "request"
    CLOSED = "closed"
    CONSENT = "consent"
    HELD = "held"


def can_adopt(guest: UUID, *, into: UUID) -> NotAdoptable | None:
    """What keeps a guest from being taken over by a person; None where nothing does."""
    said = _why_not(guest, into)
    return None if not said else NotAdoptable(said)


def adopt(guest: UUID, *, into: UUID, reason: str = "") -> None:
    """Make everything that is kept of `guest` the other person's. It cannot be undone.

    A row in the ledger names both, with the `reason` of whoever does it in the person's place. Calling it
    again goes on where it ended; `finish_adoption` belongs into a task some time later.
    Raises OutOfOrder with a word of `NotAdoptable`: then nothing has happened. Undeclared where nobody acts.
    """
    _begin(guest, into, reason)
    _move(guest, into)


def finish_adoption(guest: UUID) -> None:
    """Look once more for records of somebody who was taken over, then destroy their keys. Idempotent.

    Raises OutOfOrder for somebody who was not.
    """
    _move(guest, _adopter(guest))
    _end(guest)


@brokered
def adoptions_unfinished(*, before: datetime) -> tuple[UUID, ...]:
    """Whom `finish_adoption` is still to be called for, of those taken over before a moment."""
    return adopted.unfinished(before)


@brokered
def _why_not(guest: UUID, into: UUID) -> str:
    found = {person.pk: person for person in DataSubject.objects.filter(pk__in=(guest, into))}
    obstacle = _obstacle(found.get(guest), found.get(into))
    return "" if obstacle is None else obstacle.value


@brokered
def _begin(guest: UUID, into: UUID, reason: str) -> None:
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    with transaction.atomic(using=epochs.STORE):
        rows = DataSubject.objects.select_for_update(no_key=True).filter(pk__in=(guest, into))
        found = {person.pk: person for person in rows.order_by("pk")}
        if guest in found and found[guest].adopted_by_id == into:
            return
        obstacle = _obstacle(found.get(guest), found.get(into))
        if obstacle is not None:
            raise OutOfOrder(obstacle.value)
        people = store.fetch((), {guest, into})[1]
        # No key is made for the guest from now on; those there are seal on for a moment.
        DataSubject.objects.filter(pk=guest).update(adopted_by=into, erased_at=timezone.now())
        _record.write(
            _record.entries(Event.REQUEST, current_actor(), people, reason=reason, outcome="adopted")
        )
    forget_cached()


def _obstacle(guest: DataSubject | None, member: DataSubject | None) -> NotAdoptable | None:
    if guest is None or member is None or guest == member:
        return NotAdoptable.UNKNOWN
    both = (guest.pk, member.pk)
    erasures = Erasure.objects.filter(subject__in=both).exclude(state=ErasureState.UNDONE)
    closures = Closure.objects.filter(subject=guest, lifted_at=None, record=None)
    obstacles = {
        NotAdoptable.ADOPTED: guest.adopted_by_id or member.adopted_by_id or guest.adopted.exists(),
        NotAdoptable.ERASURE: guest.erased_at or member.erased_at or erasures.exists(),
        NotAdoptable.REQUEST: RightsRequest.objects.filter(subject=guest.pk, ended_at=None).exists(),
        NotAdoptable.CLOSED: closures.exists(),
        NotAdoptable.CONSENT: Consent.objects.filter(subject=guest, withdrawn_at=None).exists(),
        NotAdoptable.HELD: KeyRing.objects.filter(subject_id__in=both, state=KeyState.HELD).exists(),
    }
    return next((obstacle for obstacle, stands in obstacles.items() if stands), None)


def _move(guest: UUID, into: UUID) -> None:
    """Whatever names the guest names the person now, in the apps' tables and beside the keys."""
    with transaction.atomic():
        for ready in verbs("subject_data", "adopting"):
            ready(guest, into)
        for model in models_of_persons():
            if router.db_for_write(model) != epochs.STORE:
                _move_rows(model, guest, into)
    _move_rest(guest, into)


def _move_rows(model: type[Model], guest: UUID, into: UUID) -> None:
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    rows = model._base_manager.filter(**{SUBJECT: guest})
    for row in rows.select_for_update() if sealed else ():
        _reseal(row, [field for field in sealed if getattr(row, field.attname) is not None], into)
    rows.update(**{SUBJECT: into})


def _reseal(row: Model, fields: list[SealedField[Any, Any]], into: UUID) -> None:
    blobs = _resealed([getattr(row, field.attname) for field in fields], into)
    setattr(row, SUBJECT, into)
    for field, blob in zip(fields, blobs, strict=True):
        put(row, field, (into, row.pk), blob)
    row.save(update_fields=[SUBJECT, *(field.name for field in fields)])


@brokered
def _resealed(values: list[Sealed[Any]], into: UUID) -> list[bytes]:
    request = Request.of(values)
    keys = request.checked_keys()
    # Asked here, where the keys are: nobody's values are sealed for whoever a caller names.
    adopters = {_adopter(item._subject) for item in values if item._subject}
    if adopters - {into}:
        raise OutOfOrder(NotAdoptable.UNKNOWN.value)
    return [
        _sealed_for(item, (header, key), into, request)
        for item, header, key in zip(values, request.headers, keys, strict=True)
    ]


def _sealed_for(item: Sealed[Any], by: tuple[Header, Key], into: UUID, request: Request) -> bytes:
    header, key = by
    if key.sealing is None:
        raise Erased(str(item._field))
    if key.state != KeyState.ACTIVE:
        raise Refused(RefusalReason.HELD_BY_LAW, str(item._field))
    try:
        content = open_sealed(item, header, key)
    except Tampered as problem:
        alarm(item, problem, request.people)
    theirs = store.key_for(into, key.key_class)
    if theirs.sealing is None:
        raise Erased(str(item._field))
    handle: Sealed[Any] = Sealed(b"", item._field, into, item._record)
    return seal(theirs.sealing, (theirs.id, header.version, item._field.group_id), whose(handle), content)


@brokered
def _adopter(guest: UUID) -> UUID:
    found = DataSubject.objects.filter(pk=guest, adopted_by__isnull=False).first()
    if found is None or found.adopted_by_id is None:
        raise OutOfOrder(NotAdoptable.UNKNOWN.value)
    return found.adopted_by_id


@brokered
def _move_rest(guest: UUID, into: UUID) -> None:
    """Look-ups, what was closed for one record, ended consents and requests."""
    if _adopter(guest) != into:
        raise OutOfOrder(NotAdoptable.UNKNOWN.value)
    with transaction.atomic(using=epochs.STORE):
        DataSubject.objects.select_for_update(no_key=True).filter(pk=into).first()
        LookUpRow.objects.filter(subject=guest).update(subject=into)
        Consent.objects.filter(subject_id=guest).update(subject_id=into)
        Closure.objects.filter(subject_id=guest).update(subject_id=into)
        RightsRequest.objects.filter(subject=guest).update(subject=into)
        Erasure.objects.filter(subject=guest).update(subject=into)
        standing = Closure.objects.filter(subject=OuterRef("pk"), lifted_at=None)
        DataSubject.objects.filter(Q(pk=into) | Q(pk=guest)).update(is_restricted=Exists(standing))
        store.bump_generation()
    forget_cached()


@brokered
def _end(guest: UUID) -> None:
    rings = KeyRing.objects.filter(subject_id=guest).exclude(state=KeyState.DESTROYED)
    store.destroy(guest, classes=set(rings.values_list("key_class", flat=True)) - {store.RECORDS})
