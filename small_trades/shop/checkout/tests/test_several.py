"""One order to several addresses: who gets how many, what each costs, and the way back to one."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.cart.models import CartLine
from small_trades.shop.checkout.actions.divide import MOST_ADDRESSES, add_address
from small_trades.shop.checkout.models import Draft, DraftDestination
from small_trades.shop.checkout.tests.several import add, change, choose, divide, numbers, typed_address
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.rules import CashRules
from small_trades.shop.options.actions.edit import set_gift_rules
from small_trades.shop.orders.models import Destination
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.orders.tests.making import cup, guest

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OKINAWA = {"address-level1": "沖縄県"}


def shopping(*quantities: int, price: int = 2200) -> Shopper:
    shopper = Shopper()
    for quantity in quantities:
        shopper.put(cup(price=price, available=99), quantity)
    shopper.details()
    return shopper


def test_goods_go_to_three_addresses_each_for_its_fee_and_with_its_own_day() -> None:
    shopper, aunt, uncle = shopping(5, 2), guest(), guest()
    assert add(shopper, aunt)["Location"] == reverse("checkout:several")
    add(shopper, uncle, **OKINAWA)
    page = shopper.get("several").content.decode()
    assert aunt.ship_to.street in page
    assert uncle.ship_to.street in page

    assert divide(shopper, (1, 2, 2), (2, 0, 0))["Location"] == reverse("checkout:delivery")
    shopper_page = shopper.get("delivery").content.decode()
    day = shopper_page.split('name="to-3-delivery-date"')[1].split('value="20')[1][:8]
    choose(shopper, **{"to-2-delivery-slot": "18-20", "to-3-delivery-date": f"20{day}"})
    shopper.post("payment", **{"payment-method": "card"})
    page = shopper.get("confirm").content.decode()
    for person in (aunt, uncle):
        assert person.ship_to.street in page
    # Honshu twice, Okinawa once.
    assert "3,190円" in page
    shopper.place(shopper.shown())

    order = shopper.order
    own, second, third = order_by_id(order.pk).destinations  # type: ignore[union-attr] # it was placed
    assert [one.shipping for one in (own, second, third)] == [770, 770, 1650]
    assert order.shipping == 3190
    assert [[(g.position, g.quantity) for g in one.goods] for one in (own, second, third)] == [
        [(0, 1), (1, 2)],
        [(0, 2)],
        [(0, 2)],
    ]
    assert second.slot == "18-20"
    assert third.delivery_date == dt.date.fromisoformat(f"20{day}")
    with privacy.acting_as(privacy.Actor.system("test")):
        opened = privacy.use([one.ship_to for one in (second, third)], purpose=DELIVERY)
    assert [to.street for to in opened] == [aunt.ship_to.street, uncle.ship_to.street]
    assert [one["shipping"] for one in order.confirmation["destinations"]] == [770, 770, 1650]
    assert not Draft.objects.exists()
    assert not DraftDestination.objects.exists()


def test_each_parcel_is_free_by_what_is_in_it_and_by_nothing_else() -> None:
    save_rules(replace(DEFAULTS, free_from=10_000))
    shopper = shopping(6)
    add(shopper)
    divide(shopper, (5, 1))
    page = shopper.get("delivery").content.decode()
    assert "この住所への送料は無料です。" in page
    assert "この住所への送料は770円です。" in page


@pytest.mark.parametrize("row", [(2, 0), (1, 1), (3, 1), (0, 3)])
def test_numbers_that_are_not_the_cart_or_leave_somebody_out_are_refused_at_their_fields(
    row: tuple[int, int],
) -> None:
    shopper = shopping(3)
    add(shopper)
    answer = divide(shopper, row)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert all(f'value="{number}"' in page for number in row)
    assert shopper.get("payment")["Location"] == reverse("checkout:delivery")
    assert shopper.get("delivery")["Location"] == reverse("checkout:several")


@pytest.mark.parametrize("typed", ["-1", "many", "4", "99999999999999999999"])
def test_what_is_no_number_of_pieces_is_refused_and_changes_nothing(typed: str) -> None:
    shopper = shopping(3)
    add(shopper)
    divide(shopper, (2, 1))
    sent = numbers(shopper, (2, 1))
    answer = shopper.post("several", **(sent | {list(sent)[1]: typed}))
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert shopper.get("delivery").status_code == 200


def test_whatever_is_pressed_keeps_the_numbers() -> None:
    shopper = shopping(5)
    add(shopper)
    assert divide(shopper, (1, 4), press={"add": "1"})["Location"] == reverse("checkout:new_address")
    add(shopper)
    [row] = Draft.objects.get().divided.values()  # type: ignore[union-attr] # it is divided
    assert row == [1, 4, 0]
    to_edit = divide(shopper, (1, 2, 2), press={"edit": "3"})["Location"]
    assert to_edit == reverse("checkout:other_address", kwargs={"number": 3})
    # What was to go to a removed address goes to the first.
    divide(shopper, (1, 2, 2), press={"remove": "2"})
    [row] = Draft.objects.get().divided.values()  # type: ignore[union-attr]
    assert row == [3, 2]
    assert [one.position for one in DraftDestination.objects.all()] == [1]
    divide(shopper, (3, 2), press={"one": "1"})
    assert not DraftDestination.objects.exists()
    assert "複数" in shopper.get("delivery").content.decode()
    assert shopper.post("several")["Location"] == reverse("checkout:delivery")
    assert shopper.post("several", edit="1")["Location"] == reverse("checkout:details")


def test_an_address_is_corrected_and_its_fee_found_anew() -> None:
    shopper, aunt = shopping(2), guest()
    add(shopper, aunt)
    divide(shopper, (1, 1))
    choose(shopper)
    page = shopper.browser.get(reverse("checkout:other_address", kwargs={"number": 2}), secure=True)
    assert aunt.ship_to.street in page.content.decode()
    assert change(shopper, 2, **typed_address(aunt, **{"address-line1": ""})).status_code == 422
    assert change(shopper, 2, **typed_address(aunt, **OKINAWA))["Location"] == reverse("checkout:several")
    assert not Draft.objects.get().has_delivery
    assert DraftDestination.objects.get().region == "okinawa"
    for number in (1, 3, 0, 99):
        assert change(shopper, number, **typed_address()).status_code == 404


def test_a_cart_that_changed_is_divided_anew() -> None:
    shopper = shopping(3)
    add(shopper)
    divide(shopper, (2, 1))
    choose(shopper)
    shopper.post("payment", **{"payment-method": "card"})
    shown = shopper.shown()
    CartLine.objects.update(quantity=4)
    assert shopper.place(shown)["Location"] == reverse("checkout:several")
    page = shopper.get("several").content.decode()
    assert "カートの数量と一致するように" in page
    divide(shopper, (2, 2))
    choose(shopper)
    shopper.place(shopper.shown())
    assert [one.quantity for one in Destination.objects.get().pieces.all()] == [2]


def test_several_addresses_are_not_paid_on_delivery() -> None:
    save_rules(replace(DEFAULTS, cash=CashRules(is_on=True)))
    shopper = shopping(2)
    shopper.post("delivery", **{"delivery-date": "", "delivery-slot": ""})
    shopper.post("payment", **{"payment-method": "cash-on-delivery"})
    add(shopper)
    divide(shopper, (1, 1))
    choose(shopper)
    assert "cash-on-delivery" not in shopper.get("payment").content.decode()
    assert shopper.get("confirm")["Location"] == reverse("checkout:payment")


def test_what_nobody_delivers_to_one_of_them_is_said_of_that_one() -> None:
    save_rules(replace(DEFAULTS, remote_codes=("100",), remote_fee=None))
    shopper = shopping(2)
    add(shopper, None, **{"postal-code": "100-1511"})
    divide(shopper, (1, 1))
    answer = shopper.get("delivery")
    assert answer.status_code == 409
    assert "お届け先2" in answer.content.decode()


def test_each_address_has_its_own_present() -> None:
    set_gift_rules(has_message=True, has_noshi=True)
    shopper = shopping(2)
    add(shopper)
    divide(shopper, (1, 1))
    answer = choose(shopper, **{"to-2-noshi-name": "山田"})
    assert answer.status_code == 422
    assert 'href="#id_to-2-noshi-front"' in answer.content.decode()
    choose(shopper, **{"noshi-front": "御歳暮", "to-2-message": "お元気で"})
    page = shopper.get("delivery").content.decode()
    assert "お元気で" in page
    shopper.post("payment", **{"payment-method": "card"})
    shopper.place(shopper.shown())
    own, other = order_by_id(shopper.order.pk).destinations  # type: ignore[union-attr]
    with privacy.acting_as(privacy.Actor.system("test")):
        gift, message = privacy.use((own.gift, other.gift), purpose=DELIVERY)
    assert (gift.noshi_front, gift.message) == ("御歳暮", "")
    assert (message.noshi_front, message.message) == ("", "お元気で")


def test_an_order_goes_to_twenty_addresses_at_most() -> None:
    shopper = shopping(30)
    with privacy.acting_as(privacy.Actor.visitor()):
        for _ in range(MOST_ADDRESSES - 1):
            add_address(shopper.draft_id, guest().ship_to)
    answer = add(shopper)
    assert answer.status_code == 422
    assert "20" in answer.content.decode()
    divide(shopper, (11, *([1] * 19)))
    choose(shopper)
    shopper.post("payment", **{"payment-method": "card"})
    shopper.place(shopper.shown())
    assert shopper.order.destinations.count() == MOST_ADDRESSES - 1
    # What goes to the first address is worth enough to be free.
    assert shopper.order.shipping == 19 * 770
