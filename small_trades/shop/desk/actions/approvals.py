"""Two people: one of the staff asks for something weighty, another one grants or declines it."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import MANAGER, OWNER
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff

LIFE: Final = timedelta(days=7)
WHO_DECIDES: Final = frozenset({OWNER, MANAGER})


class ApprovalError(Exception):
    """The approval cannot be decided."""


class SamePersonError(ApprovalError):
    """Who asks cannot grant it."""


class MayNotDecideError(ApprovalError):
    """The role does not decide approvals."""


class ApprovalGoneError(ApprovalError):
    """It was decided already, has expired, or never was."""


def ask(kind: ApprovalKind, *, about: UUID, asker: Staff, life: timedelta = LIFE) -> Approval:
    """Ask for a second person; the approval that waits already where this one has been asked for.

    Undecided after `life`, it is gone.
    """
    now = timezone.now()
    with transaction.atomic():
        Approval.objects.filter(decided_at=None, expires_at__lte=now).delete()
        approval, is_new = Approval.objects.get_or_create(
            kind=kind, about=about, asked_by=asker, decided_at=None, defaults={"expires_at": now + life}
        )
    if is_new:
        privacy.staff_event(f"asked for approval: {kind}", about=asker.subject)
    return approval


def decide(approval_id: UUID, *, decider: Staff, is_granted: bool) -> Approval:
    """Grant or decline, once.

    Raises:
        MayNotDecideError: neither owner nor manager; nothing was decided.
        SamePersonError: the decider asked for it; nothing was decided.
        ApprovalGoneError: somebody decided it, or it has expired.
    """
    if decider.role not in WHO_DECIDES:
        raise MayNotDecideError
    with transaction.atomic():
        approval = Approval.objects.select_for_update().filter(pk=approval_id, decided_at=None).first()
        if approval is None or approval.expires_at <= timezone.now():
            raise ApprovalGoneError
        if approval.asked_by_id == decider.pk:
            raise SamePersonError
        approval.decided_by, approval.decided_at, approval.is_granted = decider, timezone.now(), is_granted
        approval.save(update_fields=["decided_by", "decided_at", "is_granted"])
    privacy.staff_event(
        f"{'granted' if is_granted else 'declined'} approval: {approval.kind}", about=decider.subject
    )
    return approval


def granted(kind: ApprovalKind, *, about: UUID) -> Approval | None:
    """The newest approval of this kind that was granted for a record, with who asked and who granted."""
    found = Approval.objects.filter(kind=kind, about=about, is_granted=True)
    return found.select_related("asked_by", "decided_by").order_by("-decided_at").first()
