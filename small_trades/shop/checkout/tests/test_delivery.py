"""How a parcel goes, chosen in the checkout: carriers, islands, rules that change under way, and cash."""

from dataclasses import replace

import pytest
from django.urls import reverse

from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.rules import CashRules, Rules
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.orders.states import OrderState, PaymentState
from small_trades.shop.orders.tests.making import cup
from small_trades.shop.site.actions import change_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TWO = replace(DEFAULTS, carriers=(DEFAULTS.carriers[0], replace(DEFAULTS.carriers[1], is_on=True, extra=110)))
CASH = replace(DEFAULTS, cash=CashRules(is_on=True, fees=((3_000, 330), (10_000, 440))))


def at_delivery(rules: Rules, *, price: int = 2200, quantity: int = 1) -> Shopper:
    save_rules(rules)
    shopper = Shopper(cup(price=price, available=9), quantity=quantity)
    shopper.details()
    return shopper


def test_where_there_is_a_choice_the_carrier_is_asked_for_with_its_price() -> None:
    shopper = at_delivery(TWO)
    page = shopper.get("delivery").content.decode()
    assert "ヤマト運輸 (770円)" in page
    assert "佐川急便 (880円)" in page

    shopper.post("delivery", **{"carrier": "sagawa", "delivery-date": "", "delivery-slot": "18-21"})
    shopper.post("payment", **{"payment-method": "card"})
    confirmed = shopper.get("confirm").content.decode()
    assert "佐川急便" in confirmed
    shopper.place(shopper.shown())

    order = shopper.order
    assert (order.carrier, order.shipping, order.delivery_slot) == ("sagawa", 880, "18-21")
    assert order.confirmation["carrier"] == "佐川急便"


def test_a_time_that_the_carrier_does_not_have_is_refused_at_its_field() -> None:
    shopper = at_delivery(TWO)
    answer = shopper.post("delivery", **{"carrier": "yamato", "delivery-date": "", "delivery-slot": "18-21"})
    assert answer.status_code == 422
    assert "この配送業者では、その時間帯をご指定いただけません。" in answer.content.decode()
    assert not Draft.objects.get().has_delivery


def test_one_carrier_is_not_asked_for() -> None:
    assert "佐川急便" not in at_delivery(DEFAULTS).get("delivery").content.decode()


def test_where_nothing_can_be_sent_it_says_why_and_goes_no_further() -> None:
    shopper = at_delivery(replace(DEFAULTS, zones=DEFAULTS.zones[:1]))
    answer = shopper.get("delivery")
    assert answer.status_code == 409
    assert "この都道府県へはお届けしておりません。" in answer.content.decode()
    assert shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""}).status_code == 409
    assert shopper.get("confirm")["Location"] == reverse("checkout:delivery")


def test_an_island_is_known_by_its_postcode() -> None:
    code = at_delivery(DEFAULTS).draft_id
    to = Draft.objects.get(pk=code)
    assert not to.is_remote
    shopper = at_delivery(replace(DEFAULTS, remote_codes=("100", "150"), remote_fee=900))
    assert Draft.objects.get(pk=shopper.draft_id).is_remote
    assert "1,670円" in shopper.get("delivery").content.decode()


def test_rules_that_change_under_way_hold_at_once_and_the_zone_is_found_anew() -> None:
    shopper = at_delivery(DEFAULTS)
    shown = shopper.until_confirmation()
    dearer = tuple(replace(zone, id=f"new-{zone.id}", fees=(1_000,)) for zone in DEFAULTS.zones)
    save_rules(replace(DEFAULTS, zones=dearer))

    assert shopper.place(shown)["Location"] == reverse("checkout:next")
    assert not Order.objects.exists()
    assert Draft.objects.get().region == "new-kanto"
    assert "1,000円" in shopper.get("delivery").content.decode()


def test_an_order_keeps_what_was_agreed() -> None:
    shopper = at_delivery(DEFAULTS)
    shopper.place(shopper.until_confirmation())
    save_rules(replace(DEFAULTS, zones=tuple(replace(zone, fees=(5_000,)) for zone in DEFAULTS.zones)))
    assert (shopper.order.shipping, shopper.order.total) == (770, 2970)


@pytest.mark.parametrize(("price", "fee"), [(2_230, 330), (2_231, 440), (9_230, 440)])
def test_cash_on_delivery_costs_what_the_table_says_for_the_total(price: int, fee: int) -> None:
    shopper = at_delivery(CASH, price=price)
    shopper.place(shopper.until_confirmation(method="cash-on-delivery"))

    order = shopper.order
    assert (order.fee, order.total, order.expires_at) == (fee, price + 770 + fee, None)
    assert (order.state, order.payment.state, order.payment.amount) == (
        OrderState.PLACED,
        PaymentState.WAITING,
        order.total,
    )


@pytest.mark.parametrize(
    ("rules", "price"),
    [
        (DEFAULTS, 2_200),
        (CASH, 9_231),
        (replace(CASH, cash=replace(CASH.cash, zones_without=frozenset({"kanto"}))), 2_200),
        (replace(CASH, carriers=(replace(DEFAULTS.carriers[0], takes_cash=False),)), 2_200),
    ],
)
def test_cash_is_offered_only_where_somebody_collects_so_much(rules: Rules, price: int) -> None:
    shopper = at_delivery(rules, price=price)
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    assert "cash-on-delivery" not in shopper.get("payment").content.decode()
    assert shopper.post("payment", **{"payment-method": "cash-on-delivery"}).status_code == 422
    assert Draft.objects.get(pk=shopper.draft_id).payment_method == ""


def test_a_method_that_is_switched_off_under_way_is_chosen_anew() -> None:
    shopper = at_delivery(CASH)
    shown = shopper.until_confirmation(method="cash-on-delivery")
    change_shop(payment={"off": ["cash-on-delivery"], "most": {}, "reminder_days": 2})
    assert shopper.place(shown)["Location"] == reverse("checkout:payment")
    assert not Order.objects.exists()


def test_a_method_has_its_highest_total() -> None:
    shopper = at_delivery(CASH)
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    change_shop(payment={"off": [], "most": {"card": 2_969, "konbini": 2_970}, "reminder_days": 2})
    page = shopper.get("payment").content.decode()
    assert 'value="card"' not in page
    assert 'value="konbini"' in page


def test_details_typed_while_the_rules_changed_are_kept() -> None:
    shopper = at_delivery(DEFAULTS)
    save_rules(replace(DEFAULTS, remote_codes=("060",)))
    shopper.details(None, **{"address-level1": "北海道", "postal-code": "060-0001"})
    draft = Draft.objects.get()
    assert (draft.region, draft.is_remote, draft.rules) == ("hokkaido", True, 2)


def test_the_desk_sees_and_is_offered_the_carrier_that_was_chosen() -> None:
    shopper = at_delivery(TWO)
    shopper.post("delivery", **{"carrier": "sagawa", "delivery-date": "", "delivery-slot": ""})
    shopper.post("payment", **{"payment-method": "card"})
    shopper.place(shopper.shown())
    found = order_by_id(shopper.draft_id)
    assert found is not None
    assert found.carrier == "sagawa"
