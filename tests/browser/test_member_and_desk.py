"""A member registers, buys and asks; the desk ships and answers; the member sees every use of their information."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Device, new_context
from tests.browser.running import RunningShop, start
from tests.browser.steps import (
    accessible,
    buy,
    go_on,
    join_desk,
    press,
    register,
    reveal,
    sign_in,
    wait_for_mail,
    watch,
)
from tests.people import MEMBER, OWNER

REASON = "お届け先の番地を確かめるため"


@pytest.fixture
def own_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningShop]:
    """A shop of the test's own, with nobody in it."""
    running = start(tmp_path_factory.mktemp("own-shop"))
    yield running
    assert running.stop() == 0


def test_a_member_sees_what_the_desk_did(chromium: Browser, device: Device, own_shop: RunningShop) -> None:
    shop = own_shop
    member_window, desk_window = new_context(chromium, device), new_context(chromium, device)
    page, desk = member_window.new_page(), desk_window.new_page()
    noted = [watch(page, shop), watch(desk, shop)]

    register(page, shop, MEMBER)
    sign_in(page, shop, MEMBER)
    code = buy(page, shop, "blue-cup", MEMBER, method="bank-transfer")
    page.goto(f"{shop.url}/inquiries/")
    page.locator("[name='kind']").select_option("product")
    page.locator("[name='text']").fill(MEMBER.inquiry)
    accessible(page)
    go_on(page)
    for path in (
        "/mypage/",
        "/mypage/registration/",
        "/mypage/orders/",
        "/mypage/addresses/",
        "/mypage/security/",
    ):
        page.goto(f"{shop.url}{path}")
        accessible(page)

    join_desk(desk, shop, OWNER)
    accessible(desk)
    desk.goto(f"{shop.url}/desk/orders/")
    assert MEMBER.family not in desk.content()
    accessible(desk)
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    assert MEMBER.street not in desk.content()
    reveal(desk, ("name", "ship_to"), purpose="3b-delivery", reason=REASON)
    expect(desk.locator("main")).to_contain_text(MEMBER.street)
    accessible(desk)
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    assert MEMBER.street not in desk.content()
    press(desk, "/transfer/")
    press(desk, "/pack/")
    desk.locator("[name='tracking_number']").fill("1234-5678-9012")
    press(desk, "/ship/")
    wait_for_mail(shop, MEMBER.email, "1234-5678-9012".replace("-", ""))

    desk.goto(f"{shop.url}/desk/inquiries/")
    accessible(desk)
    desk.locator("table a").first.click()
    assert MEMBER.inquiry not in desk.content()
    press(desk, "/open/")
    expect(desk.locator("main")).to_contain_text(MEMBER.inquiry)
    desk.locator("[name='text']").fill("釉薬に含まれる鉄の粒です。")
    accessible(desk)
    press(desk, "/answer/")
    for path in ("/desk/products/", "/desk/ledger/"):
        desk.goto(f"{shop.url}{path}")
        accessible(desk)

    page.goto(f"{shop.url}/mypage/information/")
    accessible(page)
    page.goto(f"{shop.url}/mypage/information/uses/")
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text("オーナー")
    accessible(page)
    page.goto(f"{shop.url}/mypage/information/provisions/")
    accessible(page)
    assert noted == [[], []]
    member_window.close()
    desk_window.close()


def test_the_desk_edits_a_product(chromium: Browser, device: Device, own_shop: RunningShop) -> None:
    window = new_context(chromium, device)
    desk = window.new_page()
    noted = watch(desk, own_shop)
    join_desk(desk, own_shop, OWNER)
    desk.goto(f"{own_shop.url}/desk/products/?q=青い湯のみ")
    desk.locator("table a").first.click()
    desk.locator("[name='name_en']").fill("Very blue cup")
    accessible(desk)
    desk.locator("main form button.button-primary").click()
    desk.locator("table a").first.click()
    desk.locator("[name='price']").fill("2310")
    desk.locator("main form button.button-primary").click()
    desk.locator("[name='available']").fill("7")
    press(desk, "/stock/")
    accessible(desk)
    desk.goto(f"{own_shop.url}/en/products/blue-cup/")
    expect(desk.locator("h1")).to_have_text("Very blue cup")
    expect(desk.locator("main")).to_contain_text("2,310")
    assert noted == []
    window.close()
