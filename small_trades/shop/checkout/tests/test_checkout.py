"""From cart to order, as browsers and impatient people do it."""

import json
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse

from small_trades import privacy
from small_trades.doors.payment.sandbox import provider, signing, webhook
from small_trades.doors.payment.sandbox.cards import CARDS
from small_trades.doors.payment.sandbox.models import Event, Session
from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.cart.models import Cart
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import OrderState, PaymentState
from small_trades.shop.orders.tests.making import cup, guest
from small_trades.shop.products.models import Variant
from small_trades.shop.site.models import ONLY, ShopSettings

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def _bank() -> None:
    ShopSettings.objects.update_or_create(pk=ONLY, defaults={"bank_account_ja": "こもれび銀行 1234567"})
    from small_trades.shop.site.queries import forget  # noqa: PLC0415 - beside the row it forgets

    forget()


def stock_of(variant: Variant) -> int:
    return Variant.objects.get(pk=variant.pk).available


def test_a_guest_buys_a_cup_by_card() -> None:
    variant, person = cup(available=3, price=2200), guest()
    shopper = Shopper(variant, quantity=2)

    answer = shopper.place(shopper.until_confirmation(person))

    order = shopper.order
    [session] = Session.objects.all()
    page = reverse("payment_sandbox:page", args=[session.pk])
    assert answer["Location"] == f"{settings.SMALL_TRADES.base_url}{page}"
    assert (order.state, order.total, order.delivery_slot) == (OrderState.PLACED, 5170, "18-20")
    assert stock_of(variant) == 1
    assert not Draft.objects.exists()
    assert not Cart.objects.exists()
    with privacy.acting_as(privacy.Actor.visitor()):
        assert privacy.use(order.email, purpose=ACCOUNT_DISPLAY) == person.email
        assert privacy.use(order.ship_to, purpose=ACCOUNT_DISPLAY).street == person.ship_to.street
    assert [hit.record for hit in ORDER_EMAIL.find_all(person.email.address)] == [order.pk]


def test_a_guest_pays_by_transfer() -> None:
    shopper = Shopper(cup())

    answer = shopper.place(shopper.until_confirmation(method="bank-transfer"))

    assert answer["Location"] == reverse("checkout:thanks")
    page = shopper.get("thanks").content.decode()
    assert shopper.order.code in page
    assert "こもれび銀行 1234567" in page
    assert not Session.objects.exists()


def test_the_confirmation_shows_and_keeps_what_the_law_asks(ledger_rows: LedgerRows) -> None:
    person = guest()
    shopper = Shopper(cup(price=2200))
    shown = shopper.until_confirmation(person, method="bank-transfer")

    page = shopper.get("confirm").content.decode()
    for words in (
        "2,200",
        "770",
        "2,970",
        "銀行振込",
        "7日以内",
        "18:00–20:00",
        "梱包を始めるまで",
        "お問い合わせ",
    ):
        assert words in page
    assert person.name.family in page
    uses = [row for row in ledger_rows(privacy.ledger.Event.USE) if "DeliveryAddress" in row.groups]
    assert {row.purpose for row in uses} == {"3b-delivery"}

    shopper.place(shown)

    kept = shopper.order.confirmation
    assert (kept["total"], kept["terms_version"], kept["policy_version"]) == (
        2970,
        1,
        privacy.policy().version,
    )
    assert "梱包を始めるまで" in kept["cancellation"]
    for value in (person.name.family, person.email.address, person.ship_to.street, person.ship_to.telephone):
        assert value not in json.dumps(kept, ensure_ascii=False)


def test_the_order_confirmed_before_the_browser_is_back() -> None:
    shopper = Shopper(cup())
    shopper.place(shopper.until_confirmation())
    provider.use_card(Session.objects.get().pk, CARDS["pays"])

    told = webhook.body_of(Event.objects.get())
    answer = shopper.browser.post(
        reverse("webhooks:payment", args=["sandbox"]),
        told,
        "application/json",
        secure=True,
        headers={signing.HEADER: signing.signature(told)},
    )

    assert answer.content == b"applied"
    assert "ご注文ありがとうございます" in shopper.get("thanks").content.decode()
    assert shopper.order.state == OrderState.PAID


def test_the_way_back_alone_pays_nothing() -> None:
    shopper = Shopper(cup())
    shopper.place(shopper.until_confirmation())
    provider.use_card(Session.objects.get().pk, CARDS["late"])

    page = shopper.get("thanks").content.decode()

    assert "お支払いを確認しています" in page
    assert "data-awaited" in page
    order = shopper.order
    assert (order.state, order.payment.state) == (OrderState.PLACED, PaymentState.WAITING)

    again = shopper.browser.post(reverse("orders:pay", args=[order.code]), secure=True)
    assert again["Location"] == reverse("orders:order", args=[order.code])
    assert Session.objects.count() == 1


def test_the_same_confirmation_sent_twice_is_one_order() -> None:
    variant = cup(available=3)
    shopper = Shopper(variant)
    shown = shopper.until_confirmation(method="bank-transfer")

    first, second = shopper.place(shown), shopper.place(shown)

    assert first["Location"] == second["Location"] == reverse("checkout:thanks")
    assert Order.objects.count() == 1
    assert stock_of(variant) == 2


def test_a_card_order_sent_twice_leads_to_one_page_twice() -> None:
    shopper = Shopper(cup())
    shown = shopper.until_confirmation()

    first, second = shopper.place(shown), shopper.place(shown)

    assert first["Location"] == second["Location"]
    assert "/demo/pay/" in first["Location"]
    assert Session.objects.count() == 1


def test_the_same_confirmation_sent_at_the_same_moment_is_one_order() -> None:
    variant = cup(available=5)
    shopper = Shopper(variant)
    shown = shopper.until_confirmation(method="bank-transfer")

    def press(_number: int) -> int:
        try:
            return int(shopper.place(shown).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(press, range(4))) == {302}

    assert Order.objects.count() == 1
    assert stock_of(variant) == 4


@pytest.mark.parametrize("shown", ["", "0" * 64, "nonsense"])
def test_nothing_is_placed_that_was_not_shown(shown: str) -> None:
    shopper = Shopper(cup())
    shopper.until_confirmation()

    assert shopper.place(shown).status_code == 409

    assert not Order.objects.exists()


def test_a_price_that_changed_is_shown_before_it_is_charged() -> None:
    variant = cup(price=2200)
    shopper = Shopper(variant)
    shown = shopper.until_confirmation(method="bank-transfer")
    Variant.objects.filter(pk=variant.pk).update(price=2420)

    answer = shopper.place(shown)

    assert answer.status_code == 409
    assert "3,190" in answer.content.decode()
    assert not Order.objects.exists()
    shopper.place(shopper.shown())
    assert shopper.order.total == 3190


def test_an_address_changed_in_another_tab_is_shown_again() -> None:
    shopper = Shopper(cup())
    shown = shopper.until_confirmation(method="bank-transfer")
    shopper.details(None, **{"address-line2": "別館"})

    assert shopper.place(shown).status_code == 409
    assert not Order.objects.exists()


def test_goods_that_sold_out_meanwhile_lead_back_to_the_cart() -> None:
    variant = cup(available=1)
    shopper = Shopper(variant)
    shown = shopper.until_confirmation()
    Variant.objects.filter(pk=variant.pk).update(available=0)

    assert shopper.place(shown)["Location"] == reverse("cart:cart")

    assert not Order.objects.exists()
    assert Draft.objects.count() == 1


def test_the_provider_being_away_keeps_the_order() -> None:
    shopper = Shopper(cup())
    shown = shopper.until_confirmation()
    away = privacy.DoorError("away", permanent=False)

    with patch("small_trades.doors.payment.sandbox.provider.open_session", side_effect=away):
        answer = shopper.place(shown)

    order = shopper.order
    assert answer["Location"] == reverse("orders:order", args=[order.code])
    page = shopper.browser.get(answer["Location"], secure=True).content.decode()
    assert "お支払いのページに接続できません" in page
    assert "お支払いへ進む" in page
