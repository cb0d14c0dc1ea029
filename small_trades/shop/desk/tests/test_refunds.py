"""Refunds at the desk: in parts, never more than was paid, by hand where there is no provider."""

from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.models import ErasedPayment, Order, Refund
from small_trades.shop.orders.states import PaymentMethod, PaymentState, RefundState
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_paid_order() -> Order:
    """Paid by bank transfer: 2,970 yen."""
    order_id = placed(payment_method=PaymentMethod.BANK_TRANSFER)
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order_id)
    return Order.objects.get(pk=order_id)


def test_a_part_is_given_back_by_hand() -> None:
    order, desk = a_paid_order(), desk_of(colleague("orders"))
    page = desk.get(f"/desk/orders/{order.code}/refund/").content.decode()
    assert "2,970" in page

    answer = desk.post(f"/desk/orders/{order.code}/refund/begin/", {"amount": "970", "reason": "goods"})

    assert answer["Location"] == f"/desk/orders/{order.code}/"
    begun = Refund.objects.get()
    assert (begun.amount, begun.reason, begun.state) == (970, "goods", "due")

    Order.objects.filter(pk=order.pk).update(state="delivered")
    page = desk.get(f"/en/desk/orders/{order.code}/").content.decode()
    assert ("Transfer ¥970 back" in page, "Nothing is left to do" in page) == (True, False)

    desk.post(f"/desk/orders/{order.code}/refund/{begun.pk}/confirm/")

    page = desk.get(f"/en/desk/orders/{order.code}/").content.decode()
    assert ("Transfer ¥970 back" in page, "Nothing is left to do" in page) == (False, True)
    begun.refresh_from_db()
    assert (begun.state, begun.payment.state) == ("done", PaymentState.PARTLY_REFUNDED)
    page = desk.get(f"/desk/orders/{order.code}/refund/").content.decode()
    assert "2,000" in page


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("2971", "goods"),
        ("0", "goods"),
        ("-5", "goods"),
        ("1.5", "goods"),
        ("", "goods"),
        ("100", "provider"),
    ],
)
def test_what_cannot_be_refunded_says_so_at_the_field(amount: str, reason: str) -> None:
    order, desk = a_paid_order(), desk_of(colleague("orders"))

    typed = {"amount": amount, "reason": reason}
    page = desk.post(f"/desk/orders/{order.code}/refund/begin/", typed)

    assert page.status_code == 200
    content = page.content.decode()
    assert content.count('class="field-error"') == 1
    assert f'value="{amount}"' in content or not amount
    assert not Refund.objects.exists()
    order.payment.refresh_from_db()
    assert order.payment.state == PaymentState.PAID


def test_the_most_that_can_be_refunded_is_named() -> None:
    order, desk = a_paid_order(), desk_of(colleague("orders"))

    page = desk.post(f"/en/desk/orders/{order.code}/refund/begin/", {"amount": "2971", "reason": "goods"})

    assert "At most ¥2,970 can be refunded." in page.content.decode()


def test_nothing_paid_is_nothing_to_refund() -> None:
    order = Order.objects.get(pk=placed(payment_method=PaymentMethod.BANK_TRANSFER))
    desk = desk_of(colleague("orders"))

    desk.post(f"/desk/orders/{order.code}/refund/begin/", {"amount": "1", "reason": "goods"})

    assert not Refund.objects.exists()
    assert "/refund/" not in desk.get(f"/desk/orders/{order.code}/").content.decode()


def test_a_refund_is_confirmed_once() -> None:
    order, desk = a_paid_order(), desk_of(colleague("orders"))
    desk.post(f"/desk/orders/{order.code}/refund/begin/", {"amount": "2970", "reason": "goodwill"})
    begun = Refund.objects.get()
    address = f"/desk/orders/{order.code}/refund/{begun.pk}/confirm/"
    desk.post(address)
    Refund.objects.update(ended_at=timezone.now() - timedelta(days=1))
    first = Refund.objects.get().ended_at

    desk.post(address)

    assert Refund.objects.get().ended_at == first
    assert Order.objects.get(pk=order.pk).payment.state == PaymentState.REFUNDED


def test_what_the_bank_sent_back_and_what_came_after_an_erasure_wait_on_the_first_page() -> None:
    order, desk = a_paid_order(), desk_of(colleague("orders"))
    desk.post(f"/desk/orders/{order.code}/refund/begin/", {"amount": "970", "reason": "goods"})
    Refund.objects.update(state=RefundState.FAILED)
    other = a_paid_order()
    now = timezone.now()
    late = ErasedPayment.objects.create(
        id=privacy.uuid7(),
        order_code="AAAA-BBBB-CCCC",
        amount=2970,
        erased_at=now,
        paid_at=now,
        state=RefundState.FAILED,
    )
    home = desk.get("/desk/").content.decode()
    assert 'href="/desk/orders/?by_hand=on"' in home
    assert "手作業でお返しする返金" in home

    page = desk.get("/desk/orders/?by_hand=on").content.decode()
    assert order.code in page
    assert other.code not in page
    assert "AAAA-BBBB-CCCC" in page
    assert "AAAA-BBBB-CCCC" not in desk.get("/desk/orders/").content.decode()

    stale = desk_of(colleague("orders"), seconds_ago=15 * 60)
    stale.post(f"/desk/late-money/{late.pk}/")
    late.refresh_from_db()
    assert late.state == RefundState.FAILED

    answer = desk.post(f"/desk/late-money/{late.pk}/")
    assert answer["Location"] == "/desk/orders/?by_hand=on"
    late.refresh_from_db()
    assert (late.state, late.is_by_hand) == (RefundState.DONE, True)
    assert "返金しました" not in desk.get("/desk/orders/?by_hand=on").content.decode()
    page = desk.post(f"/desk/late-money/{late.pk}/", follow=True).content.decode()
    assert "何も行いませんでした" in page
    assert desk.post(f"/desk/late-money/{privacy.uuid7()}/").status_code == 404


def test_what_was_all_given_back_is_to_be_cancelled_and_not_packed() -> None:
    order, desk = a_paid_order(), desk_of(colleague("orders"))
    desk.post(f"/desk/orders/{order.code}/refund/begin/", {"amount": "2970", "reason": "goodwill"})

    assert "発送できません" in desk.get(f"/desk/orders/{order.code}/").content.decode()
    page = desk.get(f"/en/desk/orders/{order.code}/").content.decode()
    assert "so the order is not to be sent. Cancel it" in page
    assert f"/en/desk/orders/{order.code}/cancel/" in page
    assert f"/en/desk/orders/{order.code}/pack/" not in page
    assert "refunded before packing, to cancel" in desk.get("/en/desk/").content.decode()
    assert order.code in desk.get("/en/desk/orders/?given_back=on").content.decode()
    assert order.code not in desk.get("/en/desk/parcels/").content.decode()

    chosen = {"do": "pack", "order": [order.code]}
    page = desk.post("/en/desk/orders/several/", chosen).content.decode()
    assert "All that was paid went back. It is not to be sent" in page
    chosen["do"] = "slips"
    page = desk.post("/en/desk/orders/several/", chosen).content.decode()
    assert "All that was paid went back. It is not to be sent" in page

    desk.post(f"/en/desk/orders/{order.code}/pack/")
    order.refresh_from_db()
    assert order.state == "paid"
