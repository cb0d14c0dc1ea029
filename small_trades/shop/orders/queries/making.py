"""From rows to shapes."""

from collections import Counter

from django.db.models import QuerySet

from small_trades.shop.delivery.carriers import SLOTS
from small_trades.shop.kernel.money import Rounding
from small_trades.shop.orders import pieces
from small_trades.shop.orders.carriers import CARRIERS
from small_trades.shop.orders.holds import Because, HoldEnd
from small_trades.shop.orders.models import (
    Order,
    OrderEvent,
    OrderHold,
    OrderLineOption,
    Payment,
    Refund,
    Shipment,
)
from small_trades.shop.orders.queries.destinations import destinations_of
from small_trades.shop.orders.queries.names import name_of
from small_trades.shop.orders.queries.shapes import (
    Happening,
    Hold,
    OrderedLine,
    OrderedOption,
    OrderPage,
    Parcel,
    PaymentStatus,
    Pieces,
    RefundStatus,
)
from small_trades.shop.orders.rules import (
    can_cancel,
    can_hold,
    can_leave_out,
    can_pack,
    can_pay,
    can_replace,
    can_take_in,
    is_given_back,
    refundable,
    return_until,
)
from small_trades.shop.orders.states import (
    ON_A_HOSTED_PAGE,
    ORDER_STATE_NAMES,
    PAYMENT_METHOD_NAMES,
    PAYMENT_STATE_NAMES,
    REFUND_REASON_NAMES,
    REFUND_STATE_NAMES,
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundReason,
    RefundState,
)
from small_trades.shop.orders.timeline import EVENT_NAMES, EventKind
from small_trades.shop.site.formats import in_language


def with_parts(orders: QuerySet[Order]) -> QuerySet[Order]:
    """The same orders, read together with their payments, lines and what came back of them."""
    return orders.select_related("payment").prefetch_related(
        "lines__returns",
        "lines__parts_sent__shipment",
        "lines__destined",
        "lines__options",
        "destinations",
        "labels",
        "payment__refunds__pieces__line",
    )


def order_page(order: Order) -> OrderPage:
    """The whole of an order, in the language of the page."""
    state = OrderState(order.state)
    return OrderPage(
        id=order.pk,
        code=order.code,
        subject=order.subject,
        customer_id=order.customer_id,
        language=order.language,
        state=state,
        state_name=ORDER_STATE_NAMES[state],
        cancel_reason=CancelReason(order.cancel_reason) if order.cancel_reason else None,
        placed_at=order.placed_at,
        expires_at=order.expires_at,
        name=order.name,
        email=order.email,
        ship_to=order.ship_to,
        note=order.note,
        gift=order.gift,
        delivery_date=order.delivery_date,
        slot=order.delivery_slot,
        carrier=order.carrier,
        delivery_slot=SLOTS[order.delivery_slot],
        lines=ordered_lines(order),
        quote=order.quote,
        rounding=Rounding(order.rounding),
        coupon_code=order.coupon_code,
        payment=payment_status(order.payment),
        parcels=tuple(_parcel(shipment) for shipment in _shipments(order)),
        destinations=destinations_of(order),
        timeline=tuple(_happening(event) for event in order.events.all()),
        policy_version=order.policy_version,
        terms_version=order.terms_version,
        can_cancel=can_cancel(order),
        can_pay=can_pay(order, order.payment),
        can_pack=can_pack(order),
        can_hold=can_hold(order),
        is_given_back=is_given_back(order),
        can_take_in=can_take_in(order),
        can_leave_out=can_leave_out(order),
        return_until=return_until(order),
        can_replace=can_replace(order),
        replaces=order.replaces.code if order.replaces else "",
        replaced_by=tuple(order.replacements.order_by("placed_at").values_list("code", flat=True)),
        held_since=order.held_since,
        holds=tuple(_hold(hold) for hold in order.holds.all()),
    )


def ordered_lines(order: Order) -> tuple[OrderedLine, ...]:
    """The lines of an order in the page's language."""
    return tuple(
        OrderedLine(
            variant_id=line.variant_id,
            sku=line.sku,
            product_name=in_language(line, "product_name"),
            variant_name=in_language(line, "variant_name"),
            unit_price=line.unit_price,
            usual_price=line.usual_price,
            quantity=line.quantity,
            amount=line.amount,
            tax_rate=line.tax_rate,
            position=line.position,
            returned=pieces.returned(line),
            sent=pieces.sent(order, line),
            left_out=pieces.left_out(line),
            options=tuple(_option(option) for option in line.options.all()),
        )
        for line in order.lines.all()
    )


def _option(option: OrderLineOption) -> OrderedOption:
    name, choice = in_language(option, "name"), in_language(option, "choice_name")
    return OrderedOption(option.pk, name, choice, option.surcharge, option.words)


def payment_status(payment: Payment) -> PaymentStatus:
    """How an order is paid."""
    method, state = PaymentMethod(payment.method), PaymentState(payment.state)
    return PaymentStatus(
        method=method,
        method_name=PAYMENT_METHOD_NAMES[method],
        state=state,
        state_name=PAYMENT_STATE_NAMES[state],
        attempts=payment.attempts,
        paid_at=payment.paid_at,
        reference=payment.reference,
        refundable=refundable(payment),
        refunds=tuple(_refund(refund, method) for refund in payment.refunds.all()),
    )


def _refund(refund: Refund, method: PaymentMethod) -> RefundStatus:
    state = RefundState(refund.state)
    by_hand = state == RefundState.FAILED or (state == RefundState.DUE and method not in ON_A_HOSTED_PAGE)
    reason = REFUND_REASON_NAMES[RefundReason(refund.reason)]
    name = REFUND_STATE_NAMES[state]
    came_off: Counter[int] = Counter()
    for part in refund.pieces.all():
        came_off[part.line.position] += part.quantity
    return RefundStatus(
        id=refund.pk,
        amount=refund.amount,
        reason_name=reason,
        state=state,
        state_name=name,
        begun_at=refund.begun_at,
        ended_at=refund.ended_at,
        is_by_hand=by_hand,
        goods=refund.goods,
        pieces=came_off,
    )


def _hold(hold: OrderHold) -> Hold:
    because = tuple(Because.of(kept) for kept in hold.because)
    return Hold(hold.since, because, hold.ended_at, HoldEnd(hold.end) if hold.end else None)


def _shipments(order: Order) -> QuerySet[Shipment]:
    return order.shipments.select_related("destination").prefetch_related("pieces__line")


def _parcel(shipment: Shipment) -> Parcel:
    inside = tuple(
        Pieces(part.line.position, part.line.sku, name_of(part.line), part.quantity)
        for part in shipment.pieces.all()
    )
    number = shipment.destination.position + 1 if shipment.destination else 1
    carrier = CARRIERS[shipment.carrier]
    return Parcel(shipment.pk, carrier, shipment.shipped_at, shipment.tracking, inside, number)


def _happening(event: OrderEvent) -> Happening:
    kind = EventKind(event.kind)
    return Happening(kind, EVENT_NAMES[kind], event.at, event.actor_kind, event.role, event.staff_id)
