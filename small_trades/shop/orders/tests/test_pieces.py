"""Whatever is sent, left out and taken back, in whichever order: every piece, yen and point is somewhere."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from small_trades import privacy
from small_trades.shop.account.tests.making import mails
from small_trades.shop.kernel.money import Rounding, TaxRate
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import queries
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.leave_out import leave_out
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.refund import confirm_refund
from small_trades.shop.orders.actions.ship import KnownNumberError, ship
from small_trades.shop.orders.actions.take_in import TakenIn, take_in
from small_trades.shop.orders.models import Order, OrderLine, Refund, Shipment
from small_trades.shop.orders.pieces import TooManyPiecesError
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.orders.tests.test_documents import get, give_back
from small_trades.shop.products.models import Variant
from small_trades.shop.promotions.actions import points
from small_trades.shop.promotions.queries.points import balance
from small_trades.shop.promotions.tests.making import assert_sound, give_points, shop_rules

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NUMBER = 412356780000


@pytest.fixture(autouse=True)
def _system() -> Iterator[None]:
    with privacy.acting_as(privacy.Actor.system("test")):
        yield
    mails()


def packed(*wanted: tuple[int, int], earned: int = 0, used: int = 0) -> Order:
    """An order of so many pieces at a price for each pair, being packed; points are shared out by hand."""
    lines = [line(cup(available=9, price=price), pieces) for pieces, price in wanted]
    order = Order.objects.get(pk=placed(*lines, payment_method=PaymentMethod.BANK_TRANSFER))
    confirm_transfer(order.pk)
    pack(order.pk)
    # As points would have left it: the first line's share, and the delivery's.
    customer = privacy.uuid7()
    if used:
        give_points(order.subject, used)
        points.use(order.subject, used, order_id=order.pk, order_code=order.code)
        OrderLine.objects.filter(order=order, position=0).update(points=used - 20)
    Order.objects.filter(pk=order.pk).update(customer_id=customer, earned=earned, points=used)
    order.refresh_from_db()
    return order


def send(order: Order, pieces: dict[int, int] | None, number: int = NUMBER) -> None:
    ship(order.pk, carrier="yamato", tracking_number=str(number), pieces=pieces)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["send", "leave", "take", "rest"]),
        st.dictionaries(st.integers(0, 2), st.integers(-1, 4), max_size=3),
        st.booleans(),
    ),
    max_size=8,
)


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    pairs=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 2000)), min_size=1, max_size=3),
    steps=STEPS,
    earned=st.integers(0, 40),
)
def test_every_piece_is_somewhere_and_so_is_every_yen(
    pairs: list[tuple[int, int]], steps: list[tuple[str, dict[int, int], bool]], earned: int
) -> None:
    order = packed(*pairs, earned=earned)
    for at, (verb, pieces, to_stock) in enumerate(steps):
        try:
            if verb == "leave":
                leave_out(order.pk, pieces, to_stock=to_stock)
            elif verb == "take":
                take_in(order.pk, pieces, to_stock=to_stock)
            else:
                send(order, pieces if verb == "send" else None, NUMBER + at)
        except (TooManyPiecesError, WrongStateError):
            continue
    page = queries.order_by_id(order.pk)
    assert page is not None
    back = 0
    for ordered, row in zip(page.lines, order.lines.all(), strict=True):
        inside = sum(part.quantity for part in row.parts_sent.all())
        shelved = sum(one.quantity for one in row.returns.all() if one.to_stock)
        assert inside == ordered.sent
        assert ordered.sent + ordered.unsent + ordered.left_out == ordered.quantity
        assert min(ordered.sent, ordered.unsent, ordered.left_out, ordered.left) >= 0
        assert Variant.objects.get(pk=ordered.variant_id).available == 9 - ordered.quantity + shelved
        off = ordered.returned + ordered.left_out
        back += ordered.amount * off // ordered.quantity
    assert sum(refund.amount for refund in Refund.objects.filter(payment__order=order)) == back
    assert back + page.payment.refundable == page.quote.total
    assert (page.unsent == 0) == (page.state != OrderState.PACKING)
    is_back = all(one.left == 0 for one in page.lines) and page.unsent == 0
    assert is_back == (page.state == OrderState.RETURNED)
    assert balance(order.subject) <= earned
    if is_back:
        assert balance(order.subject) == 0


def test_pieces_come_back_while_others_are_still_being_packed() -> None:
    order = packed((2, 1000), (1, 500))
    send(order, {0: 2})

    with pytest.raises(TooManyPiecesError):
        take_in(order.pk, {1: 1}, to_stock=True)
    assert take_in(order.pk, {0: 1}, to_stock=True) == TakenIn(refund=1000, is_all=False)

    order.refresh_from_db()
    assert order.state == OrderState.PACKING
    assert take_in(order.pk, {0: 1}, to_stock=True) == TakenIn(refund=1000, is_all=False)
    leave_out(order.pk, {1: 1}, to_stock=True)
    order.refresh_from_db()
    assert order.state == OrderState.RETURNED


def test_a_number_ships_one_parcel_of_an_order() -> None:
    order = packed((3, 1000))
    send(order, {0: 1})

    with pytest.raises(KnownNumberError):
        send(order, None)

    assert Shipment.objects.count() == 1


def test_points_follow_the_pieces_to_the_last_one() -> None:
    order = packed((3, 1000), (1, 1000), earned=10, used=320)
    send(order, {0: 3})
    assert balance(order.subject) == 0
    leave_out(order.pk, {1: 1}, to_stock=True)
    # Of ten points the fourth cup would have earned three, by largest remainder of 2,700 and 1,000 yen.
    assert balance(order.subject) == 7

    take_in(order.pk, {0: 1}, to_stock=True)
    # A third of the 300 points used on three cups is back, and two of the seven earned are gone.
    assert balance(order.subject) == 7 + 100 - 2
    take_in(order.pk, {0: 1}, to_stock=True)
    assert balance(order.subject) == 7 + 200 - 4
    take_in(order.pk, {0: 1}, to_stock=True)

    assert assert_sound(order.subject) == 300, "those that paid for the delivery are used"


def test_what_comes_back_without_money_moves_no_points() -> None:
    order = packed((2, 1000), earned=10, used=120)
    send(order, None)

    take_in(order.pk, {0: 2}, to_stock=True, gives_money_back=False)

    assert assert_sound(order.subject) == 10


def test_the_return_invoice_lists_what_came_back_and_rounds_as_the_order_did() -> None:
    shop_rules(rounding=Rounding.UP)
    order = Order.objects.get(
        pk=placed(
            line(cup(price=1005), 3),
            line(cup(price=507, rate=TaxRate.REDUCED)),
            payment_method=PaymentMethod.BANK_TRANSFER,
        )
    )
    confirm_transfer(order.pk)
    pack(order.pk)
    send(order, None)
    shop_rules(rounding=Rounding.DOWN)
    OrderLine.objects.filter(order=order, position=0).update(product_name_ja="白い皿")
    OrderLine.objects.filter(order=order, position=1).update(product_name_ja="緑茶", discount=7)

    take_in(order.pk, {0: 2}, to_stock=True)
    take_in(order.pk, {1: 1}, to_stock=True)

    first, second = Refund.objects.all()
    for refund in (first, second):
        confirm_refund(order.pk, refund.pk)
    text = get(order, "return", refund=str(first.pk))
    assert "白い皿1,005円22,010円" in text
    assert "緑茶" not in text
    # 182.7 yen of tax, rounded up as when it was bought.
    assert "10%2,010円183円" in text
    text = get(order, "return", refund=str(second.pk))
    assert "緑茶※507円1507円" in text
    assert "白い皿" not in text
    assert "値引き・ポイントの按分−7円" in text
    assert "8%※500円38円" in text


def test_money_for_no_goods_is_about_the_whole_order() -> None:
    order = packed((1, 1000), (1, 500))
    OrderLine.objects.filter(order=order, position=1).update(product_name_ja="緑茶")
    send(order, None)
    (refund,) = give_back(order, 100)

    text = get(order, "return", refund=str(refund))
    assert "緑茶500円1500円" in text
    assert "青い器1,000円11,000円" in text
