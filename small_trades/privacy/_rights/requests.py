"""Requests: asked → identified → decided → done, or withdrawn. Each step is a row its person can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from small_trades.privacy import _record
from small_trades.privacy._actor import current_actor
from small_trades.privacy._broker import brokered
from small_trades.privacy._keys import epochs, store
from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights.models import RightsRequest
from small_trades.privacy._rights.words import (
    ANSWER_WITHIN,
    Channel,
    Decision,
    Identified,
    ReasonCode,
    RequestKind,
    RequestState,
)
from small_trades.privacy.errors import Erased, OutOfOrder
from small_trades.privacy.vocabulary import ActorKind

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

_OPEN: Final = (RequestState.ASKED, RequestState.IDENTIFIED, RequestState.DECIDED)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it stands. What was written about it is, sealed, in the inquiry."""

    id: UUID
    subject: UUID
    kind: RequestKind
    channel: Channel
    state: RequestState
    asked_at: datetime
    due_at: datetime
    identified_how: Identified | None
    identified_by: UUID | None
    identified_at: datetime | None
    decision: Decision | None
    reason: ReasonCode | None
    decided_by: UUID | None
    decided_at: datetime | None
    ended_at: datetime | None
    inquiry_id: UUID | None
    asked_as: RequestKind | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer or for what was decided."""
        return self.ended_at is None


@brokered
def open_request(
    subject: UUID, kind: RequestKind, *, channel: Channel, inquiry_id: UUID | None = None
) -> Request:
    """A request has come in; its clock runs from now. One of the kind that is still open is given instead.

    Raises Erased for a number that is nobody's, Undeclared where nobody acts.
    """
    _require_actor()
    if not DataSubject.objects.filter(pk=subject).exists():
        raise Erased("the person was never known here")
    found = RightsRequest.objects.filter(subject=subject, kind=kind, ended_at=None).first()
    if found is None:
        found = _opened(subject, RequestKind(kind), Channel(channel), inquiry_id)
    return _shape(found)


@brokered
def identify(request_id: UUID, *, how: Identified) -> Request:
    """Whoever acts made sure who asks, in one of the declared ways. Raises OutOfOrder."""
    facts = {"identified_how": Identified(how), "identified_by": _staff_id(), "identified_at": timezone.now()}
    return _move(request_id, (RequestState.ASKED,), RequestState.IDENTIFIED, facts, Identified(how).value)


@brokered
def decide(request_id: UUID, decision: Decision, *, reason: ReasonCode) -> Request:
    """Whoever acts decides. Raises OutOfOrder, ValueError for a decision whose reason does not go with it.

    Somebody who cannot show who they are is refused without having been identified, for that reason alone.
    """
    decision, reason = Decision(decision), ReasonCode(reason)
    if (decision == Decision.GRANTED) != (reason == ReasonCode.AS_ASKED):
        raise ValueError("What is granted is granted as asked; anything else has another reason.")
    if reason == ReasonCode.NOT_IDENTIFIED and decision != Decision.REFUSED:
        raise ValueError("Nothing is given to somebody who was not identified.")
    unknown = reason == ReasonCode.NOT_IDENTIFIED
    facts = {
        "decision": decision,
        "reason": reason,
        "decided_by": _staff_id(),
        "decided_at": timezone.now(),
    }
    before = (RequestState.ASKED,) if unknown else (RequestState.IDENTIFIED,)
    return _move(request_id, before, RequestState.DECIDED, facts, f"{decision.value}:{reason.value}")


@brokered
def turn_into_erasure(request_id: UUID) -> Request:
    """Its person wishes for deletion rather than for the stop they asked for: the request is one of erasure.

    Its clock goes on from when it came in, and how they were identified holds. Raises OutOfOrder for another
    kind, once it is decided, and where a request of erasure of theirs is open already.
    """
    facts = {"kind": RequestKind.ERASE, "asked_as": RequestKind.RESTRICT}
    before = (RequestState.ASKED, RequestState.IDENTIFIED)
    _require_actor()
    open_stop = RightsRequest.objects.filter(pk=request_id, kind=RequestKind.RESTRICT, state__in=before)
    try:
        with transaction.atomic(using=epochs.STORE):
            turned = open_stop.update(**facts)
    except IntegrityError:
        raise OutOfOrder(RequestKind.ERASE) from None
    row = RightsRequest.objects.filter(pk=request_id).first()
    if row is None or not turned:
        raise OutOfOrder("unknown" if row is None else row.state)
    _tell(row, f"turned:{RequestKind.RESTRICT.value}", is_step=False)
    return _shape(row)


@brokered
def finish(request_id: UUID) -> Request:
    """What was decided has happened, and the person was told. Raises OutOfOrder."""
    return _move(request_id, (RequestState.DECIDED,), RequestState.DONE, {"ended_at": timezone.now()})


@brokered
def withdraw_request(request_id: UUID) -> Request:
    """The person no longer asks for it. Raises OutOfOrder once it is over."""
    return _move(request_id, _OPEN, RequestState.WITHDRAWN, {"ended_at": timezone.now()})


@brokered
def withdraw_rest(subject: UUID, *, but: UUID | None) -> int:
    """The person is gone, and nobody waits for an answer any more: end what else they asked for; how many."""
    left = RightsRequest.objects.filter(subject=subject, ended_at=None).values_list("pk", flat=True)
    rest = [request_id for request_id in left if request_id != but]
    for request_id in rest:
        withdraw_request(request_id)
    return len(rest)


@brokered
def request(request_id: UUID) -> Request | None:
    """One request."""
    found = RightsRequest.objects.filter(pk=request_id).first()
    return None if found is None else _shape(found)


@brokered
def requests_of(subject: UUID) -> tuple[Request, ...]:
    """Everything a person asked for, the newest first."""
    return _shapes(RightsRequest.objects.filter(subject=subject).order_by("-asked_at", "-pk"))


@brokered
def requests_of_inquiry(inquiry_id: UUID) -> tuple[Request, ...]:
    """The requests whose words stand in an inquiry."""
    return _shapes(RightsRequest.objects.filter(inquiry_id=inquiry_id).order_by("asked_at", "pk"))


@brokered
def waiting() -> tuple[Request, ...]:
    """Every open request, the one with the nearest end first."""
    return _shapes(RightsRequest.objects.filter(ended_at=None).order_by("due_at", "pk"))


@brokered
def overdue(now: datetime) -> tuple[Request, ...]:
    """Those among `waiting` whose clock has run out."""
    return _shapes(RightsRequest.objects.filter(ended_at=None, due_at__lt=now).order_by("due_at", "pk"))


def _opened(subject: UUID, kind: RequestKind, channel: Channel, inquiry_id: UUID | None) -> RightsRequest:
    now = timezone.now()
    row = RightsRequest(
        subject=subject,
        kind=kind,
        channel=channel,
        state=RequestState.ASKED,
        asked_at=now,
        due_at=now + ANSWER_WITHIN,
        inquiry_id=inquiry_id,
    )
    try:
        with transaction.atomic(using=epochs.STORE):
            row.save(force_insert=True)
    except IntegrityError:
        # Sent twice at the same moment: the other one was first.
        return RightsRequest.objects.get(subject=subject, kind=kind, ended_at=None)
    _tell(row, channel.value)
    return row


def _move(
    request_id: UUID,
    before: tuple[RequestState, ...],
    state: RequestState,
    facts: dict[str, Any],
    more: str = "",
) -> Request:
    _require_actor()
    moved = RightsRequest.objects.filter(pk=request_id, state__in=before).update(state=state, **facts)
    row = RightsRequest.objects.filter(pk=request_id).first()
    if row is None or not moved:
        raise OutOfOrder("unknown" if row is None else row.state)
    _tell(row, more)
    return _shape(row)


def _tell(row: RightsRequest, more: str, *, is_step: bool = True) -> None:
    people = store.fetch((), {row.subject})[1]
    outcome = ":".join(part for part in (row.kind, row.state if is_step else "", more) if part)
    _record.write(_record.entries(Event.REQUEST, current_actor(), people, outcome=outcome))


def _require_actor() -> None:
    if current_actor() is None:
        _record.undeclared("nobody is acting: no request, no `acting_as`")


def _staff_id() -> UUID | None:
    actor = current_actor()
    return actor.id if actor is not None and actor.kind == ActorKind.STAFF else None


def _shapes(rows: QuerySet[RightsRequest]) -> tuple[Request, ...]:
    return tuple(_shape(row) for row in rows)


def _shape(row: RightsRequest) -> Request:
    return Request(
        id=row.pk,
        subject=row.subject,
        kind=RequestKind(row.kind),
        channel=Channel(row.channel),
        state=RequestState(row.state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        identified_how=Identified(row.identified_how) if row.identified_how else None,
        identified_by=row.identified_by,
        identified_at=row.identified_at,
        decision=Decision(row.decision) if row.decision else None,
        reason=ReasonCode(row.reason) if row.reason else None,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        ended_at=row.ended_at,
        inquiry_id=row.inquiry_id,
        asked_as=RequestKind(row.asked_as) if row.asked_as else None,
    )
