"""A customer asks to send something back."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.policy.groups import InquiryText
from small_trades.shop.inquiries.actions.open import NewInquiry, Sender, open_inquiry
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.states import InquiryKind
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, tell
from small_trades.shop.orders.models import Order, OrderLine
from small_trades.shop.orders.pieces import TooManyPiecesError, chosen, with_customer
from small_trades.shop.orders.queries.names import name_of
from small_trades.shop.orders.rules import return_until
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.returns.models import RequestedPieces, ReturnRequest
from small_trades.shop.returns.queries import asked_of
from small_trades.shop.returns.states import REASON_NAMES, ReturnReason, ReturnState

__all__ = ["TooManyPiecesError", "ask"]


def ask(
    order_id: UUID,
    pieces: Mapping[int, int],
    *,
    reason: ReturnReason,
    note: str,
    files: tuple[TakenFile, ...] = (),
) -> UUID:
    """Ask for some pieces by the positions of their lines; answers the id of the inquiry with the words.

    Whoever acts is the order's customer. Name and address are opened for them and go to the inquiry with what
    they wrote, under the same person; they get its mail.

    Raises:
        WrongStateError: nothing of the order can go back, or the time for it is over; nothing was changed.
        TooManyPiecesError: more than they have and have not asked for; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        until = return_until(order)
        if until is None or timezone.now() >= until:
            raise WrongStateError(order.state, ReturnState.WAITING)
        asked = asked_of(order_id)
        left = {line: number - asked[line.position] for line, number in with_customer(order).items()}
        wanted = chosen(left, pieces)
        inquiry_id = _write(order, wanted, reason, note, files)
        request = ReturnRequest.objects.create(order=order, reason=reason, inquiry_id=inquiry_id)
        RequestedPieces.objects.bulk_create(
            RequestedPieces(request=request, line=line, quantity=number) for line, number in wanted.items()
        )
        tell(order, EventKind.RETURN_ASKED)
        return inquiry_id


def _write(
    order: Order,
    wanted: Mapping[OrderLine, int],
    reason: ReturnReason,
    note: str,
    files: tuple[TakenFile, ...],
) -> UUID:
    name, email = privacy.use((order.name, order.email), purpose=ACCOUNT_DISPLAY)
    goods = [f"- {name_of(line)} × {number}" for line, number in wanted.items()]
    said = [_("Return asked for:"), *goods, _("Reason: %(reason)s") % {"reason": REASON_NAMES[reason]}]
    new = NewInquiry(
        kind=InquiryKind.ORDER,
        name=name,
        email=email,
        text=InquiryText("\n".join([*said, *(["", note] if note else [])])),
        order_code=order.code,
        files=files,
    )
    sender = Sender(order.subject, order.customer_id)
    return open_inquiry(new, language=get_language() or order.language, sender=sender).id
