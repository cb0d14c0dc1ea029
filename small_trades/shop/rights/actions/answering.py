"""The desk's side of a request: who asks, what is decided, and doing it. Each step is in the ledger."""

from uuid import UUID

from small_trades import privacy
from small_trades.policy.groups import InquiryText
from small_trades.privacy.rights import Decision, Identified, ReasonCode, Request, RequestKind
from small_trades.shop.inquiries.actions import answer
from small_trades.shop.rights.actions.leave import leave
from small_trades.shop.rights.actions.stop import stop_all
from small_trades.shop.rights.letters import letter_for


def identify(request_id: UUID, how: Identified) -> Request:
    """Staff made sure who asks. Raises OutOfOrder."""
    return privacy.rights.identify(request_id, how=how)


def turn_into_deletion(request_id: UUID) -> Request:
    """The person would rather be deleted than have the use stopped, and said so. Its clock goes on.

    Raises:
        OutOfOrder: it is no stop, is decided, or a deletion was asked for beside it; nothing was changed.
    """
    return privacy.rights.turn_into_erasure(request_id)


def decide(
    request_id: UUID, decision: Decision, reason: ReasonCode, *, letter: InquiryText | None, staff_id: UUID
) -> Request:
    """Decide; the letter goes, sealed, into the conversation. What is refused has ended with that.

    Raises:
        OutOfOrder: it is not where it can be decided; no letter was sent.
        WrongStateError: the conversation is closed; it is decided, and the letter was not sent.
    """
    decided = privacy.rights.decide(request_id, decision, reason=reason)
    if decision == Decision.REFUSED:
        decided = privacy.rights.finish(request_id)
    if letter is not None and decided.inquiry_id is not None:
        answer(decided.inquiry_id, letter_for(decided, letter), staff_id=staff_id)
    return decided


def carry_out(request_id: UUID, *, reason: str) -> None:
    """Do what was granted, as far as the shop can do it alone, and end the request.

    A deletion begins with its 72 hours, and the request ends with it. A stop holds at once. A copy is fetched
    by the person themselves. `correct_records.carry_out_correction` makes a correction, unless its person
    made it meanwhile; an objection granted in words was made where it belongs.

    Raises:
        OutOfOrder: it was not granted, or has ended.
        Erased: the person is gone already.
    """
    asked = privacy.rights.request(request_id)
    granted = asked is not None and asked.is_open and asked.decision in {Decision.GRANTED, Decision.PARTLY}
    if asked is None or not granted:
        raise privacy.OutOfOrder("not granted")
    if asked.kind == RequestKind.ERASE:
        leave(asked.subject, now=False, request_id=asked.id, reason=reason)
        return
    if asked.kind == RequestKind.RESTRICT:
        stop_all(asked.subject)
    privacy.rights.finish(asked.id)
