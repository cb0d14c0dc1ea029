"""An order that leaves in several parcels: to the piece, and never more than was ordered."""

import threading
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import connections

from small_trades import privacy
from small_trades.shop.account.tests.making import mail, mails
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders import queries
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.label import print_label
from small_trades.shop.orders.actions.leave_out import leave_out
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import InOneParcelError, TooManyPiecesError, ship
from small_trades.shop.orders.actions.take_in import TakenIn, take_in
from small_trades.shop.orders.models import Order, Refund, ReturnedPieces, Shipment, ShippedPieces
from small_trades.shop.orders.queries.given import parcel_given, parcels_given
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed
from small_trades.shop.products.models import Variant

NUMBERS = ("412356789012", "412356789023", "412356789034", "412356789045")
both = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _system(acting: Callable[[privacy.Actor], None]) -> Iterator[None]:
    acting(privacy.Actor.system("test"))
    yield
    mails()


def packed(language: str = "ja", method: PaymentMethod = PaymentMethod.BANK_TRANSFER) -> UUID:
    """Two cups of 1,000 yen and three of 500 that are being packed."""
    lines = (line(cup(available=5, price=1000), 2), line(cup(available=5, price=500), 3))
    order_id = placed(*lines, payment_method=method, language=language)
    if method == PaymentMethod.BANK_TRANSFER:
        confirm_transfer(order_id)
    pack(order_id)
    mails()
    return order_id


def send(
    order_id: UUID, pieces: dict[int, int] | None, number: str = NUMBERS[0], of: int | None = None
) -> None:
    ship(order_id, carrier="yamato", tracking_number=number, pieces=pieces, of=of)


def plain(body: str) -> str:
    return "\n".join(body.splitlines())


def parcels(order_id: UUID) -> list[dict[int, int]]:
    return [
        {part.line.position: part.quantity for part in parcel.pieces.select_related("line")}
        for parcel in Shipment.objects.filter(order_id=order_id)
    ]


@both
def test_an_order_leaves_in_two_parcels_and_each_is_told() -> None:
    order_id = packed()

    send(order_id, {0: 1, 1: 2})

    order = Order.objects.get(pk=order_id)
    assert order.state == OrderState.PACKING
    first = mail()
    assert first.subject.strip() == f"商品の一部を発送しました({order.code})"
    assert "このお荷物の内容:\n・青い器 × 1\n・青い器 × 2\n" in plain(first.body)
    assert "後からお届けするもの(発送時にあらためてお知らせします):\n・青い器 × 1\n・青い器 × 1\n" in plain(
        first.body
    )
    page = queries.order_by_code(order.code)
    assert page is not None
    assert (page.sent, page.unsent, page.is_partly_sent) == (3, 2, True)

    send(order_id, None, NUMBERS[1])

    order.refresh_from_db()
    assert order.state == OrderState.SHIPPED
    assert parcels(order_id) == [{0: 1, 1: 2}, {0: 1, 1: 1}]
    second = mail()
    assert second.subject.strip() == f"商品を発送しました({order.code})"
    assert (NUMBERS[1] in second.body, NUMBERS[0] in second.body) == (True, False)
    assert "後から" not in second.body
    kinds = [event.kind for event in order.events.all()]
    assert kinds[-2:] == ["partly-shipped", "shipped"]


@both
def test_an_english_order_is_told_in_english() -> None:
    order_id = packed("en")

    send(order_id, {0: 2})

    told = mail()
    assert told.subject.startswith("A part of your order is on its way")
    assert "In this parcel:\n- Blue cup × 2\n" in plain(told.body)
    assert "To follow (we write to you when it leaves):\n- Blue cup × 3\n" in plain(told.body)


@both
@pytest.mark.parametrize("pieces", [{}, {0: 0}, {0: 3}, {0: -1}, {2: 1}, {0: 1, 1: 4}])
def test_numbers_that_do_not_fit_send_nothing(pieces: dict[int, int]) -> None:
    order_id = packed()

    with pytest.raises(TooManyPiecesError) as refused:
        send(order_id, pieces)

    assert refused.value.left == {0: 2, 1: 3}
    assert (Shipment.objects.count(), ShippedPieces.objects.count(), mails()) == (0, 0, [])
    assert Order.objects.get(pk=order_id).state == OrderState.PACKING


@both
def test_a_form_that_is_sent_twice_ships_once() -> None:
    order_id = packed()
    send(order_id, {1: 1}, of=5)

    with pytest.raises(WrongStateError):
        send(order_id, {1: 1}, of=5)

    assert parcels(order_id) == [{1: 1}]


@both
def test_cash_on_delivery_leaves_in_one_parcel() -> None:
    order_id = packed(method=PaymentMethod.CASH)

    with pytest.raises(InOneParcelError):
        send(order_id, {0: 1})
    assert not Shipment.objects.exists()

    send(order_id, {0: 2, 1: 3})
    assert Order.objects.get(pk=order_id).state == OrderState.SHIPPED


@both
def test_what_is_never_sent_goes_back_to_the_shelf_and_its_money_to_the_customer() -> None:
    order_id = packed()
    send(order_id, {0: 2, 1: 1})

    assert leave_out(order_id, {1: 1}, to_stock=True) == 500
    assert Order.objects.get(pk=order_id).state == OrderState.PACKING
    assert leave_out(order_id, {1: 1}, to_stock=False) == 500

    order = Order.objects.get(pk=order_id)
    assert order.state == OrderState.SHIPPED
    second = order.lines.get(position=1)
    assert Variant.objects.get(pk=second.variant_id).available == 3
    assert [(refund.amount, refund.reason) for refund in Refund.objects.all()] == [(500, "goods")] * 2
    assert take_in(order_id, {0: 2, 1: 1}, to_stock=False) == TakenIn(refund=2500, is_all=True)


@both
def test_nothing_can_be_taken_off_that_has_left_and_one_piece_has_to_leave() -> None:
    order_id = packed()

    with pytest.raises(TooManyPiecesError):
        leave_out(order_id, {0: 2, 1: 3}, to_stock=True)
    send(order_id, {0: 2})
    with pytest.raises(TooManyPiecesError):
        leave_out(order_id, {0: 1}, to_stock=True)

    assert not ReturnedPieces.objects.exists()
    assert not Refund.objects.exists()
    send(order_id, None, NUMBERS[1])
    with pytest.raises(WrongStateError):
        leave_out(order_id, {1: 1}, to_stock=True)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_parallel_parcels_never_hold_more_than_was_ordered() -> None:
    order_id = packed()
    outcomes: list[str] = []

    def send_two(number: str) -> None:
        try:
            with privacy.acting_as(privacy.Actor.system("test")):
                send(order_id, {1: 2}, number)
            outcomes.append("sent")
        except TooManyPiecesError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send_two, args=(number,)) for number in NUMBERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "refused", "refused", "sent"]
    assert parcels(order_id) == [{1: 2}]


@both
def test_each_carrier_is_known_by_what_it_was_given() -> None:
    order_id = packed()
    send(order_id, {0: 1})
    ship(order_id, carrier="sagawa", tracking_number=NUMBERS[1], pieces={0: 1})
    print_label(order_id, carrier="japan-post", tracking_number=NUMBERS[2])

    order = Order.objects.get(pk=order_id)
    given = parcels_given(order.subject)

    assert [(one.carrier, one.is_sent, one.has_arrived) for one in given] == [
        ("yamato", True, False),
        ("sagawa", True, False),
        ("japan-post", False, False),
    ]
    second = Shipment.objects.get(carrier="sagawa").pk
    assert [one.record for one in given] == [order_id, second, order.labels.get().pk]
    found = [parcel_given(one.record) for one in given]
    assert [one.carrier for one in found if one] == [one.carrier for one in given]
    assert parcel_given(privacy.uuid7()) is None
