"""Goods that come back: to the piece and to the yen, once."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.shop.kernel.money import TaxRate
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.refund import confirm_refund
from small_trades.shop.orders.actions.take_in import TakenIn, TooManyPiecesError, take_in
from small_trades.shop.orders.models import Order, OrderLine, Refund, ReturnedPieces
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.orders.tests.test_documents import get
from small_trades.shop.products.models import StockMovement, Variant

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def _system() -> Iterator[None]:
    with privacy.acting_as(privacy.Actor.system("test")):
        yield


def sent(*lines: object) -> Order:
    """A paid order that has left: three cups of 1,000 yen where nothing else is said."""
    order_id = placed(*lines, payment_method=PaymentMethod.BANK_TRANSFER)  # type: ignore[arg-type] # lines of orders
    confirm_transfer(order_id)
    Order.objects.filter(pk=order_id).update(state=OrderState.SHIPPED)
    return Order.objects.get(pk=order_id)


def three_cups() -> tuple[Order, Variant]:
    variant = cup(available=5, price=1000)
    return sent(line(variant, 3)), variant


def left(variant: Variant) -> int:
    return Variant.objects.get(pk=variant.pk).available


def test_one_piece_of_three_comes_back() -> None:
    order, variant = three_cups()

    assert take_in(order.pk, {0: 1}, to_stock=True) == TakenIn(refund=1000, is_all=False)

    order.refresh_from_db()
    assert order.state == OrderState.SHIPPED
    assert left(variant) == 3
    assert StockMovement.objects.first().reason == "returned"  # type: ignore[union-attr] # there is one
    assert [(one.amount, one.reason, one.state) for one in Refund.objects.all()] == [
        (1000, "returned", "due")
    ]
    assert order.events.last().kind == "refund-due"  # type: ignore[union-attr] # there is one


def test_the_return_invoice_has_the_rate_of_what_came_back() -> None:
    order = sent(line(cup(price=2200)), line(cup(price=1080, rate=TaxRate.REDUCED), 2))

    take_in(order.pk, {1: 1}, to_stock=True)

    due = Refund.objects.get()
    confirm_refund(order.pk, due.pk)
    assert (due.amount, due.standard, due.reduced) == (1080, 0, 1080)
    text = get(order, "return", refund=str(due.pk))
    assert "8%※1,080円80円" in text
    assert "10%" not in text


def test_all_pieces_end_the_order_and_delivery_stays_paid() -> None:
    order, variant = three_cups()
    take_in(order.pk, {0: 1}, to_stock=False)

    assert take_in(order.pk, {0: 2}, to_stock=True) == TakenIn(refund=2000, is_all=True)

    order.refresh_from_db()
    assert (order.state, left(variant)) == (OrderState.RETURNED, 4)
    for due in Refund.objects.all():
        confirm_refund(order.pk, due.pk)
    order.refresh_from_db()
    assert (order.state, order.payment.state) == (OrderState.RETURNED, "partly-refunded")
    with pytest.raises(WrongStateError):
        take_in(order.pk, {0: 1}, to_stock=True)


@pytest.mark.parametrize("pieces", [{}, {0: 0}, {0: 4}, {0: -1}, {1: 1}, {0: 1, 7: 1}])
def test_numbers_that_do_not_fit_change_nothing(pieces: dict[int, int]) -> None:
    order, variant = three_cups()

    with pytest.raises(TooManyPiecesError) as refused:
        take_in(order.pk, pieces, to_stock=True)

    assert refused.value.left == {0: 3}
    assert (ReturnedPieces.objects.count(), Refund.objects.count(), left(variant)) == (0, 0, 2)


def test_the_pieces_of_a_line_add_up_to_what_was_paid_for_it() -> None:
    order, _variant = three_cups()
    # As a coupon of 100 yen and 33 points would have left it: 2,867 yen for three.
    OrderLine.objects.filter(order=order).update(discount=100, points=33)

    given = [take_in(order.pk, {0: 1}, to_stock=False).refund for _ in range(3)]

    assert given == [955, 956, 956]
    assert sum(given) == 3000 - 133


def test_goods_may_come_back_without_money() -> None:
    order, _variant = three_cups()

    assert take_in(order.pk, {0: 3}, to_stock=True, gives_money_back=False) == TakenIn(0, is_all=True)
    assert not Refund.objects.exists()


def test_what_has_not_left_cannot_come_back() -> None:
    order_id = placed(payment_method=PaymentMethod.BANK_TRANSFER)

    with pytest.raises(WrongStateError):
        take_in(order_id, {0: 1}, to_stock=True)

    assert not ReturnedPieces.objects.exists()
