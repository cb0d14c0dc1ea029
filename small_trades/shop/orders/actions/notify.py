"""Tell a customer about their order. Addresses and names go to the mail door unopened."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from django.utils import timezone, translation

from small_trades import privacy
from small_trades.doors.mail.messages import (
    BankDetails,
    GoodsReplaced,
    Line,
    OrderCancelled,
    OrderConfirmation,
    OrderMail,
    OrderOnHold,
    OrderReleased,
    OrderShipped,
    OrderTakenIn,
    PaymentAwaited,
    PaymentFailed,
    Pieces,
    RefundMade,
    TaxPart,
    Totals,
    TransferReceived,
    TransferReminder,
)
from small_trades.policy.declaration import NOTICE
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.shop.account.models import Customer
from small_trades.shop.orders.carriers import CARRIERS
from small_trades.shop.orders.links import in_shop, order_url
from small_trades.shop.orders.models import Destination, Order, OrderLine, Shipment
from small_trades.shop.orders.pieces import unsent
from small_trades.shop.orders.queries.destinations import destinations_of
from small_trades.shop.orders.queries.making import ordered_lines
from small_trades.shop.orders.queries.names import name_of
from small_trades.shop.orders.rules import can_pay
from small_trades.shop.orders.states import (
    CANCEL_REASON_NAMES,
    PAYMENT_METHOD_NAMES,
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundState,
)
from small_trades.shop.orders.wording import (
    address_words,
    cancellation_terms,
    deliveries_words,
    delivery_words,
)
from small_trades.shop.site.formats import in_language
from small_trades.shop.site.queries import shop_facts


class _Common(TypedDict):
    to: privacy.Sealed[EmailAddress]
    name: privacy.Sealed[PersonName]
    language: str
    shop_name: str
    order_code: str
    order_url: str


def confirmation(order_id: UUID) -> None:
    """The order is confirmed: a card is charged, or a transfer awaited. Waits while the order is on hold.

    Once, and once more for each hold that ended since: a release asks for it beside what the order asked for.
    """
    order = _order(order_id)
    if _waits(order) or _is_confirmed(order):
        return
    with translation.override(order.language):
        _send(_replaced(order, order.replaces.code) if order.replaces is not None else _confirmed(order))
    Order.objects.filter(pk=order_id).update(confirmed_at=timezone.now())


def _confirmed(order: Order) -> OrderConfirmation:
    return OrderConfirmation(
        **_common(order),
        placed_on=timezone.localdate(order.placed_at),
        lines=_lines(order),
        totals=_totals(order),
        payment_method=str(PAYMENT_METHOD_NAMES[PaymentMethod(order.payment_method)]),
        delivery=deliveries_words(destinations_of(order)),
        cancellation=cancellation_terms(),
        bank=_bank(order),
    )


def _replaced(order: Order, code: str) -> GoodsReplaced:
    return GoodsReplaced(
        **_common(order),
        replaces=code,
        inside=_pieces({line: line.quantity for line in order.lines.all()}),
        delivery=delivery_words(order.delivery_date, order.delivery_slot),
    )


def payment_failed(order_id: UUID) -> None:
    """A card was declined and nothing came after it; says nothing where it can no longer be paid."""
    order = _order(order_id)
    if order.expires_at is None or order.payment.state != PaymentState.FAILED:
        return
    if not can_pay(order, order.payment):
        return
    with translation.override(order.language):
        _send(
            PaymentFailed(**_common(order), total=order.total, pay_until=timezone.localtime(order.expires_at))
        )


def awaited(order_id: UUID) -> None:
    """There is a number to pay with at a store; says nothing where that has been done, or is over."""
    order = _order(order_id)
    if order.expires_at is None or order.payment.state != PaymentState.AWAITED:
        return
    with translation.override(order.language):
        _send(
            PaymentAwaited(
                **_common(order), total=order.total, pay_until=timezone.localtime(order.expires_at)
            )
        )


def refund_made(order_id: UUID) -> None:
    """What was given back so far; says nothing where nothing was."""
    order = _order(order_id)
    done = order.payment.refunds.filter(state=RefundState.DONE)
    total = sum(refund.amount for refund in done)
    if not total:
        return
    with translation.override(order.language):
        _send(
            RefundMade(
                **_common(order),
                refunded=total,
                total=order.total,
                payment_method=str(PAYMENT_METHOD_NAMES[PaymentMethod(order.payment_method)]),
            )
        )


def transfer_reminder(order_id: UUID) -> None:
    """The transfer has not arrived and the order ends soon; says nothing where it has, or is over."""
    order = _order(order_id)
    bank = _bank(order)
    if bank is None or _waits(order):
        return
    with translation.override(order.language):
        _send(TransferReminder(**_common(order), total=order.total, bank=bank))


def transfer_received(order_id: UUID) -> None:
    """The money has arrived. Waits while the order is on hold."""
    order = _order(order_id)
    if _waits(order):
        return
    with translation.override(order.language):
        _send(TransferReceived(**_common(order), total=order.total))


def on_hold(order_id: UUID) -> None:
    """The shop looks at the order first; says nothing where it has done so meanwhile."""
    order = _order(order_id)
    if order.held_since is None:
        return
    with translation.override(order.language):
        _send(OrderOnHold(**_common(order)))


def released(order_id: UUID) -> None:
    """The order goes on; an unpaid one can be paid until a time."""
    order = _order(order_id)
    if order.held_since is not None or order.state == OrderState.CANCELLED:
        return
    is_unpaid = order.state == OrderState.PLACED and order.expires_at is not None
    with translation.override(order.language):
        pay_until = timezone.localtime(order.expires_at) if is_unpaid else None
        _send(OrderReleased(**_common(order), total=order.total, pay_until=pay_until))


def shipped(shipment_id: UUID) -> None:
    """One parcel has left: its number, what is inside, and what follows in another."""
    shipment = Shipment.objects.select_related("order__payment", "destination").get(pk=shipment_id)
    wished = shipment.destination or shipment.order
    order, carrier = shipment.order, CARRIERS[shipment.carrier]
    with translation.override(order.language):
        _send(
            OrderShipped(
                **_common(order),
                carrier=in_language(carrier, "name"),
                tracking=shipment.tracking,
                tracking_url=carrier.tracking_page,
                delivery=_delivery(wished, order),
                inside=_pieces({part.line: part.quantity for part in shipment.pieces.select_related("line")}),
                follows=_pieces(unsent(order)),
            )
        )


def cancelled(order_id: UUID) -> None:
    """The order was given up."""
    order = _order(order_id)
    with translation.override(order.language):
        _send(
            OrderCancelled(
                **_common(order),
                reason=str(CANCEL_REASON_NAMES[CancelReason(order.cancel_reason)]),
                total=order.total,
                is_refunded=order.payment.refunds.exists(),
            )
        )


def _delivery(wished: Order | Destination, order: Order) -> str:
    """When one parcel is wished for; of an order with several addresses, also to which it goes."""
    words = delivery_words(wished.delivery_date, wished.delivery_slot)
    if not order.destinations.exists():
        return words
    number = wished.position + 1 if isinstance(wished, Destination) else 1
    return f"{address_words(number)}: {words}"


def _waits(order: Order) -> bool:
    """Whether this mail would promise what a hold has stopped; the release sends it."""
    paid_at = order.payment.paid_at
    return order.held_since is not None and (paid_at is None or paid_at >= order.held_since)


def _is_confirmed(order: Order) -> bool:
    """Whether the mail went out, and no hold ended since."""
    if order.confirmed_at is None:
        return False
    return not order.holds.filter(ended_at__gt=order.confirmed_at).exists()


def taken_in(order_id: UUID) -> None:
    """A member has an earlier order of theirs on My Page; written to the address they registered."""
    order = _order(order_id)
    verified = Customer.objects.filter(verified_at__isnull=False)
    member = verified.filter(pk=order.customer_id).first() if order.customer_id else None
    if member is None:
        return
    with translation.override(member.language):
        mail = OrderTakenIn(
            to=member.email,
            name=member.name,
            language=member.language,
            shop_name=shop_facts().name,
            order_code=order.code,
            order_url=in_shop("mypage:order", member.language, code=order.code),
        )
        _send(mail)


def _order(order_id: UUID) -> Order:
    return Order.objects.select_related("payment").get(pk=order_id)


def _send(mail: OrderMail) -> None:
    privacy.disclose(mail, through="mail", purpose=NOTICE)


def _common(order: Order) -> _Common:
    return {
        "to": order.email,
        "name": order.name,
        "language": order.language,
        "shop_name": shop_facts().name,
        "order_code": order.code,
        "order_url": order_url(order),
    }


def _lines(order: Order) -> tuple[Line, ...]:
    return tuple(
        Line(
            name=line.name,
            quantity=line.quantity,
            amount=line.amount,
            is_reduced=line.is_reduced_tax,
            options=tuple(option.label for option in line.options),
        )
        for line in ordered_lines(order)
    )


def _pieces(numbers: Mapping[OrderLine, int]) -> tuple[Pieces, ...]:
    return tuple(Pieces(name=name_of(line), quantity=number) for line, number in numbers.items())


def _totals(order: Order) -> Totals:
    quote = order.quote
    return Totals(
        subtotal=quote.subtotal,
        shipping=quote.shipping,
        discount=quote.discount,
        points=quote.points,
        fee=quote.fee,
        earned=quote.earned,
        total=quote.total,
        parts=tuple(
            TaxPart(percent=int(part.rate), amount=part.amount, tax=part.tax) for part in quote.by_rate
        ),
    )


def _bank(order: Order) -> BankDetails | None:
    is_awaited = order.payment_method == PaymentMethod.BANK_TRANSFER and order.state == OrderState.PLACED
    if not is_awaited or order.expires_at is None:
        return None
    return BankDetails(account=shop_facts().bank_account, pay_until=timezone.localdate(order.expires_at))
