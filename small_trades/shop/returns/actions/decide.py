"""The desk accepts a return or declines it, in words that the customer reads in their inquiry."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.actions import answer
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.orders.actions.changing import held, tell
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.returns.models import ReturnRequest
from small_trades.shop.returns.states import RETURN_STATES, ReturnState


def accept(request_id: UUID, instruction: InquiryText, *, staff_id: UUID) -> bool:
    """Say how and where to the goods are sent; the customer is told by mail that there is an answer.

    An inquiry that was closed is opened again by it. Answers False where the inquiry is kept no more: it is
    decided all the same, and nobody was written to.

    Raises:
        WrongStateError: it was decided before; nothing was changed.
        ReturnRequest.DoesNotExist: there is none, or its order is gone.
    """
    return _decide(request_id, ReturnState.ACCEPTED, instruction, staff_id, EventKind.RETURN_ACCEPTED)


def decline(request_id: UUID, why: InquiryText, *, staff_id: UUID) -> bool:
    """Say why not; also where it was accepted and the goods never came. Answers and raises as `accept`."""
    return _decide(request_id, ReturnState.DECLINED, why, staff_id, EventKind.RETURN_DECLINED)


def finish(request_id: UUID) -> None:
    """The goods are back, inside the transaction that takes them in.

    Raises:
        WrongStateError: it was not accepted, or is done; nothing was changed.
        ReturnRequest.DoesNotExist: there is none.
    """
    _move(request_id, ReturnState.DONE)


def _decide(request_id: UUID, state: ReturnState, text: InquiryText, staff_id: UUID, kind: EventKind) -> bool:
    with transaction.atomic():
        # The order first, as where goods are taken in: two who wait for each other would end in a deadlock.
        order = held(ReturnRequest.objects.values_list("order_id", flat=True).get(pk=request_id))
        request = _move(request_id, state)
        request.decided_at, request.decided_by = timezone.now(), staff_id
        request.save(update_fields=["decided_at", "decided_by"])
        tell(order, kind)
        try:
            answer(request.inquiry_id, text, staff_id=staff_id, reopens=True)
        except (Inquiry.DoesNotExist, privacy.Erased):
            return False
        return True


def _move(request_id: UUID, state: ReturnState) -> ReturnRequest:
    request = ReturnRequest.objects.select_for_update().get(pk=request_id)
    RETURN_STATES.require(ReturnState(request.state), state)
    request.state = state
    request.save(update_fields=["state"])
    return request
