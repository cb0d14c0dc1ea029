"""From cart to order, as browsers and impatient people do it."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.doors.payment.sandbox import provider, signing, webhook
from small_trades.doors.payment.sandbox.cards import CARDS
from small_trades.doors.payment.sandbox.models import Event, Session
from small_trades.policy.declaration import ACCOUNT_DISPLAY, PREFILL
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


def test_no_step_can_be_skipped_and_none_is_lost() -> None:
    shopper = Shopper(cup())
    for step in ("delivery", "payment", "confirm"):
        assert shopper.get(step)["Location"] == reverse("checkout:details")
    assert shopper.post("confirm", shown="x")["Location"] == reverse("checkout:details")

    shopper.details()
    for step in ("payment", "confirm"):
        assert shopper.get(step)["Location"] == reverse("checkout:delivery")
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    assert shopper.get("confirm")["Location"] == reverse("checkout:payment")

    again = shopper.get("details")
    assert 'value="綾小路"' in again.content.decode()
    assert shopper.get("delivery").status_code == 200


def test_another_region_asks_for_the_delivery_again_and_the_same_one_does_not() -> None:
    shopper = Shopper(cup())
    shopper.until_confirmation()

    shopper.details(None, **{"address-line2": "二階"})
    assert Draft.objects.get().has_delivery

    shopper.details(None, **{"postal-code": "900-0001", "address-level1": "沖縄県"})
    draft = Draft.objects.get()
    assert (draft.region, draft.has_delivery, draft.payment_method) == ("okinawa", False, "card")


def test_a_day_that_passed_is_chosen_again() -> None:
    shopper = Shopper(cup())
    shopper.until_confirmation()
    Draft.objects.update(delivery_date=timezone.localdate())

    assert shopper.get("confirm")["Location"] == reverse("checkout:delivery")
    assert not Draft.objects.get().has_delivery


def test_an_empty_cart_has_no_checkout() -> None:
    shopper = Shopper()

    assert shopper.get("details")["Location"] == reverse("cart:cart")
    assert shopper.get("thanks")["Location"] == reverse("cart:cart")


def test_a_cart_that_changed_is_told_once() -> None:
    shopper = Shopper(cup())
    shopper.details()
    words = "前回から、カートの内容が変わりました"
    assert words not in shopper.get("delivery").content.decode()

    shopper.put(cup(price=990))

    assert words in shopper.get("delivery").content.decode()
    assert words not in shopper.get("delivery").content.decode()


def test_wrong_input_is_kept_and_nothing_is_stored() -> None:
    shopper = Shopper(cup())

    answer = shopper.details(tel="123", note="4242424242424242")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="error-summary"' in page
    assert "綾小路" in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("delivery", {"delivery-date": "2020-01-01", "delivery-slot": ""}),
        ("delivery", {"delivery-date": "", "delivery-slot": "midnight"}),
        ("delivery", {"delivery-date": "nonsense"}),
    ],
)
def test_days_and_times_that_are_not_offered(step: str, typed: dict[str, str]) -> None:
    shopper = Shopper(cup())
    shopper.details()

    assert shopper.post(step, **typed).status_code == 422
    assert not Draft.objects.get().has_delivery


def test_a_way_to_pay_that_is_not_offered() -> None:
    shopper = Shopper(cup())
    shopper.details()
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""})

    assert shopper.post("payment", **{"payment-method": "gold"}).status_code == 422
    assert Draft.objects.get().payment_method == ""


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


def forget_drafts(now: dt.datetime) -> int:
    with privacy.acting_as(privacy.Actor.system("test")):
        ran = {found.clock.id: found.forgotten for found in privacy.retention.run(now=now)}
    return ran["checkout.drafts"]


def test_drafts_are_forgotten_in_time_and_no_copy_of_one_opens() -> None:
    person = guest()
    shopper = Shopper(cup())
    shopper.details(person)
    copy = Draft.objects.get()
    now = timezone.now()

    assert forget_drafts(now + dt.timedelta(days=6)) == 0
    assert privacy.retention.plan(copy.subject)[0].clock.id == "checkout.drafts"
    assert forget_drafts(now + dt.timedelta(days=7, seconds=1)) == 1

    assert not Draft.objects.exists()
    assert ORDER_EMAIL.find_all(person.email.address) == []
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        privacy.use(copy.name, purpose=PREFILL)


def test_the_key_of_a_draft_that_became_an_order_is_destroyed_in_time() -> None:
    shopper = Shopper(cup())
    shown = shopper.until_confirmation()
    copy = Draft.objects.get()
    shopper.place(shown)

    forget_drafts(timezone.now() + dt.timedelta(days=9))

    with privacy.acting_as(privacy.Actor.visitor()):
        with pytest.raises(privacy.Erased):
            privacy.use(copy.name, purpose=PREFILL)
        assert privacy.use(shopper.order.name, purpose=ACCOUNT_DISPLAY)


def test_only_the_last_address_finds_the_order() -> None:
    first, last = guest(), guest()
    shopper = Shopper(cup())
    shopper.details(first)

    shopper.details(last)

    assert ORDER_EMAIL.find_all(first.email.address) == []
    assert [hit.record for hit in ORDER_EMAIL.find_all(last.email.address)] == [shopper.draft_id]


def test_sealed_values_only_are_stored() -> None:
    person = guest()
    Shopper(cup()).details(person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM checkout_draft")
        row = repr(cursor.fetchall())

    for value in (person.name.family, person.email.address, person.ship_to.street, person.ship_to.telephone):
        assert value not in row
        assert value.encode().hex() not in row
