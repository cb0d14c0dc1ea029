"""Counting people opened, exactly, whichever process or thread opens them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._budget.models import Opening, Pot
from small_trades.privacy._decide import Refusal
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy.errors import RefusalReason
from small_trades.privacy.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime
    from uuid import UUID

    from small_trades.privacy._decide import Intent

HOUR: Final = timedelta(hours=1)
DEFAULT: Final = 30
_TAGS_PER_QUERY: Final = 500


@dataclass(frozen=True, slots=True)
class OpeningBudget:
    """How a member of staff stands: `spent` of `most` people this hour; `until` ends what was added."""

    spent: int
    most: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Approved:
    """A pot of its own from which at most `most` people are opened."""

    pot: UUID
    most: int


_approved: ContextVar[Approved | None] = ContextVar("approved openings", default=None)


def refusal_of(intent: Intent, tags: Collection[bytes]) -> Refusal | None:
    """Count these people as opened by the actor, or say that the budget does not reach; then none is counted.

    Staff alone have a budget, and not for the purposes in `PRIVACY["UNCOUNTED_PURPOSES"]`.
    """
    actor = intent.actor
    if actor.kind != ActorKind.STAFF or actor.id is None:
        return None
    if intent.purpose.id in settings.PRIVACY.get("UNCOUNTED_PURPOSES", ()):
        return None
    approved = _approved.get()
    if approved is not None:
        return _take(approved.pot, frozenset(tags), approved.most, since=None)
    return _take(actor.id, frozenset(tags), per_hour(actor.role), since=timezone.now() - HOUR)


def per_hour(role: str) -> int:
    """How many people a role may open in an hour."""
    limits: dict[str, int] = settings.PRIVACY.get("OPENINGS_PER_HOUR", {})
    return limits.get(role, limits.get("", DEFAULT))


@brokered
def openings_of(staff_id: UUID, role: str) -> OpeningBudget:
    """How the budget of a member of staff stands now."""
    now = timezone.now()
    pot = Pot.objects.filter(pk=staff_id, until__gt=now).first()
    spent = Opening.objects.filter(pot=staff_id, at__gt=now - HOUR).count()
    return OpeningBudget(spent, per_hour(role) + (pot.extra if pot else 0), pot.until if pot else None)


@brokered
def allow_openings(staff_id: UUID, *, extra: int, until: datetime) -> None:
    """Let a member of staff open `extra` people more until a time: what a second person granted."""
    with transaction.atomic(using=STORE):
        pot = _locked(staff_id)
        is_running = pot.until is not None and pot.until > timezone.now()
        pot.extra = extra + (pot.extra if is_running else 0)
        pot.until = until
        pot.save(update_fields=["extra", "until"])


@contextmanager
def openings_from(pot: UUID, *, most: int) -> Iterator[None]:
    """Take openings from a pot of their own, such as an export that a second person approved.

    At most `most` people are opened from it, however often; the actor's hour is not touched.
    """
    with taking_from(Approved(pot, most)):
        yield


def current_pot() -> Approved | None:
    """What `openings_from` says in this block; None where the actor's own hour counts."""
    return _approved.get()


@contextmanager
def taking_from(pot: Approved | None) -> Iterator[None]:
    """Count in the block as `current_pot` said elsewhere."""
    token = _approved.set(pot)
    try:
        yield
    finally:
        _approved.reset(token)


@brokered
def forget_pot(pot: UUID) -> None:
    """What was opened from a pot is counted no longer: it is over."""
    with transaction.atomic(using=STORE):
        Opening.objects.filter(pot=pot).delete()
        Pot.objects.filter(pk=pot).delete()


@brokered
def forget_openings(before: datetime) -> int:
    """Remove what was counted before a time and counts no longer; answers how many rows."""
    with transaction.atomic(using=STORE):
        return Opening.objects.filter(at__lt=before).delete()[0]


def _take(pot: UUID, tags: frozenset[bytes], most: int, *, since: datetime | None) -> Refusal | None:
    # Who was opened a moment ago is no news: no lock, nothing written.
    if tags <= _known(pot, tags, since):
        return None
    with transaction.atomic(using=STORE):
        held = _locked(pot)
        if since is not None:
            Opening.objects.filter(pot=pot, at__lte=since).delete()
        known = _known(pot, tags, since)
        spent = Opening.objects.filter(pot=pot).count()
        if held.until is not None and held.until > timezone.now():
            most += held.extra
        if spent + len(tags - known) > most:
            return Refusal(
                RefusalReason.BUDGET_SPENT, f"{spent} of {most}, {len(tags - known)} more asked for"
            )
        now = timezone.now()
        Opening.objects.bulk_create(Opening(pot=pot, tag=tag, at=now) for tag in tags - known)
    return None


def _known(pot: UUID, tags: Collection[bytes], since: datetime | None) -> set[bytes]:
    rows = Opening.objects.filter(pot=pot)
    if since is not None:
        rows = rows.filter(at__gt=since)
    some = list(tags)
    return {
        bytes(tag)
        for at in range(0, len(some), _TAGS_PER_QUERY)
        for tag in rows.filter(tag__in=some[at : at + _TAGS_PER_QUERY]).values_list("tag", flat=True)
    }


def _locked(pot: UUID) -> Pot:
    Pot.objects.bulk_create([Pot(pk=pot)], ignore_conflicts=True)
    return Pot.objects.select_for_update().get(pk=pot)
