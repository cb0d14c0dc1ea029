"""Give an order up: stock, coupon and points go back, and the money where there was any."""

import datetime as dt
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.kernel.do_each import do_each
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions.changing import held, move, move_payment, tell
from small_trades.shop.orders.actions.hold import end_hold
from small_trades.shop.orders.actions.reconcile import reconcile
from small_trades.shop.orders.actions.refund import begin
from small_trades.shop.orders.holds import HoldEnd
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.rules import refundable
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentState, RefundReason
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.products.actions import stock
from small_trades.shop.promotions.actions import coupons, points


def cancel(order_id: UUID, *, reason: CancelReason) -> None:
    """Cancel an order that is not yet being packed.

    Raises:
        WrongStateError: it is too late, or it was cancelled before; nothing was changed.
    """
    with transaction.atomic():
        _cancel(held(order_id), reason)


def expire(order_id: UUID) -> bool:
    """Cancel an order that was not paid in time; False where it was, or where there is time left."""
    with transaction.atomic():
        order = held(order_id)
        if order.state != OrderState.PLACED or order.expires_at is None or order.expires_at > timezone.now():
            return False
        _cancel(order, CancelReason.UNPAID)
        return True


def expire_due(now: dt.datetime) -> int:
    """Cancel every order whose time to pay is over; answers how many.

    The provider is asked first, for a payment it has not told of. Where it cannot be reached the order ends
    all the same: others may want the goods, and a payment that turns up later goes back.

    Raises:
        LeftStandingError: some met an error that nobody expected, each logged; all others were cancelled.
    """
    due = Order.objects.filter(state=OrderState.PLACED, expires_at__lte=now).values_list("pk", flat=True)
    return do_each(list(due), _expire_unless_paid, or_else="an order could not be cancelled")


def _expire_unless_paid(order_id: UUID) -> bool:
    with suppress(privacy.DoorError, privacy.Refused):
        reconcile(order_id)
    return expire(order_id)


def _cancel(order: Order, reason: CancelReason) -> None:
    move(order, OrderState.CANCELLED)
    order.cancel_reason = reason
    order.save(update_fields=["cancel_reason"])
    if order.held_since is not None:
        end_hold(order, HoldEnd.CANCELLED)
    stock.release(order.lines.values_list("variant_id", "quantity"), reference=order.code)
    coupons.give_back(order.pk)
    points.give_back(order.pk)
    tell(order, EventKind.CANCELLED)
    payment = Payment.objects.get(order=order)
    _settle(order, payment)
    later("orders.send_cancelled", order.pk)
    _close_to_staff(order, payment)


def _close_to_staff(order: Order, payment: Payment) -> None:
    """Nobody at the desk needs a cancelled order's values; what tax law asks for stays open.

    The last step: what is rolled back before it closes nothing. The mail and the refund are the system's.
    """
    # Of somebody erased meanwhile nothing opens any more, so there is nothing to close.
    with suppress(privacy.Erased):
        others = order.destinations.values_list("pk", flat=True)
        for record in (order.pk, payment.pk, *others):
            privacy.restrict(
                order.subject, because="order-cancelled", record=record, actors={privacy.ActorKind.STAFF}
            )


def _settle(order: Order, payment: Payment) -> None:
    if payment.state == PaymentState.PAID and not payment.amount:
        # Nothing was paid but points, which are back.
        move_payment(payment, PaymentState.REFUND_DUE)
        move_payment(payment, PaymentState.REFUNDED)
    elif payment.paid_at is not None:
        left = refundable(payment)
        if left:
            begin(order, left, RefundReason.CANCELLED)
        elif payment.state == PaymentState.REFUNDED:
            # All of it went back before; no refund ends any more that would say so of the order.
            move(order, OrderState.REFUNDED)
    else:
        move_payment(payment, PaymentState.CANCELLED)
        later("orders.withdraw_payment", order.pk)
