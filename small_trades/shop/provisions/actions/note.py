"""Note which recipients must be told of a correction, a stop or an erasure; the same twice is noted once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from small_trades.policy.declaration import MAKER
from small_trades.shop.kernel.later import later
from small_trades.shop.provisions.channels import Channel, channel_of
from small_trades.shop.provisions.models import RecipientNotice
from small_trades.shop.provisions.queries.holding import (
    Holding,
    corrected,
    holdings,
    of_recipients,
    stopped,
    withdrawn,
)
from small_trades.shop.provisions.states import Change, ToldState


def note_corrections(person: UUID, recipients: Collection[str]) -> None:
    """Those who hold an item that was corrected after they were given it."""
    for held in of_recipients(holdings(person), recipients):
        since = corrected(person, held)
        if since is not None:
            _note(person, held, Change.CORRECTION, since)


def note_stops(person: UUID, recipients: Collection[str]) -> None:
    """Those who hold something for what is stopped now; a maker whose consent is gone erases it."""
    for held in of_recipients(holdings(person), recipients):
        since = stopped(person, held)
        if since is not None:
            _note(person, held, Change.STOP, since)
        gone = withdrawn(person, held) if held.recipient == MAKER.id else None
        if gone is not None and gone > held.given_at:
            _note(person, held, Change.ERASURE, gone)


def prepare_erasure(person: UUID, recipients: Collection[str]) -> None:
    """Everybody who will still hold something when the person is gone; they are told once the keys are."""
    for held in of_recipients(holdings(person), recipients):
        if not held.is_under_way:
            _note(person, held, Change.ERASURE, held.given_at, is_due=False)


def tell_erasure(person: UUID) -> None:
    """The keys are destroyed: what was prepared is told now."""
    waiting = RecipientNotice.objects.filter(
        person=person, what=Change.ERASURE, state=ToldState.WAITING, due_at=None
    )
    for notice in waiting:
        _tell_now(notice)


def _note(
    person: UUID, held: Holding, what: Change, since: datetime, *, is_due: bool = True
) -> RecipientNotice | None:
    """The notice, unless there is one made after `since`; what waits already will tell the newest."""
    same: dict[str, Any] = {
        "person": person,
        "recipient": held.recipient,
        "what": what,
        "about": held.about,
        "record": held.record,
    }
    if RecipientNotice.objects.filter(**same, made_at__gte=since).exists():
        return None
    notice, is_new = RecipientNotice.objects.get_or_create(**same, state=ToldState.WAITING)
    if is_new and is_due:
        _tell_now(notice)
    return notice


def _tell_now(notice: RecipientNotice) -> None:
    if channel_of(notice.recipient) is Channel.CONNECTION:
        RecipientNotice.objects.filter(pk=notice.pk).update(due_at=timezone.now())
        later("provisions.tell", notice.pk)
