"""Browsers that are signed in at the desk: one row each, ended one by one or all but one's own."""

from secrets import token_hex
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import OWNER
from small_trades.shop.account.devices import browser_of, device_of
from small_trades.shop.desk.models import Staff, StaffSession
from small_trades.shop.kernel.later import later


class NotYourSessionError(Exception):
    """There is no such session that lasts, or it is not theirs to end; nothing was changed."""


def begin(staff: Staff, *, user_agent: str) -> str:
    """Note a browser that has just signed in; whose first one of its kind it is, is told by mail.

    Returns the mark that its ledger rows carry.
    """
    device, browser = device_of(user_agent), browser_of(user_agent)
    with transaction.atomic():
        earlier = StaffSession.objects.filter(staff=staff)
        is_strange = earlier.exists() and not earlier.filter(device=device, browser=browser).exists()
        session = StaffSession.objects.create(
            staff=staff, subject=staff.subject, mark=token_hex(8), device=device, browser=browser
        )
        if is_strange:
            later("desk.send_sign_in", session.pk)
    return session.mark


def end_session(session_id: UUID, *, by: Staff) -> Staff:
    """End a session of one's own, or as an owner of anybody's; its next click finds nobody signed in.

    Returns whose it was.

    Raises:
        NotYourSessionError: nothing was changed.
    """
    found = StaffSession.objects.select_related("staff").filter(pk=session_id, ended_at__isnull=True).first()
    if found is None or (found.staff_id != by.pk and by.role != OWNER):
        raise NotYourSessionError
    if not _end(StaffSession.objects.filter(pk=found.pk)):
        raise NotYourSessionError
    privacy.staff_event("one session ended", about=found.staff.subject)
    return found.staff


def end_all_sessions(staff_id: UUID, *, by: Staff) -> Staff:
    """End every session of somebody else's; only an owner may.

    Raises:
        NotYourSessionError: `by` is no owner, it is their own, or there is no such person.
    """
    staff = Staff.objects.filter(pk=staff_id).exclude(pk=by.pk).first()
    if staff is None or by.role != OWNER:
        raise NotYourSessionError
    end_rows(staff)
    privacy.staff_event("all sessions ended", about=staff.subject)
    return staff


def end_rows(staff: Staff, *, but: str | None = None) -> None:
    """Every session of theirs ends, but the one of this mark."""
    rows = StaffSession.objects.filter(staff=staff)
    _end(rows if but is None else rows.exclude(mark=but))


def end_here(staff_id: UUID, mark: str) -> None:
    """The browser of this mark signs out, or somebody signs in there anew."""
    _end(StaffSession.objects.filter(staff=staff_id, mark=mark))


def _end(rows: QuerySet[StaffSession]) -> int:
    return rows.filter(ended_at__isnull=True).update(ended_at=timezone.now())
