"""The second pair of eyes: a proposal comes into force, or goes without a trace."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades.shop.misuse.actions.forget import forget
from small_trades.shop.misuse.models import Refusal


class NotProposedError(Exception):
    """It was confirmed, declined or ended before, its time is over, or it never was; nothing was changed."""


class OwnProposalError(Exception):
    """Whoever proposed a refusal cannot confirm it; nothing was changed."""


def confirm(refusal_id: UUID, *, staff_id: UUID) -> None:
    """Put a proposal into force.

    Raises:
        NotProposedError, OwnProposalError: nothing was changed.
    """
    with transaction.atomic():
        refusal = _proposed(refusal_id)
        if refusal.made_by == staff_id:
            raise OwnProposalError
        refusal.confirmed_by, refusal.confirmed_at = staff_id, timezone.now()
        refusal.save(update_fields=["confirmed_by", "confirmed_at"])


def decline(refusal_id: UUID) -> None:
    """Give a proposal up: its hashes and its evidence are destroyed at once.

    Raises:
        NotProposedError: nothing was changed.
    """
    with transaction.atomic():
        forget(_proposed(refusal_id))


def _proposed(refusal_id: UUID) -> Refusal:
    found = Refusal.objects.select_for_update().filter(
        pk=refusal_id, confirmed_at=None, ended_at=None, expires_at__gt=timezone.now()
    )
    refusal = found.first()
    if refusal is None:
        raise NotProposedError
    return refusal
