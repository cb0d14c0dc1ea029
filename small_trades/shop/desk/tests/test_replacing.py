"""Exchange: goods are sent in place of others, for nothing, and both orders know of each other."""

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ORDER_CARE
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mail, mails
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.orders.actions import notify
from small_trades.shop.orders.models import Order, Refund
from small_trades.shop.orders.states import OrderState, PaymentState
from small_trades.shop.orders.tests.making import guest
from small_trades.shop.products.models import Variant
from small_trades.shop.returns.tests.making import proved, sent

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REASON = "The handle was broken"


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("orders"))


def variants(order: Order) -> list[Variant]:
    return [Variant.objects.get(pk=line.variant_id) for line in order.lines.all()]


def replace(desk: Browser, order: Order, pieces: dict[int, int | str], reason: str = REASON) -> object:
    typed = {f"variant-{variant}": str(number) for variant, number in pieces.items()}
    return desk.post(f"/en/desk/orders/{order.code}/replace/", typed | {"reason": reason})


def test_others_are_sent_for_nothing_and_both_orders_say_so(desk: Browser) -> None:
    who = guest()
    order = sent(who)
    cups, _plate = variants(order)
    blue = Variant.objects.create(product=cups.product, sku="BLUE", name_ja="青", price=1200, available=2)
    page = desk.get(f"/en/desk/orders/{order.code}/replace/").content.decode()
    assert f'name="variant-{blue.pk}"' in page
    assert "In place of 3 pieces" in page

    answer = replace(desk, order, {blue.pk: 1, cups.pk: 1})

    new = Order.objects.get(replaces=order)
    assert answer["Location"] == f"/en/desk/orders/{new.code}/"  # type: ignore[index] # an answer
    assert (new.state, new.total, new.payment.state) == (OrderState.PAID, 0, PaymentState.PAID)
    assert (new.subject, new.customer_id) == (order.subject, None)
    assert sorted(new.lines.values_list("sku", "quantity", "unit_price")) == sorted(
        [("BLUE", 1, 0), (cups.sku, 1, 0)]
    )
    blue.refresh_from_db()
    assert (blue.available, Variant.objects.get(pk=cups.pk).available) == (1, cups.available - 1)
    assert order.events.last().kind == "replaced"  # type: ignore[union-attr] # there is one
    told = mail()
    assert told.to == who.email.address
    assert f"ご注文 {order.code} の商品の交換として" in told.body
    notify.confirmation(new.pk)  # the task is done again where its worker was killed
    assert mails() == []
    [used] = [use for use in privacy.uses_of(order.subject) if use.purpose_id == ORDER_CARE.id]
    assert used.reason == REASON
    for one, other in ((order, new), (new, order)):
        assert f"/orders/{other.code}/" in desk.get(f"/en/desk/orders/{one.code}/").content.decode()
        assert f"/orders/{other.code}/" in proved(one, who).get(f"/orders/{one.code}/").content.decode()
    assert "document/" not in proved(new, who).get(f"/orders/{new.code}/").content.decode()


def test_no_more_than_left_and_was_not_paid_back(desk: Browser) -> None:
    order = sent()
    cups, plate = variants(order)
    desk.post(f"/desk/orders/{order.code}/returned/", {"line-0": "1", "money_back": "on"})
    desk.post(f"/desk/orders/{order.code}/returned/", {"line-1": "1"})
    mails()

    page = replace(desk, order, {cups.pk: 1, plate.pk: 2})
    assert "Please choose between 1 and 2 pieces in all." in page.content.decode()  # type: ignore[attr-defined] # an answer
    assert not Order.objects.filter(replaces=order).exists()
    assert mails() == []
    assert Variant.objects.get(pk=cups.pk).available == cups.available

    replace(desk, order, {plate.pk: 2})
    page = desk.get(f"/en/desk/orders/{order.code}/replace/").content.decode()
    assert "Nothing of this order can be replaced" in page
    replace(desk, order, {plate.pk: 1})
    assert Order.objects.filter(replaces=order).count() == 1


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9"])
def test_numbers_that_do_not_fit_place_nothing(desk: Browser, number: str) -> None:
    order = sent()
    cups, _plate = variants(order)
    page = replace(desk, order, {cups.pk: number}).content.decode()  # type: ignore[attr-defined] # an answer
    assert "error-summary-title" in page
    assert Order.objects.count() == 1


def test_without_a_reason_nothing_is_opened(desk: Browser, ledger_rows: LedgerRows) -> None:
    order = sent()
    cups, _plate = variants(order)
    page = replace(desk, order, {cups.pk: 1}, reason="").content.decode()  # type: ignore[attr-defined] # an answer
    assert set(problems(page)) == {"reason"}
    assert not [row for row in ledger_rows() if row.purpose == ORDER_CARE.id]
    assert Order.objects.count() == 1


def test_what_has_not_left_is_not_replaced(desk: Browser) -> None:
    order = sent()
    cups, _plate = variants(order)
    Order.objects.filter(pk=order.pk).update(state=OrderState.PAID)
    replace(desk, order, {cups.pk: 1})
    assert Order.objects.count() == 1


def test_an_exchange_goes_its_way_and_its_goods_are_worth_nothing_back(desk: Browser) -> None:
    order = sent()
    cups, _plate = variants(order)
    replace(desk, order, {cups.pk: 1})
    new = Order.objects.get(replaces=order)
    for verb in ("pack", "ship", "deliver"):
        typed = {"carrier": "yamato", "tracking_number": "412356789099"}
        desk.post(f"/desk/orders/{new.code}/{verb}/", typed)
    desk.post(f"/desk/orders/{new.code}/returned/", {"line-0": "1", "money_back": "on", "to_stock": "on"})

    new.refresh_from_db()
    assert (new.state, Refund.objects.count()) == (OrderState.RETURNED, 0)
    assert Variant.objects.get(pk=cups.pk).available == cups.available
