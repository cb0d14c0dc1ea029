"""Orders whose money all went back before packing: they are not sent; given up, the rest goes back too."""

from collections.abc import Callable
from uuid import UUID

import pytest

from small_trades import privacy
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import queries
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.refund import confirm_refund, refund
from small_trades.shop.orders.models import Order, Payment, Refund
from small_trades.shop.orders.states import (
    CancelReason,
    OrderState,
    PaymentMethod,
    PaymentState,
    RefundReason,
)
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.actions import points
from small_trades.shop.promotions.queries.points import balance
from small_trades.shop.promotions.tests.making import give_points

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WHOLE = 2970


@pytest.fixture(autouse=True)
def _system(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


def paid(variant: Variant | None = None) -> UUID:
    """An order paid by bank transfer."""
    order_id = placed(line(variant or cup()), payment_method=PaymentMethod.BANK_TRANSFER)
    confirm_transfer(order_id)
    return order_id


def given_back(order_id: UUID, amount: int = WHOLE, *, is_made: bool = True) -> None:
    """The desk gives this much back; `is_made`: and has transferred it."""
    refund_id = refund(order_id, amount=amount, reason=RefundReason.GOODWILL)
    if is_made:
        confirm_refund(order_id, refund_id)


def to_pack() -> int:
    """What the desk counts as to be packed."""
    return queries.counts_by_state()[OrderState.PAID]


@pytest.mark.parametrize("is_made", [False, True])
def test_what_was_all_given_back_is_not_packed(*, is_made: bool) -> None:
    order_id, other = paid(), paid()
    given_back(order_id, is_made=is_made)

    with pytest.raises(WrongStateError):
        pack(order_id)

    order = Order.objects.get(pk=order_id)
    assert order.state == OrderState.PAID
    page = queries.order_by_code(order.code)
    assert page is not None
    assert (page.can_pack, page.can_cancel, page.is_given_back, page.ahead) == (False, True, True, ())
    assert (to_pack(), queries.count_given_back()) == (1, 1)
    wanted = queries.OrderFilter(is_given_back=True)
    assert [row.code for row in queries.list_orders(wanted, start=0, stop=9)] == [order.code]
    pack(other)


def test_in_two_parts_it_is_all_of_it_and_one_yen_less_is_not() -> None:
    order_id = paid()
    given_back(order_id, WHOLE - 1)
    assert (to_pack(), queries.count_given_back()) == (1, 0)
    given_back(order_id, 1)
    assert (to_pack(), queries.count_given_back()) == (0, 1)
    with pytest.raises(WrongStateError):
        pack(order_id)


def test_a_part_given_back_hinders_nothing() -> None:
    order_id = paid()
    given_back(order_id, 100)

    pack(order_id)

    assert Order.objects.get(pk=order_id).state == OrderState.PACKING


def test_what_costs_nothing_is_packed() -> None:
    """Paid with points alone, or sent in exchange: there is no money that could have gone back."""
    order_id = paid()
    Payment.objects.filter(order=order_id).update(amount=0)
    assert (to_pack(), queries.count_given_back()) == (1, 0)

    pack(order_id)


@pytest.mark.parametrize("is_made", [False, True])
def test_given_up_its_goods_and_points_go_back_and_it_is_refunded(*, is_made: bool) -> None:
    variant = cup(available=3)
    order_id = paid(variant)
    order = Order.objects.get(pk=order_id)
    give_points(order.subject, 100)
    points.use(order.subject, 100, order_id=order_id, order_code=order.code)
    given_back(order_id, is_made=is_made)
    assert balance(order.subject) == 0

    cancel(order_id, reason=CancelReason.STAFF)
    if not is_made:
        confirm_refund(order_id, Refund.objects.get().pk)

    order.refresh_from_db()
    variant.refresh_from_db()
    assert (order.state, order.payment.state) == (OrderState.REFUNDED, PaymentState.REFUNDED)
    assert (variant.available, balance(order.subject)) == (3, 100)
    assert Refund.objects.count() == 1, "no yen goes back twice"
    assert queries.count_given_back() == 0
