"""A guest buys a cup: from the home page to the mail, on a telephone and on a desktop computer."""

import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TELEPHONE, Device, new_context
from tests.browser.running import RunningShop
from tests.browser.steps import (
    accessible,
    buy,
    choose_payment,
    code_in,
    fill_details,
    go_on,
    put_in_cart,
    take_picture,
    wait_for_mail,
    watch,
)
from tests.people import GUEST


def test_a_guest_buys_by_card(page: Page, shop: RunningShop, device: Device, pictures: Path) -> None:
    noted = watch(page, shop)
    page.goto(f"{shop.url}/")
    accessible(page)
    take_picture(page, pictures / f"home-{device.name}.jpg")
    page.goto(f"{shop.url}/products/blue-cup/")
    take_picture(page, pictures / f"product-{device.name}.jpg")
    put_in_cart(page, shop, "blue-cup")
    accessible(page)
    page.goto(f"{shop.url}/checkout/details/")
    fill_details(page, GUEST)
    accessible(page)
    go_on(page)
    expect(page).to_have_url(f"{shop.url}/checkout/delivery/")
    accessible(page)
    go_on(page)
    accessible(page)
    choose_payment(page, "card")
    expect(page.locator("main")).to_contain_text(GUEST.family)
    expect(page.locator("main")).to_contain_text("2,200")
    accessible(page)
    take_picture(page, pictures / f"confirm-{device.name}.jpg")
    go_on(page)
    page.wait_for_url("**/demo/pay/**")
    accessible(page)

    page.locator("button[value='declines']").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    page.locator("button[value='challenges']").click()
    accessible(page)
    page.locator("button[value='confirm']").click()
    page.wait_for_url("**/checkout/thanks/**")
    expect(page.locator("[data-awaited]")).to_have_count(0)
    code = code_in(page)
    accessible(page)

    wait_for_mail(shop, GUEST.email, code)
    page.goto(f"{shop.url}/demo/mailbox/")
    expect(page.locator("main")).to_contain_text(code)
    accessible(page)
    assert noted == []


# Somebody else: who orders again and again waits for a person to look.
GIVER = replace(
    GUEST,
    family="三日月野",
    family_kana="ミカヅキノ",
    email="giver.planted.3e5c@example.jp",
    postal_code="530-0001",
    prefecture="大阪府",
    city="大阪市北区",
    street="曽根崎八丁目九三番二一号",
    building="",
    telephone="06-6345-7702",
)


def test_a_guest_buys_a_wrapped_and_engraved_cup(
    page: Page, shop: RunningShop, pictures: Path, device: Device
) -> None:
    noted = watch(page, shop)
    page.goto(f"{shop.url}/products/black-teapot/")
    page.get_by_label("ギフト包装").select_option(index=1)
    page.get_by_label("名入れ").check()
    accessible(page)
    with page.expect_response(lambda answer: "/cart/add/" in answer.url):
        page.locator("form[action*='/cart/add/'] button[type=submit]").last.click()
    page.goto(f"{shop.url}/cart/")
    expect(page.locator("main")).to_contain_text("和紙の包み")
    accessible(page)
    take_picture(page, pictures / f"options-cart-{device.name}.jpg")
    page.goto(f"{shop.url}/checkout/details/")
    fill_details(page, GIVER)
    go_on(page)
    page.locator("[name^='words-']").fill("緑青")
    page.locator("[name='noshi-front']").select_option("御祝")
    page.locator("[name='noshi-name']").fill("佐藤")
    page.locator("[name='message']").fill("おめでとうございます。")
    accessible(page)
    take_picture(page, pictures / f"options-words-{device.name}.jpg")
    go_on(page)
    choose_payment(page, "card")
    for words in ("和紙の包み", "緑青", "佐藤", "おめでとうございます。"):
        expect(page.locator("main")).to_contain_text(words)
    accessible(page)
    take_picture(page, pictures / f"options-confirm-{device.name}.jpg")
    go_on(page)
    page.locator("button[value='pays']").click()
    page.wait_for_url("**/checkout/thanks/**")
    code = code_in(page)
    page.goto(f"{shop.url}/orders/{code}/")
    expect(page.locator("main")).to_contain_text("緑青")
    accessible(page)
    take_picture(page, pictures / f"options-order-{device.name}.jpg")
    assert noted == []


def test_a_payment_that_is_confirmed_late_is_waited_for(chromium: Browser, shop: RunningShop) -> None:
    window = new_context(chromium, TELEPHONE)
    page = window.new_page()
    noted = watch(page, shop)
    buy(page, shop, "bean-plates", GUEST, method="card", card="late")
    expect(page.locator("[data-awaited]")).to_be_visible()
    accessible(page)
    # The provider tells the shop after twenty seconds; the page notices by itself.
    expect(page.locator("[data-awaited]")).to_have_count(0, timeout=45_000)
    expect(page.locator("h1")).to_have_text("ご注文ありがとうございます")
    assert noted == []
    window.close()


def test_http_redirects_to_https(shop: RunningShop) -> None:
    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_arguments: object) -> None:
            return None

    opener = urllib.request.build_opener(NoRedirect)
    with pytest.raises(urllib.error.HTTPError) as answer:
        opener.open(f"{shop.http_url}/products/?q=cup")
    answer.value.close()
    assert answer.value.code == 301
    assert answer.value.headers["Location"] == f"{shop.url}/products/?q=cup"
