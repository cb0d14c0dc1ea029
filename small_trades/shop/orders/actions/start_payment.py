"""Send a customer to the page where they pay."""

from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.doors.payment.messages import HostedPage, PaymentRequest, PayWith
from small_trades.policy.declaration import BILLING
from small_trades.shop.orders.actions.changing import held, move_payment
from small_trades.shop.orders.links import in_shop, order_url
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.rules import PAGE_CLOSES_BEFORE, can_pay
from small_trades.shop.orders.states import PaymentState


class NotPayableError(Exception):
    """The order is paid, given up, or not paid on a provider's page."""


def start_payment(order_id: UUID) -> HostedPage:
    """The provider's page for this order; the same one while it is open.

    Raises:
        NotPayableError: there is nothing to pay there.
        DoorError: the provider cannot be reached; nothing was charged and the order stays as it is.
    """
    with transaction.atomic():
        order = held(order_id)
        payment = Payment.objects.get(order=order)
        if not can_pay(order, payment):
            raise NotPayableError
        if payment.state == PaymentState.FAILED:
            move_payment(payment, PaymentState.WAITING)
        payment.attempts += 1
        payment.save(update_fields=["attempts"])
    page: HostedPage = privacy.disclose(_request(order, payment), through="payment", purpose=BILLING)
    if page.is_new:
        _remember(order_id, page)
    return page


def _remember(order_id: UUID, page: HostedPage) -> None:
    """Keep how the provider finds this payment: without it, nobody could ask what has become of it."""
    with transaction.atomic():
        payment = Payment.objects.get(order=held(order_id))
        privacy.collect(payment, notice="checkout-payment", reference=page.reference)
        payment.save(update_fields=["reference"])


def _request(order: Order, payment: Payment) -> PaymentRequest:
    if order.expires_at is None:
        raise NotPayableError
    return PaymentRequest(
        payment_id=str(payment.pk),
        order_code=order.code,
        amount=payment.amount,
        pay_with=PayWith(payment.method),
        description=order.code,
        language=order.language,
        success_url=in_shop("checkout:thanks", order.language),
        cancel_url=order_url(order),
        expires_at=order.expires_at - PAGE_CLOSES_BEFORE,
        email=order.email,
        reference=payment.reference,
    )
