"""Reviews for tests: somebody who received a cup and writes about it."""

from typing import Any

from small_trades import privacy
from small_trades.policy.groups import ReviewWords
from small_trades.privacy.testing import plant
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.products.models import Variant
from small_trades.shop.reviews.actions import write
from small_trades.shop.reviews.models import Review
from small_trades.shop.reviews.queries import Receipt, receipt_of


def delivered(variant: Variant | None = None, **wanted: Any) -> Order:
    """An order that has arrived."""
    order = Order.objects.get(pk=placed(line(variant or cup()), **wanted))
    Order.objects.filter(pk=order.pk).update(state=OrderState.DELIVERED)
    order.refresh_from_db()
    return order


def received(order: Order) -> Receipt:
    """What was received of its first line."""
    page = order_by_id(order.pk)
    receipt = receipt_of(page, page.lines[0].position) if page else None
    if receipt is None:
        raise ValueError("nothing was received")
    return receipt


def words(stars: int = 4) -> ReviewWords:
    """A review that is found nowhere else."""
    return ReviewWords(str(stars), plant(), plant(), plant("kana"))


def reviewed(order: Order | None = None, said: ReviewWords | None = None) -> Review:
    """A review that waits for the desk."""
    receipt = received(order or delivered())
    with privacy.acting_as(privacy.Actor.visitor()):
        write(receipt, said or words())
    return Review.objects.get(order_id=receipt.order_id)
