"""What becomes of a person's keys: destroyed, held for a law, or left until something ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._broker import brokered
from small_trades.privacy._consents.giving import consents_of
from small_trades.privacy._keys import epochs, store
from small_trades.privacy._keys.adopted import ledger_keys
from small_trades.privacy._keys.models import DataSubject, KeyRing, KeyState, LookUpRow
from small_trades.privacy._ledger import Event
from small_trades.privacy._policy import policy
from small_trades.privacy._rights.holding import classes_of, entries
from small_trades.privacy._rights.words import Fate, Outcome
from small_trades.privacy.vocabulary import RecipientRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from uuid import UUID

    from small_trades.privacy._keys.store import LedgerKey

_PAGE: Final = 1_000
_DISCLOSED: Final = ledger.Wanted({Event.DISCLOSURE: ()})


@dataclass(frozen=True, slots=True)
class Plan:
    """Classes of keys: those that go, those a law holds and until when, those that stay as they are.

    `is_waiting`: something is under way, and the person is not erased before it ends. `tags` find the
    person's ledger rows, where the keys that lead to them are destroyed.
    """

    destroy: tuple[str, ...]
    hold: dict[str, date] = field(default_factory=dict)
    leave: tuple[str, ...] = ()
    is_waiting: bool = False
    tags: tuple[bytes, ...] = ()


def plan(subject: UUID) -> Plan:
    """What today's answers of the apps mean for every living key of a person.

    A key is left while something sealed under it is under way or kept for more than a law, held while
    something sealed under it is kept by law alone, and destroyed otherwise.
    """
    today = timezone.localdate()
    found = entries(subject)
    is_waiting = any(entry.outcome.fate == Fate.WAITING_FOR for entry in found)
    asked = classes_of(found)
    keys = ledger_keys(subject)
    destroy, leave, hold = [], [], {}
    rings = KeyRing.objects.filter(subject_id=subject).exclude(state=KeyState.DESTROYED)
    for key_class in rings.order_by("key_class").values_list("key_class", flat=True):
        outcomes = [outcome for outcome in asked.get(key_class, []) if _lasts(outcome, today)]
        until = max((outcome.until for outcome in outcomes if outcome.until), default=None)
        if key_class == store.RECORDS:
            until = max((day for day in (until, _records_until(subject, keys)) if day), default=None)
        if (key_class == store.RECORDS and is_waiting) or not all(map(_is_locked, outcomes)):
            leave.append(key_class)
        elif until is not None and until >= today:
            hold[key_class] = until
        else:
            destroy.append(key_class)
    tags = tuple(key.tag for key in keys) if store.RECORDS in destroy else ()
    return Plan(tuple(destroy), hold, tuple(leave), is_waiting, tags)


def freeze(subject: UUID) -> bool:
    """From now on no key is made for the person, so that nothing new can be sealed. Whether there is one."""
    with transaction.atomic(using=epochs.STORE, savepoint=False):
        return bool(
            DataSubject.objects.filter(pk=subject, erased_at=None).update(erased_at=timezone.now())
            or DataSubject.objects.filter(pk=subject).exists()
        )


def thaw(subject: UUID) -> None:
    """Something is under way: keys may be made for it."""
    DataSubject.objects.filter(pk=subject).update(erased_at=None)


def carry_out(subject: UUID, planned: Plan) -> int:
    """Destroy and hold, and drop the look-ups that lead to what went. Idempotent.

    How many keys of the person are destroyed by now.
    """
    store.destroy(subject, classes=planned.destroy)
    for key_class, until in planned.hold.items():
        store.hold(subject, key_class, until=until)
    with transaction.atomic(using=epochs.STORE, savepoint=False):
        rows = LookUpRow.objects.filter(subject=subject)
        left = {key_class.partition("_FY")[0] for key_class in planned.leave}
        if rows.exclude(subject_class__in=left).delete()[0]:
            store.bump_generation()
    return KeyRing.objects.filter(subject_id=subject, state=KeyState.DESTROYED).count()


def _records_until(subject: UUID, keys: Sequence[LedgerKey]) -> date | None:
    """Until when the ledger rows must lead to the person: consents, and what third parties were given.

    個人情報保護法 29(2) and its Rules 21 ask for three years. What is entrusted to a processor (27(5)(i)) is
    no provision in that sense and keeps nobody's rows.
    """
    days = [timezone.localdate(row.at) for row in _provisions(keys)]
    # A consent that stands ends with the person, today; it is proof for as long as one withdrawn.
    days += [timezone.localdate(one.withdrawn_at or timezone.now()) for one in consents_of(subject)]
    kept = policy().retention_class(store.RECORDS).kept_until
    return kept(max(days)) if days else None


@brokered
def recipients_of(subject: UUID) -> tuple[str, ...]:
    """Ids of everybody who was given something of a person, as the ledger has it."""
    return tuple(sorted({row.recipient for row in _disclosures(ledger_keys(subject))}))


def _provisions(keys: Sequence[LedgerKey]) -> Iterator[ledger.Row]:
    outside = {recipient.id for recipient in policy().recipients if recipient.role != RecipientRole.PROCESSOR}
    return (row for row in _disclosures(keys) if row.recipient in outside)


def _disclosures(keys: Sequence[LedgerKey]) -> Iterator[ledger.Row]:
    before: int | None = None
    tags = [key.tag for key in keys]
    while tags:
        page = ledger.rows_for(*tags, limit=_PAGE, before=before, wanted=_DISCLOSED)
        yield from page
        if len(page) < _PAGE:
            return
        before = page[-1].seq


def _lasts(outcome: Outcome, today: date) -> bool:
    return outcome.fate == Fate.WAITING_FOR or (outcome.until is not None and outcome.until >= today)


def _is_locked(outcome: Outcome) -> bool:
    return outcome.fate != Fate.WAITING_FOR and outcome.by_law_alone
