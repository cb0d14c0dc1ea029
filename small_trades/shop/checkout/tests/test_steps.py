"""The steps of the checkout: their order, what they take, and what they ask again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders.tests.making import cup

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


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
