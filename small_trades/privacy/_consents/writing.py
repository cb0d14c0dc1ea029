"""How anything here is written: under the person's lock, with its ledger row durable before it counts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._consents import standing
from small_trades.privacy._consents.models import Closure
from small_trades.privacy._keys import epochs, store
from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy._policy import policy
from small_trades.privacy.errors import Erased

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from small_trades.privacy._ledger import Event
    from small_trades.privacy.vocabulary import Purpose


@contextmanager
def changing(subject: UUID) -> Iterator[DataSubject | None]:
    """A transaction on `keys` that holds the person's row, or None for a number nobody has.

    Afterwards this process forgets at once, every other one within a second. A ledger that cannot be written
    takes the change back: nothing counts that has no row.
    """
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")
    with transaction.atomic(using=epochs.STORE):
        yield DataSubject.objects.select_for_update(no_key=True).filter(pk=subject).first()
    forget_cached()


def living(person: DataSubject | None) -> DataSubject:
    """The person, or Erased."""
    if person is None or person.erased_at is not None:
        raise Erased("the person was erased, or never was")
    return person


def changed(person: DataSubject, event: Event, outcome: str, *, purposes: str = "") -> None:
    """The durable row, the person's flag, and word to every process. Inside `changing`, after the change."""
    is_restricted = Closure.objects.filter(subject=person, lifted_at=None).exists()
    if is_restricted != person.is_restricted:
        DataSubject.objects.filter(pk=person.pk).update(is_restricted=is_restricted)
        person.is_restricted = is_restricted
    people = store.fetch((), {person.pk})[1]
    _record.write(_record.entries(event, current_actor(), people, purpose=purposes, outcome=outcome))
    # Last: everybody's changes queue for this one row, and the disk is slow.
    store.bump_generation()


def checked_purpose(purpose: Purpose) -> Purpose:
    """`purpose`, or Undeclared and a row."""
    if not policy().declares(purpose):
        _record.undeclared(f"purpose {purpose.id}")
    return purpose


def forget_cached() -> None:
    """Drop keys, consents and closures of this process."""
    store.forget_cached()
    standing.forget_cached()
