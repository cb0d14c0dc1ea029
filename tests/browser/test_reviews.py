"""A buyer reviews what arrived, the desk answers, visitors read it, and its author deletes it."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Device, new_context
from tests.browser.running import RunningShop, start_prepared
from tests.browser.steps import (
    accessible,
    buy,
    go_on,
    join_desk,
    press,
    register,
    take_picture,
    watch,
)
from tests.people import MEMBER, OWNER

TITLE = "毎朝これでお茶を飲んでいます"
TEXT = "口当たりがよく、手になじむ大きさです。\n釉薬の色も写真のとおりでした。"
CHANGED = "半年使っても色が変わりません。"
ANSWER = "長くお使いいただけてうれしく思います。"
PEN_NAME = "お茶好き"


def test_a_review_from_writing_to_deleting(
    chromium: Browser, device: Device, pictures: Path, tmp_path: Path
) -> None:
    shop = start_prepared(tmp_path)
    windows = [new_context(chromium, device) for _person in range(3)]
    page, desk, visitor = (window.new_page() for window in windows)
    noted = [watch(tab, shop) for tab in (page, desk, visitor)]
    register(page, shop, MEMBER)
    code = buy(page, shop, "blue-cup", MEMBER, method="bank-transfer")
    join_desk(desk, shop, OWNER)
    _arrives(desk, shop, code)

    _write(page, shop, code, TEXT)
    take_picture(page, pictures / f"review-{device.name}.jpg")
    assert TITLE not in _product_page(visitor, shop)
    _desk_shows_it(desk, shop, pictures / f"desk-review-{device.name}.jpg")
    shown = _product_page(visitor, shop)
    assert TITLE in shown
    assert ANSWER in shown
    assert PEN_NAME in shown
    assert MEMBER.family not in shown
    accessible(visitor)
    visitor.locator("#reviews").scroll_into_view_if_needed()
    take_picture(visitor, pictures / f"product-reviews-{device.name}.jpg")

    _write(page, shop, code, CHANGED)
    assert TITLE not in _product_page(visitor, shop)
    page.goto(f"{shop.url}/mypage/reviews/")
    accessible(page)
    take_picture(page, pictures / f"my-reviews-{device.name}.jpg")
    page.locator("main table a").click()
    press(page, "/withdraw/")
    expect(page.locator("main")).to_contain_text("消去しました")
    page.goto(f"{shop.url}/mypage/reviews/")
    expect(page.locator("main")).to_contain_text("まだレビューはありません")
    assert noted == [[], [], []]
    for window in windows:
        window.close()
    assert shop.stop() == 0


def _arrives(desk: Page, shop: RunningShop, code: str) -> None:
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    press(desk, "/transfer/")
    press(desk, "/pack/")
    desk.locator("[name='tracking_number']").fill("1234-5678-9012")
    press(desk, "/ship/")
    press(desk, "/deliver/")


def _write(page: Page, shop: RunningShop, code: str, text: str) -> None:
    page.goto(f"{shop.url}/mypage/orders/{code}/")
    page.locator(f"main a[href*='/reviews/{code}/']").click()
    page.locator("[name='title']").fill("")
    go_on(page)  # without a title: nothing typed is lost, the field says what is missing
    expect(page.locator("[role=alert]").first).to_be_visible()
    accessible(page)
    page.locator("[name='stars'][value='5']").check()
    page.locator("[name='title']").fill(TITLE)
    page.locator("[name='text']").fill(text)
    page.locator("[name='pen-name']").fill(PEN_NAME)
    go_on(page)
    expect(page.locator("main")).to_contain_text("ありがとうございます")
    accessible(page)


def _desk_shows_it(desk: Page, shop: RunningShop, picture: Path) -> None:
    desk.goto(f"{shop.url}/desk/reviews/")
    assert TITLE not in desk.content()
    accessible(desk)
    desk.locator("main table a").click()
    expect(desk.locator("main")).to_contain_text(TITLE)
    accessible(desk)
    take_picture(desk, picture)
    press(desk, "/publish/")
    desk.goto(f"{shop.url}/desk/reviews/?state=shown")
    desk.locator("main table a").click()
    desk.locator("[name='answer']").fill(ANSWER)
    press(desk, "/answer/")


def _product_page(visitor: Page, shop: RunningShop) -> str:
    visitor.goto(f"{shop.url}/products/blue-cup/")
    return visitor.content()
