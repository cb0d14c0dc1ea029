"""What customers asked to send back, as they and the desk see it. Nothing is opened here."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from small_trades.shop.inquiries import queries as inquiries
from small_trades.shop.orders.queries import OrderedLine, OrderPage
from small_trades.shop.orders.queries.names import name_of
from small_trades.shop.returns.models import RequestedPieces, ReturnRequest
from small_trades.shop.returns.states import (
    OPEN,
    REASON_NAMES,
    RETURN_STATE_NAMES,
    ReturnReason,
    ReturnState,
)


@dataclass(frozen=True, slots=True)
class AskedReturn:
    """One request in the page's language; `inquiry_code` is empty where its words are kept no more."""

    id: UUID
    order_code: str
    state: ReturnState
    state_name: str | Promise
    reason_name: str | Promise
    asked_at: dt.datetime
    decided_at: dt.datetime | None
    pieces: tuple[tuple[str, int], ...]
    positions: dict[int, int]
    inquiry_id: UUID
    inquiry_code: str


def requests_of(order_id: UUID) -> tuple[AskedReturn, ...]:
    """Everything asked of one order, as it was asked."""
    return _asked(_requests().filter(order_id=order_id))


def request_by_id(request_id: UUID) -> AskedReturn | None:
    """One of them."""
    return next(iter(_asked(_requests().filter(pk=request_id))), None)


def open_requests(*, most: int = 200) -> tuple[AskedReturn, ...]:
    """What waits for an answer or for the goods, the oldest first."""
    return _asked(_requests().filter(state__in=OPEN)[:most])


def count_waiting() -> int:
    """How many wait for an answer."""
    return ReturnRequest.objects.filter(state=ReturnState.WAITING).count()


def asked_of(order_id: UUID) -> Counter[int]:
    """How many pieces of the lines at each position are asked back, and not decided or on their way."""
    found = RequestedPieces.objects.filter(request__order_id=order_id, request__state__in=OPEN)
    counted: Counter[int] = Counter()
    for position, quantity in found.values_list("line__position", "quantity"):
        counted[position] += quantity
    return counted


def returnable(order: OrderPage) -> tuple[tuple[OrderedLine, int], ...]:
    """The lines of which pieces are with the customer and not asked back already, with how many."""
    asked = asked_of(order.id)
    left = ((line, line.left - asked[line.position]) for line in order.lines)
    return tuple((line, number) for line, number in left if number > 0)


def _requests() -> QuerySet[ReturnRequest]:
    return ReturnRequest.objects.select_related("order").prefetch_related("pieces__line")


def _asked(found: Iterable[ReturnRequest]) -> tuple[AskedReturn, ...]:
    requests = tuple(found)
    codes = inquiries.codes_of([one.inquiry_id for one in requests])
    return tuple(_row(one, codes.get(one.inquiry_id, "")) for one in requests)


def _row(request: ReturnRequest, inquiry_code: str) -> AskedReturn:
    state = ReturnState(request.state)
    pieces = request.pieces.all()
    return AskedReturn(
        id=request.pk,
        order_code=request.order.code,
        state=state,
        state_name=RETURN_STATE_NAMES[state],
        reason_name=REASON_NAMES[ReturnReason(request.reason)],
        asked_at=request.asked_at,
        decided_at=request.decided_at,
        pieces=named(pieces),
        positions={one.line.position: one.quantity for one in pieces},
        inquiry_id=request.inquiry_id,
        inquiry_code=inquiry_code,
    )


def named(pieces: Iterable[RequestedPieces]) -> tuple[tuple[str, int], ...]:
    """Pieces by the names of their goods in the page's language."""
    return tuple((name_of(one.line), one.quantity) for one in pieces)
