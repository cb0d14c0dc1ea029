"""Orders as programs read them: masked, unless the token opens them for one of its purposes."""

from typing import cast

from django.db.models import Q, Sum

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, TrackingNumber
from small_trades.shop.api.queries.tokens import TokenFacts
from small_trades.shop.api.scopes import Scope
from small_trades.shop.api.shapes import (
    DestinationFacts,
    Figures,
    Language,
    LineFacts,
    OptionFacts,
    OrderFacts,
    OrderList,
    OrderQuery,
    OrderRowFacts,
    OrderState,
    ParcelFacts,
    PaymentFacts,
    PieceFacts,
    RecipientFacts,
    StateName,
)
from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.queries import order_by_code
from small_trades.shop.orders.queries.destination_shapes import OrderDestination
from small_trades.shop.orders.queries.shapes import OrderPage


class NoSuchOrder(LookupError):  # noqa: N818 - says what is the matter
    """The order after which the page should begin is unknown."""


class NotItsPurpose(ValueError):  # noqa: N818 - the same
    """The token was not made for this purpose."""


def order_list(asked: OrderQuery) -> OrderList:
    """A page of orders, masked. Raises NoSuchOrder for an unknown `after`."""
    found = Order.objects.select_related("payment").annotate(pieces=Sum("lines__quantity"))
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.after:
        last = Order.objects.filter(code=normalise_code(asked.after) or "").first()
        if last is None:
            raise NoSuchOrder(asked.after)
        found = found.filter(Q(placed_at__gt=last.placed_at) | Q(placed_at=last.placed_at, pk__gt=last.pk))
    page = list(found.order_by("placed_at", "pk")[: asked.limit + 1])
    items = tuple(_row(order, int(order.pieces or 0)) for order in page[: asked.limit])
    return OrderList(items, items[-1].code if len(page) > asked.limit else None)


def purpose_of(token: TokenFacts, asked: str) -> privacy.Purpose | None:
    """For what a call opens values; None: they stay masked. Raises NotItsPurpose."""
    if not token.allows(Scope.OPEN_ORDERS):
        if asked:
            raise NotItsPurpose(asked)
        return None
    if not asked:
        return token.purposes[0]
    chosen = next((purpose for purpose in token.purposes if purpose.id == asked), None)
    if chosen is None:
        raise NotItsPurpose(asked)
    return chosen


def order(code: str, purpose: privacy.Purpose | None) -> OrderFacts | None:
    """One order; its recipients are opened for the purpose, where there is one."""
    found = order_by_code(code)
    if found is None:
        return None
    sealed: list[privacy.Sealed[DeliveryAddress] | None] = [one.ship_to for one in found.destinations]
    opened: list[DeliveryAddress | None] = [None for _ in sealed]
    if purpose is not None:
        opened = list(privacy.use(tuple(sealed), purpose=purpose, skip_closed=True))
    figures = found.quote
    return OrderFacts(
        code=found.code,
        state=_state(found.state.value),
        placed_at=found.placed_at,
        language=cast("Language", found.language),
        lines=tuple(
            LineFacts(
                line.sku,
                line.name,
                line.quantity,
                line.unit_price,
                line.amount,
                line.tax_rate,
                tuple(OptionFacts(one.name, one.choice_name, one.surcharge) for one in line.options),
                line.sent,
                line.returned,
                line.left_out,
            )
            for line in found.lines
        ),
        figures=Figures(
            figures.subtotal,
            figures.discount,
            figures.points,
            figures.shipping,
            figures.fee,
            figures.total,
        ),
        payment=PaymentFacts(found.payment.method.value, found.payment.state.value, found.payment.paid_at),
        delivery_date=found.delivery_date,
        delivery_slot=found.slot,
        is_on_hold=found.is_on_hold,
        recipient=_recipient(opened[0]),
        destinations=tuple(_destination(one, to) for one, to in zip(found.destinations, opened, strict=True)),
    )


def order_state(code: str) -> OrderState | None:
    """How an order stands."""
    found = order_by_code(code)
    return OrderState(found.code, _state(found.state.value)) if found else None


def parcels(order: OrderPage, purpose: privacy.Purpose | None) -> tuple[ParcelFacts, ...]:
    """The parcels of an order; their numbers are opened for the purpose, in one use, where there is one."""
    sealed: list[privacy.Sealed[TrackingNumber] | None] = [parcel.tracking for parcel in order.parcels]
    opened: list[TrackingNumber | None] = [None for _ in sealed]
    if purpose is not None:
        opened = privacy.use(sealed, purpose=purpose, skip_closed=True)
    return tuple(
        ParcelFacts(
            parcel.carrier.id,
            parcel.shipped_at,
            known.number if known else None,
            tuple(PieceFacts(part.sku, part.quantity) for part in parcel.inside),
            parcel.number,
        )
        for parcel, known in zip(order.parcels, opened, strict=True)
    )


def _row(order: Order, items: int) -> OrderRowFacts:
    return OrderRowFacts(
        code=order.code,
        state=_state(order.state),
        placed_at=order.placed_at,
        total=order.total,
        items=items,
        payment=_payment(order.payment),
        delivery_date=order.delivery_date,
        is_on_hold=order.held_since is not None,
    )


def _payment(payment: Payment) -> PaymentFacts:
    return PaymentFacts(payment.method, payment.state, payment.paid_at)


def _destination(one: OrderDestination, to: DeliveryAddress | None) -> DestinationFacts:
    return DestinationFacts(
        number=one.number,
        goods=tuple(PieceFacts(part.sku, part.quantity) for part in one.goods),
        shipping=one.shipping,
        delivery_date=one.delivery_date,
        delivery_slot=one.slot,
        carrier=one.carrier,
        recipient=_recipient(to),
    )


def _recipient(to: DeliveryAddress | None) -> RecipientFacts | None:
    if to is None:
        return None
    return RecipientFacts(
        family_name=to.family,
        given_name=to.given,
        family_kana=to.family_kana,
        given_kana=to.given_kana,
        postal_code=to.postal_code,
        prefecture=to.prefecture,
        city=to.city,
        street=to.street,
        building=to.building,
        telephone=to.telephone,
    )


def _state(state: str) -> StateName:
    return cast("StateName", state)
