"""Erasure: asked for, perhaps called back, and then done in steps that resume after a crash.

Whoever asks for *now* has the keys destroyed before `schedule_erasure` returns: what comes after (sessions,
rows, recipients, the last mail) no longer finds anything to read. The address for the last mail is carried
under a key of its own before, and that key dies with the mail.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from small_trades.privacy import _ledger as ledger
from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import PATIENT, brokered
from small_trades.privacy._consents.keeping import forget_consents
from small_trades.privacy._keys import epochs, store
from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights import ending
from small_trades.privacy._rights.asking import apps_rows, verbs
from small_trades.privacy._rights.models import Erasure, ErasureState, Step
from small_trades.privacy._rights.requests import finish, withdraw_rest
from small_trades.privacy._rights.words import UNDO_WITHIN, RequestState
from small_trades.privacy.errors import DoorError, Erased, OutOfOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from uuid import UUID

_LEASE: Final = timedelta(minutes=5)
_MOST_TRIES: Final = 5
_CODE_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LOOK_AGAIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """How an erasure stands, and what it did; nothing in it is about whom.

    `recipients` are ids of those who were given something; `recipients_told` those who confirmed to have
    heard of the erasure. `is_notified` is None where there was no address to write to.
    """

    id: UUID
    subject: UUID
    code: str
    state: ErasureState
    asked_at: datetime
    due_at: datetime
    destroyed_at: datetime | None
    ended_at: datetime | None
    keys_destroyed: int
    keys_held: int
    held_until: date | None
    rows_removed: int
    is_notified: bool | None
    recipients: tuple[str, ...]
    recipients_told: tuple[str, ...]

    @property
    def can_undo(self) -> bool:
        """Whether nothing has happened yet."""
        return self.state == ErasureState.SCHEDULED and timezone.now() < self.due_at


@brokered(seconds=PATIENT, within=transaction.atomic)
def schedule_erasure(
    subject: UUID, *, now: bool, request_id: UUID | None = None, reason: str = ""
) -> Receipt:
    """Erase a person in 72 hours, or at once.

    With `now`, nothing of the person that nothing waits for opens any more when this returns; the caller
    hands the rest to a task that calls `erase`. Asked twice, there is one erasure; `now` hastens the first.
    `reason` is for whoever does it in the person's place; the person can read it.
    Raises Erased for a number that is nobody's, and Undeclared where nobody acts.
    """
    _require_actor()
    # At once is all or nothing, in one commit of each store: nothing is left to resume before the keys died.
    with _both_stores() if now else nullcontext():
        row = _of(subject)
        if row is None:
            due_at = timezone.now() + (timedelta() if now else UNDO_WITHIN)
            row = _schedule(subject, request_id, due_at, reason, is_told_soon=now)
        elif now:
            Erasure.objects.filter(pk=row.pk, state=ErasureState.SCHEDULED).update(due_at=timezone.now())
        if now:
            _run(row.pk, until=Step.END_SESSIONS)
    if now:
        store.forget_cached()
    return _receipt(Erasure.objects.get(pk=row.pk))


@brokered
def undo_erasure(erasure_id: UUID) -> Receipt:
    """Call an erasure back. Raises OutOfOrder once it has begun, and where there is none."""
    _require_actor()
    undone = Erasure.objects.filter(
        pk=erasure_id, state=ErasureState.SCHEDULED, busy_until=None, due_at__gt=timezone.now()
    ).update(state=ErasureState.UNDONE, ended_at=timezone.now())
    row = Erasure.objects.filter(pk=erasure_id).first()
    if row is None or not undone:
        raise OutOfOrder("unknown" if row is None else row.state)
    _tell(row.subject, "undone")
    return _receipt(row)


@brokered(seconds=PATIENT)
def erase(erasure_id: UUID) -> Receipt:
    """Do what is left of an erasure that is due. Calling it again, also after a crash, is always right.

    What waits for something is looked at again. Raises DoorError where the last mail or a recipient could
    not be reached and it should be tried again later, OutOfOrder where there is no such erasure.
    """
    _require_actor()
    _run(erasure_id, until=None)
    row = Erasure.objects.filter(pk=erasure_id).first()
    if row is None:
        raise OutOfOrder("unknown")
    return _receipt(row)


@brokered
def erasures_due(now: datetime) -> tuple[UUID, ...]:
    """Erasures that have something to do: due, interrupted, or waiting for what may have ended."""
    ready = Q(due_at__lte=now) & (Q(busy_until=None) | Q(busy_until__lte=now))
    rows = Erasure.objects.filter(ready, ended_at=None)
    return tuple(rows.order_by("due_at", "pk").values_list("pk", flat=True))


@brokered
def erasure_of(subject: UUID) -> Receipt | None:
    """The erasure of a person that was not called back."""
    row = _of(subject)
    return None if row is None else _receipt(row)


@brokered
def receipt(code: str) -> Receipt | None:
    """The erasure whose receipt has this code; spaces, hyphens and case do not matter."""
    tidy = "".join(code.split()).replace("-", "").upper()
    row = Erasure.objects.filter(code=tidy).first() if tidy else None
    return None if row is None else _receipt(row)


@contextmanager
def _both_stores() -> Iterator[None]:
    # Whichever commits first, an app's `prepare` and `held` cope with the other's end.
    with transaction.atomic(using=epochs.STORE), apps_rows():
        yield


def _of(subject: UUID) -> Erasure | None:
    found = Erasure.objects.filter(subject=subject).exclude(state=ErasureState.UNDONE)
    return found.order_by("-pk").first()


def _schedule(
    subject: UUID, request_id: UUID | None, due_at: datetime, reason: str, *, is_told_soon: bool
) -> Erasure:
    if not DataSubject.objects.filter(pk=subject, erased_at=None).exists():
        raise Erased("the person was erased, or never was")
    row = Erasure(
        subject=subject, request_id=request_id, code=_new_code(), asked_at=timezone.now(), due_at=due_at
    )
    try:
        with transaction.atomic(using=epochs.STORE):
            row.save(force_insert=True)
    except IntegrityError:
        return Erasure.objects.get(subject=subject, ended_at=None)
    # Rows are written in order: the one of the keys, which is waited for, ends the wait for this one too.
    _tell(subject, "scheduled", reason, is_awaited=not is_told_soon)
    return row


def _run(erasure_id: UUID, *, until: Step | None) -> None:
    with _claimed(erasure_id) as row:
        while row is not None and row.ended_at is None and row.step != until:
            step = Step(row.step)
            following = _STEPS[step](row)
            if following is None:
                return
            row.step, row.tries = following, 0
            row.save()


@contextmanager
def _claimed(erasure_id: UUID) -> Iterator[Erasure | None]:
    """The row, for this worker alone; None where another has it, it is not due, or it is over."""
    now = timezone.now()
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    mine = Erasure.objects.filter(free, pk=erasure_id, ended_at=None, due_at__lte=now)
    if not mine.update(busy_until=now + _LEASE):
        yield None
        return
    try:
        yield Erasure.objects.get(pk=erasure_id)
    finally:
        Erasure.objects.filter(pk=erasure_id).update(busy_until=None)


def _prepare(row: Erasure) -> Step | None:
    """Keep the address for the last mail under a key of its own; note to whom something went."""
    if row.state == ErasureState.WAITING and ending.plan(row.subject).is_waiting:
        row.due_at = timezone.now() + _LOOK_AGAIN
        row.save()
        return None
    row.state = ErasureState.RUNNING
    row.begun_at = row.begun_at or timezone.now()
    row.recipients = list(ending.recipients_of(row.subject)) or row.recipients
    any(prepare(row.subject, row.pk) for prepare in verbs("farewell", "prepare"))
    for prepare in verbs("recipients", "prepare_erasure"):
        prepare(row.subject, tuple(row.recipients))
    return Step.DESTROY


def _destroy(row: Erasure) -> Step:
    _tell(row.subject, "keys destroyed")
    # Frozen first: what is asked of the apps after this cannot be followed by something newer.
    ending.freeze(row.subject)
    planned = ending.plan(row.subject)
    if planned.is_waiting:
        ending.thaw(row.subject)
    row.tag = b"".join(planned.tags) or row.tag
    row.keys_destroyed = ending.carry_out(row.subject, planned)
    row.keys_held, row.held_until = len(planned.hold), max(planned.hold.values(), default=None)
    row.destroyed_at = row.destroyed_at or timezone.now()
    row.state = ErasureState.WAITING if planned.is_waiting else ErasureState.RUNNING
    return Step.END_SESSIONS


def _end_sessions(row: Erasure) -> Step:
    for end in verbs("subject_data", "end_sessions"):
        end(row.subject)
    return Step.FORGET


def _forget(row: Erasure) -> Step:
    if row.state != ErasureState.WAITING:
        forget_consents(row.subject)
    row.rows_removed += sum(forget(row.subject) for forget in verbs("subject_data", "forget"))
    return Step.TELL


def _tell_recipients(row: Erasure) -> Step:
    told = set(row.recipients_told)
    left = tuple(recipient for recipient in row.recipients if recipient not in told)
    with _trying(row):
        for tell in verbs("recipients", "tell_erasure"):
            told |= set(tell(row.subject, left))
    row.recipients_told = sorted(told)
    return Step.NOTIFY


def _notify(row: Erasure) -> Step:
    with _trying(row):
        sent = [send(row.subject, row.pk) for send in verbs("farewell", "send")]
        row.is_notified = any(sent) or row.is_notified
    for drop in verbs("farewell", "drop"):
        drop(row.subject)
    return Step.FINISH


def _finish(row: Erasure) -> Step | None:
    if row.state == ErasureState.WAITING:
        row.step, row.due_at = Step.PREPARE, timezone.now() + _LOOK_AGAIN
        row.save()
        return None
    if row.tag is not None:
        for at in range(0, len(row.tag), store.TAG_BYTES):
            ledger.forget_tags(bytes(row.tag[at : at + store.TAG_BYTES]))
        row.tag = None
    _record.write(_record.entries(Event.ERASURE, current_actor(), {}, outcome="finished"))
    if row.request is not None and row.request.state == RequestState.DECIDED:
        finish(row.request.pk)
    withdraw_rest(row.subject, but=row.request_id)
    row.state, row.ended_at = ErasureState.DONE, timezone.now()
    row.save()
    return None


_STEPS: Final[dict[Step, Callable[[Erasure], Step | None]]] = {
    Step.PREPARE: _prepare,
    Step.DESTROY: _destroy,
    Step.END_SESSIONS: _end_sessions,
    Step.FORGET: _forget,
    Step.TELL: _tell_recipients,
    Step.NOTIFY: _notify,
    Step.FINISH: _finish,
}


@contextmanager
def _trying(row: Erasure) -> Iterator[None]:
    """A mail or a recipient out of reach is tried again, not for ever: the erasure does not hang on it."""
    try:
        yield
    except DoorError as error:
        row.tries += 1
        row.save()
        if not error.permanent and row.tries < _MOST_TRIES:
            raise


def _tell(subject: UUID, outcome: str, reason: str = "", *, is_awaited: bool = True) -> None:
    people = store.fetch((), {subject})[1]
    rows = _record.entries(Event.ERASURE, current_actor(), people, reason=reason, outcome=outcome)
    pending = [ledger.enqueue(row) for row in rows]
    for row in pending if is_awaited else ():
        row.wait()


def _require_actor() -> None:
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")


def _new_code() -> str:
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(16))


def _receipt(row: Erasure) -> Receipt:
    return Receipt(
        id=row.pk,
        subject=row.subject,
        code=row.code,
        state=ErasureState(row.state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        destroyed_at=row.destroyed_at,
        ended_at=row.ended_at,
        keys_destroyed=row.keys_destroyed,
        keys_held=row.keys_held,
        held_until=row.held_until,
        rows_removed=row.rows_removed,
        is_notified=row.is_notified,
        recipients=tuple(row.recipients),
        recipients_told=tuple(row.recipients_told),
    )
