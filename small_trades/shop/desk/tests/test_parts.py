"""An order that leaves in two parcels, at the desk and on its customer's page."""

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.label import print_label
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.models import Order, Refund, ReturnedPieces, Shipment
from small_trades.shop.orders.states import OrderState, PaymentMethod
from small_trades.shop.orders.tests.making import cup, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIRST = {"carrier": "yamato", "tracking_number": "412356789012"}
SECOND = {"carrier": "sagawa", "tracking_number": "412356789023"}


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("orders"))


@pytest.fixture
def order() -> Order:
    """Two cups of 1,000 yen and one of 500 that are being packed."""
    lines = (line(cup(price=1000), 2), line(cup(price=500)))
    order_id = placed(*lines, payment_method=PaymentMethod.BANK_TRANSFER)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order_id)
        pack(order_id)
    mails()
    return Order.objects.get(pk=order_id)


def do(desk: Browser, order: Order, verb: str, **typed: str) -> str:
    answer = desk.post(f"/en/desk/orders/{order.code}/{verb}/", typed)
    if answer.status_code == 302:
        answer = desk.get(answer["Location"])
    order.refresh_from_db()
    return str(answer.content.decode())


def test_two_parcels_are_shipped_one_after_the_other(desk: Browser, order: Order) -> None:
    page = do(desk, order, "ship", **FIRST, **{"line-0": "1", "line-1": "1", "of": "3"})
    assert order.state == OrderState.PACKING
    assert "The parcel has left, and the customer is told by mail what follows." in page
    assert "2 of 3 pieces have been sent." in page
    assert "Blue cup × 1" in page

    page = do(desk, order, "ship", **SECOND)

    assert order.state == OrderState.SHIPPED
    assert "The order was shipped, and the customer is told by mail." in page
    assert [parcel.carrier for parcel in Shipment.objects.all()] == ["yamato", "sagawa"]
    assert [mail.body.count("412356789012") for mail in mails()] == [1, 0]


@pytest.mark.parametrize(
    "typed",
    [{"line-0": "3"}, {"line-0": "-1"}, {"line-0": "x"}, {"line-0": "0", "line-1": "0"}],
)
def test_numbers_that_do_not_fit_ship_nothing(desk: Browser, order: Order, typed: dict[str, str]) -> None:
    page = do(desk, order, "ship", **FIRST, **typed, of="3")

    assert "error-summary-title" in page
    assert (order.state, Shipment.objects.count(), mails()) == (OrderState.PACKING, 0, [])


def test_a_form_sent_twice_ships_once(desk: Browser, order: Order) -> None:
    typed = {**FIRST, "line-0": "1", "of": "3"}
    do(desk, order, "ship", **typed)

    page = do(desk, order, "ship", **typed)

    assert "The order had changed in the meantime; nothing was done." in page
    assert Shipment.objects.count() == 1


def test_a_printed_label_goes_with_the_pieces_chosen(desk: Browser, order: Order) -> None:
    with privacy.acting_as(privacy.Actor.system("test")):
        print_label(order.pk, carrier=FIRST["carrier"], tracking_number=FIRST["tracking_number"])
    page = do(desk, order, "ship", printed="1", of="3", **{"line-0": "9"})
    assert 'href="#id_printed_line-0"' in page
    assert not Shipment.objects.exists()

    do(desk, order, "ship", printed="1", of="3", **{"line-0": "2"})

    assert order.state == OrderState.PACKING
    assert [(part.line.position, part.quantity) for part in Shipment.objects.get().pieces.all()] == [(0, 2)]


def test_goods_that_are_never_sent_are_taken_off(desk: Browser, order: Order) -> None:
    do(desk, order, "ship", **FIRST, **{"line-0": "2", "of": "3"})

    page = do(desk, order, "left-out", **{"line-1": "1"})

    assert order.state == OrderState.SHIPPED
    assert "The goods were taken off the order, and what was paid for them goes back." in page
    assert "1 taken off" in page
    assert Refund.objects.get().amount == 500
    assert "Nothing of this order can be taken off now." in str(
        desk.get(f"/en/desk/orders/{order.code}/left-out/").content.decode()
    )


@pytest.mark.parametrize("number", ["", "0", "2", "-1", "x"])
def test_what_does_not_fit_is_not_taken_off(desk: Browser, order: Order, number: str) -> None:
    do(desk, order, "left-out", **{"line-1": number})

    assert not ReturnedPieces.objects.exists()
    assert not Refund.objects.exists()
