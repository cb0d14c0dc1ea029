"""A guest sends one order to three households, by keyboard and eye; the desk sends a parcel to each."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Device, new_context
from tests.browser.running import RunningShop
from tests.browser.steps import (
    accessible,
    choose_payment,
    code_in,
    fill_details,
    go_on,
    hiragana,
    put_in_cart,
    watch,
)
from tests.people import GUEST, MEMBER, OWNER, Person


def test_one_order_goes_to_three_households(chromium: Browser, shop: RunningShop, device: Device) -> None:
    window = new_context(chromium, device)
    page = window.new_page()
    noted = watch(page, shop)
    for _piece in range(3):
        put_in_cart(page, shop, "ginkgo-cutting-board")
    page.goto(f"{shop.url}/checkout/details/")
    fill_details(page, GUEST)
    go_on(page)
    page.locator("a[href$='/checkout/several/']").click()
    accessible(page)
    for person in (MEMBER, OWNER):
        page.locator("button[name='add']").click()
        _type(page, person)
        go_on(page)
    accessible(page)
    _divide(page, "1", "1", "1")
    expect(page).to_have_url(f"{shop.url}/checkout/delivery/")
    accessible(page)
    expect(page.locator("legend", has_text=MEMBER.family)).to_be_visible()
    go_on(page)
    choose_payment(page, "bank-transfer")
    page.wait_for_url("**/checkout/confirm/**")
    for person in (GUEST, MEMBER, OWNER):
        expect(page.locator("main")).to_contain_text(person.street)
    accessible(page)
    go_on(page)
    page.wait_for_url("**/checkout/thanks/**")
    code = code_in(page)
    page.goto(f"{shop.url}/orders/{code}/")
    accessible(page)
    expect(page.locator(".destinations > li")).to_have_count(3)
    assert [one for one in noted if "422" not in one] == []
    window.close()


def _type(page: Page, person: Person) -> None:
    for name, value in (
        ("family-name", person.family),
        ("given-name", person.given),
        ("family-kana", hiragana(person.family_kana)),
        ("given-kana", hiragana(person.given_kana)),
        ("tel", person.telephone),
        ("postal-code", person.postal_code),
    ):
        page.locator(f"[name='{name}']").fill(value)
    accessible(page)
    page.locator("[data-fill]").click()
    expect(page.locator("[name='address-level2']")).to_have_value(person.city)
    page.locator("[name='address-line1']").fill(person.street)


def _divide(page: Page, *numbers: str) -> None:
    """First wrongly: what is said leads to its field, and nothing typed is lost."""
    fields = page.locator("input[name*='-to-']")
    expect(fields).to_have_count(len(numbers))
    fields.nth(0).fill("3")
    fields.nth(1).fill(numbers[1])
    go_on(page)
    expect(page.locator("[role=alert]")).to_be_focused()
    expect(fields.nth(1)).to_have_value(numbers[1])
    accessible(page)
    page.locator("[role=alert] a").first.click()
    assert re.search(r"-to-\d$", str(page.evaluate("document.activeElement.name")))
    for at, number in enumerate(numbers):
        fields.nth(at).fill(number)
    go_on(page)
