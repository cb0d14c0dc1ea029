"""Asking for more openings than the hour allows, and what happens when a second person grants it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import RequestText
from small_trades.shop.desk.actions import approvals
from small_trades.shop.desk.models import Approval, ApprovalKind, OpeningRequest, Staff

HOUR: Final = timedelta(hours=1)
ASKED_FOR: Final = timedelta(hours=8)
"""A wish of this working day; undecided at its end, it is gone."""


def ask_openings(staff: Staff, *, people: int, reason: str) -> Approval:
    """Ask a second person to let somebody open so many people more, for an hour from the answer."""
    wish = OpeningRequest(subject=staff.subject, staff=staff, people=people)
    with transaction.atomic():
        privacy.collect(wish, notice="staff-login", reason=RequestText(reason))
        wish.save()
        return approvals.ask(ApprovalKind.OPENING, about=wish.pk, asker=staff, life=ASKED_FOR)


def allow(approval: Approval) -> None:
    """A second person granted it: the hour begins now.

    Raises:
        approvals.ApprovalGoneError: the wish is forgotten.
    """
    wish = OpeningRequest.objects.filter(pk=approval.about).first()
    if wish is None:
        raise approvals.ApprovalGoneError
    privacy.allow_openings(wish.staff_id, extra=wish.people, until=timezone.now() + HOUR)


def forget_old_wishes(now: datetime) -> int:
    """Remove the wishes of an earlier day; answers how many rows."""
    return OpeningRequest.objects.filter(asked_at__lt=now - 2 * ASKED_FOR).delete()[0]
