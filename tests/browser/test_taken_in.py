"""Orders from before somebody registered: one they put among theirs, another the desk does when asked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Device, new_context
from tests.browser.running import RunningShop, start
from tests.browser.steps import (
    accessible,
    buy,
    go_on,
    join_desk,
    mails_to,
    register,
    take_picture,
    wait_for_mail,
    watch,
)
from tests.people import MEMBER, OWNER

REASON = "お電話でのお申し出により"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RunningShop]:
    """A shop with nobody in it, whose owner has yet to come."""
    running = start(tmp_path)
    yield running
    assert running.stop() == 0


def test_orders_from_before_are_taken_in(
    page: Page, own: RunningShop, device: Device, chromium: Browser, pictures: Path
) -> None:
    noted = watch(page, own)
    file = pictures / f"taken-in-{device.name}"
    first, second = (buy(page, own, "blue-cup", MEMBER, method="bank-transfer") for _ in range(2))
    register(page, own, MEMBER)
    take_in(page, own, first, file)
    page.goto(f"{own.url}/mypage/orders/{first}/")
    expect(page.locator("main")).to_contain_text(MEMBER.street)
    staff = new_context(chromium, device)
    by_the_desk(staff.new_page(), own, second, file)
    staff.close()
    wait_for_mail(own, MEMBER.email, second)
    page.goto(f"{own.url}/mypage/orders/")
    expect(page.locator("main")).to_contain_text(second)
    page.goto(f"{own.url}/mypage/information/uses/")
    expect(page.locator("main")).to_contain_text(REASON)
    assert noted == []


def take_in(page: Page, shop: RunningShop, code: str, pictures: Path) -> None:
    """By the member, from the list of orders to the list of orders."""
    page.goto(f"{shop.url}/mypage/orders/")
    page.locator("a[href$='/mypage/orders/earlier/']").click()
    look(page, pictures, "1")
    in_english(page, shop, pictures, "1")
    go_on(page)
    wait_for_mail(shop, MEMBER.email, "ご本人の確認のためのコード")
    look(page, pictures, "2")
    in_english(page, shop, pictures, "2")
    mailed = re.findall(r"^(\d{8})\r?$", "\n".join(mails_to(shop, MEMBER.email)), re.MULTILINE)
    for name, value in (
        ("code", mailed[-1]),
        ("name", f"{MEMBER.family}{MEMBER.given}"),
        ("postal-code", MEMBER.postal_code),
        ("tel", MEMBER.telephone),
    ):
        page.locator(f"[name='{name}']").fill(value)
    go_on(page)
    page.wait_for_url("**/earlier/choose/")
    look(page, pictures, "3")
    in_english(page, shop, pictures, "3")
    page.locator(f"[name='orders'][value='{code}']").check()
    page.locator("[name='is_final']").check()
    go_on(page)
    page.wait_for_url("**/mypage/orders/")
    expect(page.locator("main")).to_contain_text(code)
    look(page, pictures, "4")


def by_the_desk(page: Page, shop: RunningShop, code: str, pictures: Path) -> None:
    """By staff, who find the member by the order that is theirs already and open nothing."""
    join_desk(page, shop, OWNER)
    page.goto(f"{shop.url}/desk/people/")
    page.locator("[name='wanted']").fill(MEMBER.email)
    go_on(page)
    page.locator("main a[href*='/desk/people/']").first.click()
    page.locator("a[href$='/take-in/']").click()
    look(page, pictures, "5")
    in_english(page, shop, pictures, "5")
    page.locator("[name='code']").fill(code)
    page.locator("[name='reason']").fill(REASON)
    page.locator("[name='is_final']").check()
    go_on(page)
    page.wait_for_url(re.compile(r"/desk/people/[0-9a-f-]+/$"))
    look(page, pictures, "6")


def look(page: Page, pictures: Path, name: str) -> None:
    """Accessible, not wider than the window, and kept as a picture."""
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    take_picture(page, pictures.with_name(f"{pictures.name}-{name}.jpg"))


def in_english(page: Page, shop: RunningShop, pictures: Path, name: str) -> None:
    """The same page in the other language, and back."""
    here = page.url
    page.goto(here.replace(shop.url, f"{shop.url}/en"))
    look(page, pictures, f"{name}-en")
    page.goto(here)
