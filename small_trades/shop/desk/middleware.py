"""Who of the staff is asking."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from small_trades.shop.desk.models import Staff, StaffSession

SESSION_ID = "staff"
SESSION_GENERATION = "staff_generation"
SESSION_MARK = "staff_mark"
SIGNED_IN = "signed in"
_SEEN_EVERY: Final = timedelta(minutes=10)


class StaffMiddleware:
    """Gives every request a lazy `staff`; the session is touched only when a desk page asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        cast("Any", request).staff = SimpleLazyObject(lambda: staff_of(request) or _NOBODY)
        return self.get_response(request)


class Nobody:
    """No member of staff."""

    def __bool__(self) -> bool:
        """Never."""
        return False


_NOBODY = Nobody()


def staff_of(request: HttpRequest) -> Staff | None:
    """The member of staff this session belongs to, if they are still active and the session was not ended."""
    identifier = request.session.get(SESSION_ID)
    if not identifier:
        return None
    live = StaffSession.objects.select_related("staff").filter(
        staff=UUID(identifier),
        mark=request.session.get(SESSION_MARK, ""),
        ended_at__isnull=True,
        staff__is_active=True,
        staff__generation=int(request.session.get(SESSION_GENERATION, 0)),
    )
    found = live.first()
    if found is None:
        return None
    _note_seen(found)
    return found.staff


def _note_seen(session: StaffSession) -> None:
    now = timezone.now()
    if now - session.seen_at > _SEEN_EVERY:
        StaffSession.objects.filter(pk=session.pk).update(seen_at=now)
