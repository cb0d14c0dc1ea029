"""The newsletter: asked for, confirmed from the mail, sent by the desk, stopped by one click."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from small_trades.privacy.testing import plant, scan
from tests.browser.conftest import Device, new_context
from tests.browser.running import RunningShop, start_prepared
from tests.browser.steps import (
    MAIL_SECONDS,
    accessible,
    go_on,
    join_desk,
    mailed_link,
    mails_to,
    press,
    wait_for_mail,
    watch,
)
from tests.people import OWNER

SUBJECT, WORDS = "冬の器が届きました", "新しい湯のみを、六つの窯元から。"


@pytest.fixture
def own_shop(tmp_path: Path) -> Iterator[RunningShop]:
    """A shop of the test's own, with nobody in it."""
    running = start_prepared(tmp_path)
    yield running
    if running.process.poll() is None:
        running.stop()


def test_asked_for_confirmed_sent_and_stopped_by_one_click(
    chromium: Browser, device: Device, own_shop: RunningShop
) -> None:
    shop, address = own_shop, plant("email")
    windows = [new_context(chromium, device) for _person in range(2)]
    reader, desk = (window.new_page() for window in windows)
    noted = [watch(tab, shop) for tab in (reader, desk)]

    _subscribe(reader, shop, address)
    join_desk(desk, shop, OWNER)
    _send(desk, shop)
    wait_for_mail(shop, address, WORDS)
    _one_click(reader, shop, address)
    _send(desk, shop)
    assert len([mail for mail in mails_to(shop, address) if WORDS in mail]) == 1
    assert noted == [[], []]

    for window in windows:
        window.close()
    assert shop.stop() == 0
    assert [hit for hit in scan([shop.home, shop.output], [address]) if "mailbox" not in str(hit)] == []


def _subscribe(page: Page, shop: RunningShop, address: str) -> None:
    page.goto(f"{shop.url}/newsletter/")
    page.locator("[name='email']").fill(address)
    accessible(page)
    go_on(page)
    accessible(page)
    link = mailed_link(shop, address, "/newsletter/confirm/")
    page.goto(f"{shop.url}/demo/mailbox/")
    accessible(page)
    page.goto(link)
    accessible(page)
    go_on(page)
    expect(page.locator("h1")).to_be_visible()
    accessible(page)


def _send(desk: Page, shop: RunningShop) -> None:
    desk.goto(f"{shop.url}/desk/newsletters/new/")
    desk.locator("[name='subject_ja'], [name='subject-ja']").fill(SUBJECT)
    desk.locator("[name='body_ja'], [name='body-ja']").fill(WORDS)
    accessible(desk)
    go_on(desk)
    accessible(desk)
    press(desk, "/send/")
    accessible(desk)
    desk.goto(f"{shop.url}/desk/newsletters/")
    accessible(desk)
    desk.locator("table a").first.click()
    deadline = time.monotonic() + MAIL_SECONDS
    while "送信完了" not in desk.locator(".desk-title").inner_text():
        assert time.monotonic() < deadline, desk.locator("main").inner_text()
        desk.reload()
    accessible(desk)


def _one_click(page: Page, shop: RunningShop, address: str) -> None:
    """Look first, which changes nothing; then press the button of the mail program (RFC 8058)."""
    link = mailed_link(shop, address, "/newsletter/stop/")
    page.goto(link)
    accessible(page)
    answer = page.request.post(link, form={"List-Unsubscribe": "One-Click"})
    assert answer.ok
    page.goto(link)
    accessible(page)
