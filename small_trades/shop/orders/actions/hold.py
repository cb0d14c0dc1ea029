"""Keep an order where it is until somebody has looked at it, and let it go on."""

import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.kernel.later import later
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, tell
from small_trades.shop.orders.holds import RELEASING, Because, HoldEnd
from small_trades.shop.orders.models import Order, OrderHold, Payment
from small_trades.shop.orders.rules import can_hold
from small_trades.shop.orders.states import ON_A_HOSTED_PAGE, OrderState, PaymentMethod, PaymentState
from small_trades.shop.orders.timeline import EventKind

TIME_TO_PAY: Final = {
    PaymentMethod.CARD: dt.timedelta(days=2),
    PaymentMethod.BANK_TRANSFER: dt.timedelta(days=7),
    PaymentMethod.KONBINI: dt.timedelta(days=5),
}
"""From the release: who waited for us learns of it by mail."""


class NotOnHoldError(WrongStateError):
    """The order waits for nobody: it was released or cancelled before."""

    def __init__(self) -> None:
        """Say so in the words of states."""
        super().__init__("not on hold", "released")


def put_on_hold(order_id: UUID, because: Sequence[Because]) -> bool:
    """Keep the order from being paid, packed and shipped; answers whether it was free before.

    The customer is told that the shop is looking at it, without a reason. An order on hold that is put on
    hold again keeps its clock and gains the new reasons.

    Raises:
        WrongStateError: it has left already, or was given up; nothing was changed.
        ValueError: there is no reason.
    """
    if not because:
        raise ValueError("a hold has a reason")
    with transaction.atomic():
        order = held(order_id)
        if not can_hold(order):
            raise WrongStateError(order.state, "on hold")
        if order.held_since is not None:
            _add(order, because)
            return False
        _hold(order, because)
        return True


def release(order_id: UUID, *, why: HoldEnd) -> None:
    """Let the order go on; an unpaid one gets its time to pay anew, and its customer is told.

    Raises:
        NotOnHoldError: it is not on hold (any more); nothing was changed.
        ValueError: `why` does not release.
    """
    if why not in RELEASING:
        raise ValueError(f"{why} does not release an order")
    with transaction.atomic():
        order = held(order_id)
        if order.held_since is None:
            raise NotOnHoldError
        payment = Payment.objects.get(order=order)
        was_paid_meanwhile = payment.paid_at is not None and payment.paid_at >= order.held_since
        end_hold(order, why)
        if order.state == OrderState.PLACED:
            time_to_pay = TIME_TO_PAY.get(PaymentMethod(order.payment_method))
            order.expires_at = timezone.now() + time_to_pay if time_to_pay else None
            order.save(update_fields=["expires_at"])
        tell(order, EventKind.RELEASED)
        _tell_customer(order, payment, was_paid_meanwhile=was_paid_meanwhile)


def end_hold(order: Order, how: HoldEnd) -> None:
    """End the hold of a held row, if it has one."""
    actor = privacy.current_actor()
    is_staff = actor is not None and actor.kind == privacy.ActorKind.STAFF
    order.holds.filter(ended_at=None).update(
        ended_at=timezone.now(), end=how, ended_by=actor.id if actor and is_staff else None
    )
    order.held_since = None
    order.save(update_fields=["held_since"])


def _hold(order: Order, because: Sequence[Because]) -> None:
    order.held_since = timezone.now()
    if order.state == OrderState.PLACED:
        order.expires_at = None
    order.save(update_fields=["held_since", "expires_at"])
    OrderHold.objects.create(order=order, because=[each.kept() for each in because], since=order.held_since)
    tell(order, EventKind.HELD)
    later("orders.send_on_hold", order.pk)
    payment = Payment.objects.get(order=order)
    if payment.attempts and payment.state in {PaymentState.WAITING, PaymentState.FAILED}:
        # The provider's page may still be open in the customer's browser.
        later("orders.withdraw_payment", order.pk)


def _add(order: Order, because: Sequence[Because]) -> None:
    hold = order.holds.get(ended_at=None)
    known = {kept["reason"] for kept in hold.because}
    hold.because += [each.kept() for each in because if each.reason not in known]
    hold.save(update_fields=["because"])


def _tell_customer(order: Order, payment: Payment, *, was_paid_meanwhile: bool) -> None:
    is_transfer = payment.method not in ON_A_HOSTED_PAGE
    if order.state == OrderState.PLACED:
        later("orders.send_confirmation" if is_transfer else "orders.send_released", order.pk)
    elif was_paid_meanwhile:
        later("orders.send_transfer_received" if is_transfer else "orders.send_confirmation", order.pk)
    else:
        later("orders.send_released", order.pk)
