"""Coupon and points at the checkout, from the field to the mail, and back again."""

import datetime as dt
import json
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, mails, member, run_tasks
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders.actions import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentState
from small_trades.shop.orders.tests.making import cup, guest
from small_trades.shop.promotions.models import Coupon, CouponUse, PointsEntry
from small_trades.shop.promotions.tests.making import (
    a_campaign,
    a_coupon,
    asked_for,
    assert_sound,
    give_points,
    shop_rules,
)
from small_trades.shop.site.models import ONLY, ShopSettings
from small_trades.shop.site.queries import forget

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _bank() -> None:
    ShopSettings.objects.update_or_create(pk=ONLY, defaults={"bank_account_ja": "こもれび銀行 1234567"})
    forget()


def signed_in(shopper: Shopper, who: Person) -> Shopper:
    """The shopper as a member, with the same cart."""
    browser = Browser()
    browser.sign_in(who)
    shopper.browser = browser
    cart_id, shopper.cart_id = shopper.cart_id, None
    session = browser.session
    session["cart"] = str(cart_id)
    session.save()
    return shopper


@pytest.fixture
def anna() -> tuple[Person, Customer]:
    return member()


def at_payment(shopper: Shopper, **typed: str) -> Any:
    """Come as far as the payment step and send its form."""
    shopper.details()
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    return shopper.post("payment", **({"payment-method": "bank-transfer"} | typed))


def error_at(answer: Any, field: str) -> str:
    page: str = answer.content.decode()
    assert answer.status_code == 422
    return page.split(f'id="id_{field}_error"')[1].split("</p>", maxsplit=1)[0]


def test_a_coupon_lowers_every_figure_alike() -> None:
    coupon = a_coupon(code="AKI500")
    shopper = Shopper(cup(price=2200))
    assert at_payment(shopper, coupon="aki500", apply="1")["Location"] == reverse("checkout:payment")
    page = shopper.get("payment").content.decode()
    assert 'value="AKI500"' in page
    assert "クーポンで500円を値引きしました。合計は2,470円です。" in page
    shopper.place(shopper.shown())
    order = shopper.order
    assert (order.subtotal, order.discount, order.total, order.coupon_code) == (2200, 500, 2470, "AKI500")
    assert order.lines.get().discount == 500
    assert (order.confirmation["coupon"], order.confirmation["discount"]) == ("AKI500", 500)
    coupon.refresh_from_db()
    assert (coupon.uses, coupon.discounts, coupon.turnover) == (1, 500, 2470)
    run_tasks()
    [mail] = mails()
    assert "お値引き    −500円" in mail.body
    assert "2,470円" in mail.body


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"minimum": 3000}, "あと800円"),
        ({"ends_at": timezone.now() - dt.timedelta(minutes=1)}, "終了しました"),
        ({"most_uses": 0}, "上限に達しました"),
    ],
)
def test_a_coupon_that_does_not_apply_says_so_at_its_field_and_nothing_is_lost(
    columns: dict[str, Any], words: str
) -> None:
    a_coupon(code="AKI500", **columns)
    shopper = Shopper(cup(price=2200))
    answer = at_payment(shopper, coupon="AKI500")
    assert words in error_at(answer, "coupon")
    page = answer.content.decode()
    assert 'value="AKI500"' in page
    assert 'value="bank-transfer"' in page.split("checked")[0][-120:]
    draft = Draft.objects.get()
    assert (draft.coupon_id, draft.payment_method) == (None, "")


@pytest.mark.parametrize("typed", ["NOPE", "💮" * 40, "4242 4242 4242 4242"])
def test_nonsense_for_a_coupon_is_refused(typed: str) -> None:
    shopper = Shopper(cup())
    assert error_at(at_payment(shopper, coupon=typed), "coupon")
    assert Draft.objects.get().coupon_id is None


def test_a_cart_that_shrinks_below_the_minimum_leads_back_to_the_field() -> None:
    a_coupon(code="AKI500", minimum=4000)
    variant = cup(price=2200, available=9)
    shopper = Shopper(variant, quantity=2)
    at_payment(shopper, coupon="AKI500")
    shown = shopper.shown()
    line = shopper.browser.get(reverse("cart:cart"), secure=True).content.decode().split('name="quantity-')[1]
    shopper.browser.post(reverse("cart:update"), {f"quantity-{line.split(chr(34))[0]}": "1"}, secure=True)
    assert shopper.place(shown)["Location"] == reverse("checkout:payment")
    page = shopper.get("payment").content.decode()
    assert "あと1,800円" in page
    assert not Order.objects.exists()
    shopper.post("payment", **{"payment-method": "bank-transfer", "coupon": ""})
    shopper.place(shopper.shown())
    assert shopper.order.total == 2970


def test_the_last_coupon_goes_to_whoever_orders_first() -> None:
    coupon = a_coupon(code="LAST", most_uses=1)
    first, second = Shopper(cup(available=5)), Shopper(cup(available=5))
    for shopper in (first, second):
        at_payment(shopper, coupon="LAST")
    shown = [first.shown(), second.shown()]
    first.place(shown[0])
    answer = second.place(shown[1])
    assert answer["Location"] == reverse("checkout:payment")
    assert "上限に達しました" in second.get("payment").content.decode()
    assert Order.objects.count() == CouponUse.objects.count() == 1
    coupon.refresh_from_db()
    assert coupon.uses == 1


def test_a_guest_is_known_again_by_the_address_and_without_opening_it() -> None:
    a_coupon(code="ONCE", most_each=1)
    a_coupon(code="FIRST", is_for_first_order=True)
    buyer = guest()
    first = Shopper(cup())
    first.details(buyer)
    first.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    first.post("payment", **{"payment-method": "bank-transfer", "coupon": "ONCE"})
    first.place(first.shown())
    again = Shopper(cup())
    again.details(buyer, email=buyer.email.address.upper())
    again.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    for code, words in (("ONCE", "すでにご利用"), ("FIRST", "初めてのご注文")):
        answer = again.post("payment", **{"payment-method": "bank-transfer", "coupon": code})
        assert words in error_at(answer, "coupon")
    _cancel(first.order)
    for code in ("ONCE", "FIRST"):
        answer = again.post("payment", **{"payment-method": "bank-transfer", "coupon": code})
        assert answer["Location"] == reverse("checkout:next")


def _cancel(order: Order) -> None:
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel.cancel(order.pk, reason=CancelReason.CUSTOMER)


def test_a_guest_has_no_points_to_use() -> None:
    shopper = Shopper(cup())
    at_payment(shopper, points="5")
    assert 'name="points"' not in shopper.get("payment").content.decode()
    shopper.place(shopper.shown())
    assert (shopper.order.points, shopper.order.earned) == (0, 0)


def test_a_member_uses_points_earns_points_and_gets_them_back(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    shop_rules(earns=5)
    give_points(customer.subject, 300)
    shopper = signed_in(Shopper(cup(price=2200, available=5)), who)
    at_payment(shopper, points="300")
    shopper.place(shopper.shown())
    order = shopper.order
    # 300 points over 2,200 of goods and 770 of delivery: 222 and 78. 5 % of 1,978.
    assert (order.points, order.total, order.earned) == (300, 2670, 98)
    assert assert_sound(customer.subject) == 0
    _cancel(order)
    assert assert_sound(customer.subject) == 300
    assert not CouponUse.objects.exists()
    again = signed_in(Shopper(cup(price=2200)), who)
    at_payment(again, points="100")
    again.place(again.shown())
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(again.order.pk)
        pack(again.order.pk)
        ship(again.order.pk, carrier="yamato", tracking_number="123456789012")
    assert assert_sound(customer.subject) == 200 + again.order.earned


def test_an_order_that_is_not_paid_in_time_gives_coupon_and_points_back(
    anna: tuple[Person, Customer],
) -> None:
    who, customer = anna
    coupon = a_coupon(code="AKI500")
    give_points(customer.subject, 100)
    shopper = signed_in(Shopper(cup()), who)
    at_payment(shopper, points="100", coupon="AKI500")
    shopper.place(shopper.shown())
    Order.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    with privacy.acting_as(privacy.Actor.system("test")):
        assert cancel.expire_due(timezone.now()) == 1
    coupon.refresh_from_db()
    assert (coupon.uses, assert_sound(customer.subject)) == (0, 100)


@pytest.mark.parametrize(
    ("typed", "words"), [("301", "お持ちのポイントは300"), ("-1", "整数"), ("ten", "整数")]
)
def test_points_nobody_has_are_refused_at_their_field(
    anna: tuple[Person, Customer], typed: str, words: str
) -> None:
    who, customer = anna
    give_points(customer.subject, 300)
    shopper = signed_in(Shopper(cup()), who)
    answer = at_payment(shopper, points=typed)
    assert words in error_at(answer, "points")
    assert f'value="{typed}"' in answer.content.decode()
    assert Draft.objects.get().points == 0


def test_points_that_leave_less_than_a_provider_takes_can_be_changed(anna: tuple[Person, Customer]) -> None:
    person, customer = anna
    give_points(customer.subject, 3000)
    ShopSettings.objects.update(bank_account_ja="")
    forget()
    shopper = signed_in(Shopper(cup(price=2200)), person)
    only = {"payment-method": "card"}
    assert at_payment(shopper, **only, points="2940", apply="1")["Location"] == reverse("checkout:payment")
    assert "この金額をお支払いいただける方法が" in shopper.get("payment").content.decode()

    assert shopper.post("payment", points="2900", apply="1")["Location"] == reverse("checkout:payment")

    page = shopper.get("payment").content.decode()
    assert 'value="card"' in page
    assert 'value="2900"' in page


def test_more_points_than_there_is_to_pay_are_refused(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    give_points(customer.subject, 9000)
    shopper = signed_in(Shopper(cup(price=2200)), who)
    assert "2,970ポイントまで" in error_at(at_payment(shopper, points="2971"), "points")


def test_points_used_elsewhere_meanwhile_place_no_order(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    give_points(customer.subject, 300)
    first, second = (signed_in(Shopper(cup()), who) for _ in range(2))
    for shopper in (first, second):
        at_payment(shopper, points="200")
    shown = second.shown()
    first.place(first.shown())
    assert second.place(shown)["Location"] == reverse("checkout:payment")
    assert "お持ちのポイントは100" in second.get("payment").content.decode()
    assert (Order.objects.count(), assert_sound(customer.subject)) == (1, 100)


def test_an_order_paid_by_points_alone_is_paid(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    give_points(customer.subject, 5000)
    shopper = signed_in(Shopper(cup(price=2200)), who)
    at_payment(shopper, points="2970", **{"payment-method": "card"})
    page = shopper.get("confirm").content.decode()
    assert "ご請求はありません" in page
    assert shopper.place(shopper.shown())["Location"] == reverse("checkout:thanks")
    order = shopper.order
    assert (order.total, order.state, order.payment.state) == (0, OrderState.PAID, PaymentState.PAID)
    _cancel(order)
    order.payment.refresh_from_db()
    assert (order.payment.state, assert_sound(customer.subject)) == (PaymentState.REFUNDED, 5000)
    run_tasks()


def test_a_campaign_lowers_the_price_in_cart_and_order_and_shows_the_usual_one() -> None:
    variant = cup(price=2200)
    a_campaign(percent=20, products=[variant.product])
    asked_for(variant, days=60)
    shopper = Shopper(variant)
    page = shopper.browser.get(reverse("cart:cart"), secure=True).content.decode()
    assert "1,760" in page
    assert "2,200" in page.split('class="price-was"')[1][:120]
    at_payment(shopper)
    shopper.place(shopper.shown())
    line = shopper.order.lines.get()
    assert (line.unit_price, line.usual_price, shopper.order.subtotal) == (1760, 2200, 1760)


@pytest.mark.parametrize(("days", "began"), [(None, 1), (28, 1), (90, 29)])
def test_a_usual_price_is_shown_only_where_it_was_long_asked(days: int | None, began: int) -> None:
    variant = cup(price=2200)
    a_campaign(percent=20, starts_at=timezone.now() - dt.timedelta(days=began))
    if days:
        asked_for(variant, days=days)
    shopper = Shopper(variant)
    page = shopper.browser.get(reverse("cart:cart"), secure=True).content.decode()
    assert "1,760" in page
    assert 'class="price-was"' not in page
    at_payment(shopper)
    shopper.place(shopper.shown())
    assert shopper.order.lines.get().usual_price is None


def test_a_campaign_for_a_category_reaches_those_below_it_and_ends() -> None:
    variant = cup(price=1000)
    top = variant.product.category
    campaign = a_campaign(amount=100, categories=[top])
    shopper = Shopper(variant)
    assert "900" in shopper.browser.get(reverse("cart:cart"), secure=True).content.decode()
    campaign.ends_at = timezone.now()
    campaign.save()
    page = shopper.browser.get(reverse("cart:cart"), secure=True).content.decode()
    assert 'class="price-was"' not in page


def test_what_is_kept_of_coupon_and_points_holds_nobody(anna: tuple[Person, Customer]) -> None:
    who, customer = anna
    a_coupon(code="AKI500")
    give_points(customer.subject, 50)
    shopper = signed_in(Shopper(cup()), who)
    at_payment(shopper, coupon="AKI500", points="50")
    shopper.place(shopper.shown())
    rows = [
        json.dumps(list(model.objects.values()), default=str, ensure_ascii=False)
        for model in (Coupon, CouponUse, PointsEntry)
    ]
    for value in who.planted():
        assert value not in "".join(rows)
