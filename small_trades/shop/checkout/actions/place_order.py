"""Turn a draft into the order of the same id."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.groups import OrderWords
from small_trades.shop.account.dormancy import note_order
from small_trades.shop.cart.actions import empty
from small_trades.shop.cart.queries import LineView
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.queries import Basket, DraftView, WordsKey, chosen_method, sealed_words
from small_trades.shop.kernel.later import later
from small_trades.shop.misuse.actions.refuse import require_free
from small_trades.shop.misuse.actions.watch import watch
from small_trades.shop.options.picking import Picked
from small_trades.shop.orders.actions.place import (
    NewDestination,
    NewLine,
    NewOption,
    NewOrder,
    place,
)
from small_trades.shop.pricing.shapes import PricedLine


def place_order(
    draft: DraftView,
    basket: Basket,
    agreed: dict[str, Any],
    *,
    browser_orders: Collection[UUID] = (),
    wants_newsletter: bool = False,
) -> UUID:
    """Place what was agreed to; the cart and the draft are gone then, all at once. Answers the order's id.

    `browser_orders` are what the same browser ordered before. What is unusual is put on hold for a person.

    Raises:
        RefusedError: a refusal stands against it; nothing was changed.
        OutOfStock: a line cannot be had any more; nothing was changed.
        PricingError: the coupon or the points cannot be used any more; nothing was changed.
    """
    with transaction.atomic():
        require_free(draft.id, subject=draft.subject)
        order_id = place(_new_order(draft, basket, agreed))
        watch(order_id, browser_orders=browser_orders, is_urgent=any(part.is_urgent for part in basket.parts))
        note_order(draft.customer_id)
        empty(basket.cart_id)
        Draft.objects.filter(pk=draft.id).delete()
        if wants_newsletter:
            later("marketing.ask_with_order", order_id)
    return order_id


def _new_order(draft: DraftView, basket: Basket, agreed: dict[str, Any]) -> NewOrder:
    words = sealed_words(draft)
    return NewOrder(
        order_id=draft.id,
        subject=draft.subject,
        customer_id=draft.customer_id,
        language=agreed["language"],
        name=draft.name,
        email=draft.email,
        ship_to=draft.ship_to,
        note=draft.note,
        gift=draft.gift,
        lines=tuple(_line(line, basket.priced.line(line.id), words) for line in basket.lines),
        quote=basket.quote,
        delivery_date=draft.delivery_date,
        delivery_slot=draft.delivery_slot,
        carrier=draft.carrier,
        payment_method=chosen_method(draft),
        policy_version=agreed["policy_version"],
        terms_version=agreed["terms_version"],
        confirmation=agreed,
        coupon_code=basket.coupon.code if basket.coupon else "",
        coupon_id=basket.coupon.id if basket.coupon else None,
        destinations=tuple(_destinations(draft, basket)),
    )


def _destinations(draft: DraftView, basket: Basket) -> Iterator[NewDestination]:
    for other, part in zip(draft.destinations, basket.parts[1:], strict=True):
        yield NewDestination(
            ship_to=other.ship_to,
            gift=other.gift,
            delivery_date=other.delivery_date,
            delivery_slot=other.delivery_slot,
            carrier=other.carrier,
            shipping=part.shipping,
            pieces={one.position: one.quantity for one in part.goods},
        )


def _line(
    line: LineView, priced: PricedLine, words: Mapping[WordsKey, privacy.Sealed[OrderWords]]
) -> NewLine:
    item = line.item
    return NewLine(
        variant_id=item.variant_id,
        sku=item.sku,
        product_name_ja=item.product_name_ja,
        product_name_en=item.product_name_en,
        variant_name_ja=item.variant_name_ja,
        variant_name_en=item.variant_name_en,
        unit_price=priced.unit_price,
        regular_price=line.usual_price,
        tax_rate=priced.rate,
        quantity=priced.quantity,
        discount=priced.discount,
        points=priced.points,
        options=tuple(_option(one, words.get((line.id, one.offer.id))) for one in line.settled.picked),
    )


def _option(picked: Picked, words: privacy.Sealed[OrderWords] | None) -> NewOption:
    choice = picked.choice
    return NewOption(
        name_ja=picked.offer.name_ja,
        name_en=picked.offer.name_en,
        choice_name_ja=choice.name_ja if choice else "",
        choice_name_en=choice.name_en if choice else "",
        surcharge=picked.surcharge,
        words=words if picked.offer.takes_words else None,
    )
