"""Leaving: a person's information is erased, in 72 hours or at once, and a task does what takes time."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.rights import (
    Channel,
    Decision,
    Identified,
    ReasonCode,
    Receipt,
    RequestKind,
    RequestState,
)
from small_trades.shop.kernel.later import later


def leave(subject: UUID, *, now: bool, request_id: UUID | None = None, reason: str = "") -> Receipt:
    """Erase everything about a person that nothing waits for and no law keeps.

    With `now`, it is unreadable when this returns. What is under way goes when it has ended. `reason` is for
    the person to read, where somebody else does it for them.

    Raises:
        Erased: nobody has this number, or they were erased without a receipt.
    """
    receipt = privacy.rights.schedule_erasure(subject, now=now, request_id=request_id, reason=reason)
    if receipt.ended_at is None:
        later("rights.erase", receipt.id, after=receipt.due_at)
    return receipt


def stay(erasure_id: UUID) -> Receipt:
    """Call an erasure back.

    Raises:
        OutOfOrder: it has begun, or there is none; nothing was changed.
    """
    return privacy.rights.undo_erasure(erasure_id)


def erase_due() -> int:
    """Hand every erasure that has something to do to a task of its own; how many there were."""
    due = privacy.rights.erasures_due(timezone.now())
    for erasure_id in due:
        later("rights.erase", erasure_id)
    return len(due)


def leave_as_asked(subject: UUID, *, now: bool, how: Identified, channel: Channel) -> Receipt:
    """Erase a person who asks for it and showed who they are: asked, identified, granted, and begun.

    A request of theirs that waits at the desk is this one. `how` and `channel` go into its record.

    Raises:
        Erased: nobody has this number, or they were erased already.
    """
    asked = privacy.rights.open_request(subject, RequestKind.ERASE, channel=channel)
    if asked.state == RequestState.ASKED:
        asked = privacy.rights.identify(asked.id, how=how)
    if asked.state == RequestState.IDENTIFIED:
        privacy.rights.decide(asked.id, Decision.GRANTED, reason=ReasonCode.AS_ASKED)
    return leave(subject, now=now, request_id=asked.id)


def call_back(subject: UUID) -> Receipt:
    """Call the erasure of a person back, and withdraw the request it came from.

    Raises:
        OutOfOrder: it has begun, or there is none; nothing was changed.
    """
    erasure = privacy.rights.erasure_of(subject)
    if erasure is None:
        raise privacy.OutOfOrder("no erasure")
    undone = stay(erasure.id)
    for request in privacy.rights.requests_of(subject):
        if request.kind == RequestKind.ERASE and request.is_open:
            privacy.rights.withdraw_request(request.id)
    return undone
