"""Orders on hold at the desk: seen with their reasons, not packed by any button, let go on with a reason."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.hold import put_on_hold
from small_trades.shop.orders.holds import Because, HoldReason
from small_trades.shop.orders.models import Order, OrderHold
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WHY = [Because(HoldReason.ORDERS_EMAIL, 6), Because(HoldReason.NAMES_AT_PLACE, 5)]


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("orders"))


@pytest.fixture
def order() -> Order:
    """A paid order on hold."""
    order_id = placed(payment_method=PaymentMethod.BANK_TRANSFER)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order_id)
        put_on_hold(order_id, WHY)
    return Order.objects.get(pk=order_id)


def do(desk: Browser, order: Order, verb: str, **typed: str) -> str:
    """Press a button, and read the page that comes next."""
    answer = desk.post(f"/en/desk/orders/{order.code}/{verb}/", typed)
    order.refresh_from_db()
    return str(desk.get(answer["Location"]).content.decode())


def test_it_stands_at_home_in_the_list_and_on_its_page_with_reasons_to_read(
    desk: Browser, order: Order
) -> None:
    assert "on hold, since" in desk.get("/en/desk/").content.decode()
    listed = desk.get("/en/desk/orders/?on_hold=on").content.decode()
    assert order.code in listed
    assert "since " in listed
    page = desk.get(f"/en/desk/orders/{order.code}/").content.decode()
    assert "6 orders with this e-mail address within 24 hours" in page
    assert "5 different names at this address within 30 days" in page
    japanese = desk.get(f"/desk/orders/{order.code}/").content.decode()
    assert "このメールアドレスのご注文が24時間に6件あります" in japanese
    assert "Begin to pack" not in page


@pytest.mark.parametrize("verb", ["pack", "ship", "deliver"])
def test_no_button_moves_it(desk: Browser, order: Order, verb: str) -> None:
    typed = {"carrier": "yamato", "tracking_number": "1234-5678-9012"} if verb == "ship" else {}
    assert "The order had changed in the meantime" in do(desk, order, verb, **typed)
    assert order.state == "paid"


def test_let_go_on_with_a_reason_it_is_packed(desk: Browser, order: Order) -> None:
    assert "Choose why the order may go on." in do(desk, order, "release", why="")
    assert "Choose why the order may go on." in do(desk, order, "release", why="cancelled")
    assert order.held_since is not None

    page = do(desk, order, "release", why="explained")

    assert "The order goes on" in page
    assert "The order itself explains it" in page
    hold = OrderHold.objects.get()
    assert (hold.end, hold.ended_by is not None) == ("explained", True)
    assert "The order had changed in the meantime" in do(desk, order, "release", why="known")
    do(desk, order, "pack")
    assert order.state == "packing"


def test_staff_put_one_on_hold_and_cancel_it(desk: Browser) -> None:
    order = Order.objects.get(pk=placed())
    transfer = f'action="/en/desk/orders/{order.code}/transfer/"'
    assert "The order is on hold." in (page := do(desk, order, "hold"))
    assert order.held_since is not None
    # Letting it go on is what waits here; money that was sent before can still be noted.
    assert page.count("button-primary") == 1
    assert (transfer in page) == (order.payment_method == "bank-transfer")
    do(desk, order, "cancel")
    after = Order.objects.get()
    assert (after.state, after.held_since) == ("cancelled", None)
    assert "The order had changed in the meantime" in do(desk, order, "hold")


def test_what_waits_for_us_is_not_to_be_packed(desk: Browser, order: Order) -> None:
    assert order.state == "paid"
    home = desk.get("/en/desk/").content.decode()
    assert '<span class="desk-tile-count">0</span><span class="desk-tile-text">to pack' in home


def test_other_roles_do_not_release(order: Order) -> None:
    desk = desk_of(colleague("support"))
    assert desk.post(f"/desk/orders/{order.code}/release/", {"why": "known"}).status_code == 403
    order.refresh_from_db()
    assert order.held_since is not None
