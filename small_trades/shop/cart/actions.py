"""What changes a cart. Nothing is reserved: stock is taken when the order is placed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum

from small_trades.shop.cart.models import Cart, CartLine
from small_trades.shop.options.picking import settle
from small_trades.shop.options.queries import offers_of
from small_trades.shop.products.queries import MOST_AT_ONCE, Sellable, sellables

MOST_LINES = 50


class Refusal(StrEnum):
    """Why something cannot be put into a cart."""

    NOT_SOLD = "not-sold"
    SOLD_OUT = "sold-out"
    NOT_ENOUGH = "not-enough"
    CART_FULL = "cart-full"
    LIMIT = "limit"
    OPTIONS = "options"


class CannotPut(Exception):  # noqa: N818 - says what happened, as OutOfStock does
    """A line cannot be as wanted; the cart is as it was. `most` is how many of it the cart can hold."""

    def __init__(self, reason: Refusal, variant_id: int, *, most: int = 0, held: int = 0) -> None:
        """Keep what the page needs to say: how many there may be, and how many there are in the cart."""
        super().__init__(reason)
        self.reason = reason
        self.variant_id = variant_id
        self.most = most
        self.held = held


def add_line(cart_id: UUID | None, *, variant: int, quantity: int, options: str = "") -> UUID:
    """Put a variant into a cart, or more of it; answers the cart's id, a new one where there was none.

    `options` are picks as `options.picking.write` puts them. With other options it is another line, and so is
    everything that takes words of its own.

    Raises:
        CannotPut: it is not sold so, not there in this number, or the cart has fifty lines.
        ValueError: the quantity is not positive.
    """
    if quantity < 1:
        raise ValueError("quantities are positive")
    with transaction.atomic():
        cart = _held(cart_id) or Cart.objects.create()
        line = cart.lines.filter(variant=variant, options=options, takes_words=False).first()
        held = line.quantity if line else 0
        item = _orderable(cart, variant, held + quantity, line)
        settled = settle(options, offers_of([item.product_id])[item.product_id])
        if not settled.is_sound:
            raise CannotPut(Refusal.OPTIONS, variant, held=held)
        if line is None and cart.lines.count() >= MOST_LINES:
            raise CannotPut(Refusal.CART_FULL, variant)
        line = line or CartLine(cart=cart, variant_id=variant, options=options)
        line.takes_words = bool(settled.wordy)
        line.quantity, line.seen_price = held + quantity, item.price + sum(settled.surcharges)
        line.save()
        cart.save(update_fields=["changed_at"])
    return cart.pk


def set_quantities(cart_id: UUID, quantities: Mapping[int, int]) -> None:
    """Set the quantities of lines by their ids, all or none; zero takes a line out, unknown ids are left out.

    Raises:
        CannotPut: a quantity cannot be had; nothing was changed.
    """
    with transaction.atomic():
        cart = _held(cart_id)
        if cart is None:
            return
        lines = cart.lines.filter(pk__in=quantities)
        # What gives room comes first: two variants of a limited product may change places.
        for line in sorted(lines, key=lambda line: quantities[line.pk] > line.quantity):
            quantity = quantities[line.pk]
            if quantity == 0:
                line.delete()
            elif quantity <= line.quantity:
                # Fewer, or the same, is always possible, even of what can no longer be had in that number.
                _set(line, sellables([line.variant_id])[line.variant_id], quantity)
            else:
                _set(line, _orderable(cart, line.variant_id, quantity, line), quantity)
        cart.save(update_fields=["changed_at"])


def remove(cart_id: UUID, line_id: int) -> None:
    """Take a line out; a line that is not there is out already."""
    CartLine.objects.filter(cart=cart_id, pk=line_id).delete()


def empty(cart_id: UUID) -> None:
    """Forget a cart, because it became an order."""
    Cart.objects.filter(pk=cart_id).delete()


def forget_untouched(cart_ids: Sequence[UUID], *, since: dt.datetime) -> int:
    """Forget those of these carts that nobody changed since; how many."""
    old = Cart.objects.filter(pk__in=cart_ids, changed_at__lte=since)
    number = old.count()
    old.delete()
    return number


def _held(cart_id: UUID | None) -> Cart | None:
    """The cart, locked where the engine can, so that two clicks at once are counted one after the other."""
    return Cart.objects.select_for_update().filter(pk=cart_id).first() if cart_id else None


def _orderable(cart: Cart, variant_id: int, quantity: int, line: CartLine | None) -> Sellable:
    """The variant, if a line of the cart can hold so many of it beside what the other lines hold."""
    item = sellables([variant_id]).get(variant_id)
    others = cart.lines.exclude(pk=line.pk) if line else cart.lines.all()
    alike = _sum(others.filter(variant=variant_id))
    held = alike + (line.quantity if line else 0)
    if item is None or not item.is_on_sale:
        raise CannotPut(Refusal.NOT_SOLD, variant_id, held=held)
    if item.available == 0:
        raise CannotPut(Refusal.SOLD_OUT, variant_id, held=held)
    most = min(item.available, MOST_AT_ONCE)
    if alike + quantity > most:
        raise CannotPut(Refusal.NOT_ENOUGH, variant_id, most=most, held=held)
    if item.most_per_order is not None:
        beside = _sum(others.filter(variant__product=item.product_id))
        if beside + quantity > item.most_per_order:
            in_cart = beside + (line.quantity if line else 0)
            raise CannotPut(Refusal.LIMIT, variant_id, most=item.most_per_order, held=in_cart)
    return item


def _sum(lines: QuerySet[CartLine]) -> int:
    total: int | None = lines.aggregate(sum=Sum("quantity"))["sum"]
    return total or 0


def _set(line: CartLine, item: Sellable, quantity: int) -> None:
    settled = settle(line.options, offers_of([item.product_id])[item.product_id])
    line.quantity, line.seen_price = quantity, item.price + sum(settled.surcharges)
    line.save()
