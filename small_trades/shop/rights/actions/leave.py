"""Leaving: a person's information is erased, in 72 hours or at once, and a task does what takes time."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.rights import Receipt
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
