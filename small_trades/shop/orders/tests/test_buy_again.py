"""Buying again what was ordered once, from the order's page."""

import re

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.cart.models import CartLine
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import cup, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def signed_in(*lines: object) -> tuple[Browser, str]:
    who, customer = member()
    order = Order.objects.get(
        pk=placed(*lines, subject=customer.subject, customer_id=customer.pk)  # type: ignore[arg-type] # lines
    )
    browser = Browser()
    browser.sign_in(who)
    return browser, f"/en/orders/{order.code}/again/"


def cart() -> dict[int, int]:
    return dict(CartLine.objects.values_list("variant_id", "quantity"))


def told(browser: Browser) -> str:
    return str(browser.get("/en/cart/").content.decode())


def test_all_of_it_is_in_the_cart_again_beside_what_was_there() -> None:
    blue, red = cup(available=9), cup(available=9)
    browser, path = signed_in(line(blue, 2), line(red, 1))
    browser.post("/cart/add/", {"variant": red.pk, "quantity": 3}, HTTP_ORIGIN="https://testserver")
    assert browser.post(path)["Location"] == "/en/cart/"
    assert cart() == {blue.pk: 2, red.pk: 4}
    assert "What you ordered is in your cart" in told(browser)


def test_what_is_gone_is_left_out_and_what_is_scarce_comes_in_part() -> None:
    blue, red, gone = cup(available=4), cup(available=9), cup(available=1)
    browser, path = signed_in(line(blue, 3), line(red, 1), line(gone, 1))
    browser.post(path)
    assert cart() == {blue.pk: 1, red.pk: 1}
    assert "Some of it is sold out" in told(browser)


def test_where_nothing_is_left_the_cart_stays_as_it_was() -> None:
    gone = cup(available=1)
    browser, path = signed_in(line(gone, 1))
    browser.post(path)
    assert cart() == {}
    assert "Nothing of this order can be bought" in told(browser)


def test_a_stranger_puts_nothing_in_and_the_page_offers_it_to_its_person() -> None:
    blue = cup(available=9)
    browser, path = signed_in(line(blue, 2))
    stranger = Browser()
    assert stranger.post(path)["Location"] == path.removesuffix("again/")
    assert cart() == {}
    page = browser.get(path.removesuffix("again/")).content.decode()
    assert re.search(rf'action="{path}"', page)
    with privacy.acting_as(privacy.Actor.visitor()):
        assert browser.get(path).status_code == 405
