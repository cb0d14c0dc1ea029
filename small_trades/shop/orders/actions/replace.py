"""Exchange: goods are sent in place of others of an order, for nothing."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import ORDER_CARE, TERMS_VERSION
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.changing import held, tell
from small_trades.shop.orders.actions.place import NewLine, NewOption, NewOrder, place
from small_trades.shop.orders.actions.remember import remember_email
from small_trades.shop.orders.destined import address_of, destination_of
from small_trades.shop.orders.models import Destination, Order, OrderLine, OrderLineOption
from small_trades.shop.orders.pieces import TooManyPiecesError
from small_trades.shop.orders.queries.replacing import replaceable
from small_trades.shop.orders.rules import can_replace
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.timeline import EventKind
from small_trades.shop.pricing.shapes import Quote
from small_trades.shop.products.models import Variant

__all__ = ["TooManyPiecesError", "replace"]

_NOTHING = Quote(subtotal=0, discount=0, points=0, shipping=0, fee=0, total=0, by_rate=(), earned=0)


def replace(
    order_id: UUID, goods: Mapping[int, int], *, reason: str, to: int = 1, of: int | None = None
) -> str:
    """Place an order of these variants with their numbers for the same person, to the same address; its code.

    `to` is the number of the address, where the order has several. `of`: how many pieces could be replaced
    when these were chosen, so that a form that is sent twice sends them once.

    It costs nothing, takes stock, and goes its way as any paid order does; both timelines tell of it. Words
    that were typed for options are carried where the same variant is sent again. `reason`: why the person's
    address is opened, so that they find the new order by it too.

    Raises:
        TooManyPiecesError: nothing, more pieces than left and were not paid back, or goods of another product
            than the order's; nothing was changed.
        NoSuchDestinationError: the order has no such address; nothing was changed.
        OutOfStock: not so many are there; nothing was changed.
        WrongStateError: nothing of the order has left, or not `of` can be replaced; nothing was changed.
        privacy.Refused: whoever acts may not open the address; nothing was changed.
    """
    with transaction.atomic():
        order = held(order_id)
        if not can_replace(order):
            raise WrongStateError(order.state, OrderState.PLACED)
        wanted = {variant: number for variant, number in goods.items() if number}
        may = replaceable(order)
        if of is not None and of != may.most:
            raise WrongStateError(order.state, OrderState.PLACED)
        known = {one.variant_id for one in may.goods}
        fits = known >= wanted.keys() and all(number > 0 for number in wanted.values())
        if not fits or not 0 < sum(wanted.values()) <= may.most:
            raise TooManyPiecesError({})
        new = _new_order(order, wanted, destination_of(order, to))
        email = privacy.use(order.email, purpose=ORDER_CARE, reason=reason)
        remember_email(new.order_id, subject=order.subject, email=email)
        placed = Order.objects.get(pk=place(new))
        tell(order, EventKind.REPLACED)
        return placed.code


def _new_order(order: Order, wanted: Mapping[int, int], there: Destination | None) -> NewOrder:
    variants = Variant.objects.select_related("product").in_bulk(wanted)
    before = {line.variant_id: line for line in order.lines.prefetch_related("options")}
    return NewOrder(
        order_id=privacy.uuid7(),
        subject=order.subject,
        customer_id=order.customer_id,
        language=order.language,
        name=order.name,
        email=order.email,
        ship_to=address_of(order, there),
        note=None,
        lines=tuple(
            _line(variants[variant], number, before.get(variant)) for variant, number in wanted.items()
        ),
        quote=_NOTHING,
        delivery_date=None,
        delivery_slot="",
        payment_method=PaymentMethod(order.payment_method),
        policy_version=privacy.policy_in_force(),
        terms_version=TERMS_VERSION,
        confirmation={"replaces": order.code},
        carrier=(there or order).carrier,
        replaces=order.pk,
    )


def _line(variant: Variant, number: int, before: OrderLine | None) -> NewLine:
    return NewLine(
        variant_id=variant.pk,
        sku=variant.sku,
        product_name_ja=variant.product.name_ja,
        product_name_en=variant.product.name_en,
        variant_name_ja=variant.name_ja,
        variant_name_en=variant.name_en,
        unit_price=0,
        tax_rate=TaxRate(variant.tax_rate),
        quantity=number,
        options=tuple(_option(option) for option in before.options.all()) if before else (),
    )


def _option(option: OrderLineOption) -> NewOption:
    return NewOption(
        name_ja=option.name_ja,
        name_en=option.name_en,
        choice_name_ja=option.choice_name_ja,
        choice_name_en=option.choice_name_en,
        surcharge=0,
        words=option.words,
    )
