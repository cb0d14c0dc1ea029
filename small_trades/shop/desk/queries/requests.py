"""Requests about personal information at the desk: what waits, and one of them. Nothing is opened here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.rights import Request, RequestState
from small_trades.shop.account.words import Words
from small_trades.shop.inquiries import queries as inquiries
from small_trades.shop.rights.letters import opening_of
from small_trades.shop.rights.wording import (
    CHANNELS,
    DECISIONS,
    IDENTIFICATIONS,
    KINDS,
    REASONS,
    STATES,
)


@dataclass(frozen=True)
class RequestView:
    """A request in words. `inquiry_code` is empty where it did not come by one, or that is gone.

    `asked_as` is what it was before; `opening` is what its letter begins with. Both are mostly empty.
    """

    asked: Request
    kind: Words
    channel: Words
    state: Words
    identified: Words
    decision: Words
    reason: Words
    is_late: bool
    inquiry_code: str
    asked_as: Words
    opening: str

    @property
    def id(self) -> UUID:
        """Of the request."""
        return self.asked.id


def waiting(*, start: int, stop: int) -> tuple[RequestView, ...]:
    """Open requests, the one that is due first at the top."""
    now = timezone.now()
    return tuple(_view(one, now) for one in privacy.rights.waiting()[start:stop])


def count_waiting() -> int:
    """How many are open."""
    return len(privacy.rights.waiting())


def count_overdue() -> int:
    """How many of them should have ended by now."""
    return len(privacy.rights.overdue(timezone.now()))


def request_view(request_id: UUID) -> RequestView | None:
    """One request, open or ended."""
    found = privacy.rights.request(request_id)
    return _view(found, timezone.now()) if found else None


def _view(one: Request, now: datetime) -> RequestView:
    return RequestView(
        asked=one,
        kind=KINDS[one.kind],
        channel=CHANNELS[one.channel],
        state=STATES[RequestState(one.state)],
        identified=IDENTIFICATIONS[one.identified_how] if one.identified_how else "",
        decision=DECISIONS[one.decision] if one.decision else "",
        reason=REASONS[one.reason] if one.reason else "",
        is_late=one.is_open and one.due_at < now,
        inquiry_code=inquiries.code_of(one.inquiry_id) if one.inquiry_id else "",
        asked_as=KINDS[one.asked_as] if one.asked_as else "",
        opening=opening_of(one),
    )
